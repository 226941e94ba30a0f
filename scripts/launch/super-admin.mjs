import crypto from 'node:crypto';
import { Failure } from './failure.mjs';

const DEFAULT_EMAIL = 'admin@saptmarkets.local';

// Strapi's own rules for the panel: at least eight characters, with a small and a capital letter and a digit.
const STRONG = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{8,72}$/s;

/** Twenty characters, three of which make sure that every rule about passwords is met. */
function generatePassword() {
  return `${crypto.randomBytes(13).toString('base64url').slice(0, 17)}aA7`;
}

/**
 * @param {Record<string, string | undefined>} environment
 * @returns {{ email: string, password: string, generated: boolean }}
 * @throws {Failure} for an address or password that Strapi's sign-in would not take
 */
export function chooseCredentials(environment) {
  const email = (environment.ADMIN_EMAIL || DEFAULT_EMAIL).trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new Failure(`ADMIN_EMAIL is "${email}", which is not an e-mail address.`);
  }
  const chosen = environment.ADMIN_PASSWORD;
  if (!chosen) return { email, password: generatePassword(), generated: true };
  if (!STRONG.test(chosen)) {
    throw new Failure(
      'ADMIN_PASSWORD is too weak: use 8 to 72 characters with a small letter, a capital letter and a digit.',
    );
  }
  return { email, password: chosen, generated: false };
}

/**
 * Creates the first super admin of a shop that has no administrator yet.
 * @param {import('@strapi/types').Core.Strapi} app
 * @param {Record<string, string | undefined>} [environment]
 * @returns {Promise<{ email: string, password: string, generated: boolean } | null>} null when there is one
 */
export async function createFirstSuperAdmin(app, environment = process.env) {
  if ((await app.db.query('admin::user').count()) > 0) return null;
  const credentials = chooseCredentials(environment);
  const role = await app.service('admin::role').getSuperAdmin();
  await app.service('admin::user').create({
    email: credentials.email,
    password: credentials.password,
    firstname: 'Super',
    lastname: 'Admin',
    roles: [role.id],
    isActive: true,
    registrationToken: null,
  });
  return credentials;
}
