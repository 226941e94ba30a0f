import type { Core } from '@strapi/strapi';
import { actingStaff, traceOf } from '../audit/acting';
import { DomainError, invalidField } from '../domain/errors';
import { matchesPassword } from '../identity/passwords';
import { guardSignIn } from '../rate-limit/sign-in-guard';
import { isSuperAdmin } from '../tenancy/store';
import { findMemberId, readMembers } from './member-store';

/**
 * Refuses what only super admins may do, over REST and in the panel alike: Strapi's own rights on users and roles
 * would let whoever holds them make themselves super admin. Where nobody of staff acts (commands, links in mails),
 * others have decided.
 * @throws DomainError `forbidden`
 */
export const assertSuperAdminActs = async (strapi: Core.Strapi): Promise<void> => {
  const acting = actingStaff(strapi);
  if (!acting?.id) return;
  const db = strapi.db.connection;
  const id = await findMemberId(db, acting.id);
  if (id === null || !(await isSuperAdmin(db, id))) {
    throw new DomainError('forbidden', 'this is for super admins');
  }
};

/** What somebody may change of their own account in the panel without being a super admin. */
const ownFields = ['firstname', 'lastname', 'username', 'email', 'password', 'preferedLanguage'];

/**
 * Refuses changes of an account to everybody but super admins and, for what is their own to say, its owner.
 * @throws DomainError `forbidden`
 */
export const assertMayChange = async (strapi: Core.Strapi, id: number, changes: object): Promise<void> => {
  const acting = actingStaff(strapi);
  const self = acting?.id ? await findMemberId(strapi.db.connection, acting.id) : null;
  const isOwn = self === id && Object.keys(changes).every((field) => ownFields.includes(field));
  if (!isOwn) await assertSuperAdminActs(strapi);
};

/**
 * Whether somebody signed in types their own password. Tries are counted, so that a stolen token is no way to guess it.
 * @throws DomainError `rate_limited`
 */
export const confirmsPassword = async (
  strapi: Core.Strapi,
  plain: string,
  hash: string | null,
): Promise<boolean> => {
  const acting = actingStaff(strapi);
  if (!acting?.id) return matchesPassword(plain, hash);
  const who = { realm: 'confirmation', company: null, email: acting.id } as const;
  try {
    return await guardSignIn(strapi, { ...who, address: traceOf(strapi).address ?? '' }, async () =>
      (await matchesPassword(plain, hash)) ? true : null,
    );
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid_credentials') return false;
    throw error;
  }
};

type Body = { email?: unknown; currentPassword?: unknown };

/**
 * Another e-mail address of one's own takes the password: whoever has the address can have the account.
 * @throws ValidationError; DomainError `rate_limited`
 */
export const assertMayMove = async (strapi: Core.Strapi, id: number, email: unknown): Promise<void> => {
  const acting = actingStaff(strapi);
  const [member] = await readMembers(strapi.db.connection, [id]);
  if (typeof email !== 'string' || !member || member.documentId !== acting?.id) return;
  if (email.toLowerCase() === member.email.toLowerCase()) return;
  const { currentPassword } = (strapi.requestContext.get()?.request.body ?? {}) as Body;
  const isConfirmed =
    typeof currentPassword === 'string' && (await confirmsPassword(strapi, currentPassword, member.password));
  if (!isConfirmed) throw invalidField('currentPassword', 'is needed for another e-mail address');
};
