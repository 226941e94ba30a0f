import type { Core } from '@strapi/strapi';
import { traceOf } from '../audit/acting';
import { recordEvent, recordOnce } from '../audit/record';
import { inTransaction } from '../documents/save';
import { DomainError } from '../domain/errors';
import { matchesPassword } from '../identity/passwords';
import { guardSignIn } from '../rate-limit/sign-in-guard';
import { actorOfMember } from './record-change';
import { ADMIN_USER, findMemberIdByEmail, noteLogin, readMembers, type StaffMember } from './member-store';

/** Which door somebody knocks at. */
export type Door = 'rest' | 'panel';

/** What anybody can bring about as often as they like is written once in so many minutes. */
const ONCE_IN_MINUTES = 15;

const findByEmail = async (strapi: Core.Strapi, email: string): Promise<StaffMember | null> => {
  const db = strapi.db.connection;
  const id = await findMemberIdByEmail(db, email);
  const [member] = id === null ? [] : await readMembers(db, [id]);
  return member ?? null;
};

const attempt = async (
  strapi: Core.Strapi,
  email: string,
  password: string,
  door: Door,
): Promise<StaffMember | null> => {
  const db = strapi.db.connection;
  const member = await findByEmail(strapi, email);
  const matches = await matchesPassword(password, member?.password ?? null);
  const subject = { type: ADMIN_USER, id: member?.documentId ?? null };
  if (!member || !matches || !member.isActive) {
    const event = { actor: null, ...traceOf(strapi), action: 'sign_in_failed', subject };
    // What is no member's address may be a customer's, or a password in the wrong field: it is not kept.
    if (member) await recordEvent(db, { ...event, after: { email: member.email, door } });
    else await recordOnce(db, { ...event, after: { email: null, door } }, ONCE_IN_MINUTES);
    return null;
  }
  await inTransaction(strapi, async (trx) => {
    await noteLogin(trx, member.documentId);
    await recordEvent(trx, {
      actor: actorOfMember(member),
      ...traceOf(strapi),
      action: 'sign_in',
      subject,
      after: { door },
    });
  });
  return member;
};

const isLockedOut = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'rate_limited';

/**
 * Signs a member of staff in. Whatever becomes of it stands in the audit log, with where it came from.
 * @throws DomainError `invalid_credentials`, in the same words and time for an unknown address; `rate_limited`
 */
export const signInStaff = async (
  strapi: Core.Strapi,
  { email, password, address, door }: { email: string; password: string; address: string; door: Door },
): Promise<StaffMember> => {
  try {
    return await guardSignIn(strapi, { realm: 'staff', company: null, email, address }, () =>
      attempt(strapi, email, password, door),
    );
  } catch (error) {
    if (isLockedOut(error)) {
      const member = await findByEmail(strapi, email);
      const event = { actor: null, ...traceOf(strapi), action: 'sign_in_locked' };
      const after = { email: member?.email ?? null, door };
      await recordOnce(strapi.db.connection, { ...event, after }, ONCE_IN_MINUTES);
    }
    throw error;
  }
};
