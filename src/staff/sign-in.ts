import type { Core } from '@strapi/strapi';
import { originOf } from '../audit/acting';
import { recordEvent, recordOnce } from '../audit/record';
import { inTransaction } from '../documents/save';
import { DomainError } from '../domain/errors';
import { matchesPassword } from '../identity/passwords';
import { guardSignIn } from '../rate-limit/sign-in-guard';
import { actorOfMember } from './record-change';
import { ADMIN_USER, findMemberIdByEmail, noteLogin, readMembers, type StaffMember } from './staff-member';

/** Which door somebody knocks at. */
export type Door = 'rest' | 'panel';

const LOCKED_FOR_MINUTES = 15;
const LONGEST_ADDRESS = 320;

/** What is written of somebody who has not proved who they are. */
const typed = (email: string): string => email.slice(0, LONGEST_ADDRESS);

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
  const member = await findByEmail(strapi, email);
  const matches = await matchesPassword(password, member?.password ?? null);
  const subject = { type: ADMIN_USER, id: member?.documentId ?? null };
  if (!member || !matches || !member.isActive) {
    await recordEvent(strapi.db.connection, {
      actor: null,
      ...originOf(strapi),
      action: 'sign_in_failed',
      subject,
      after: { email: typed(email), door },
    });
    return null;
  }
  await inTransaction(strapi, async (trx) => {
    await noteLogin(trx, member.documentId);
    await recordEvent(trx, {
      actor: actorOfMember(member),
      ...originOf(strapi),
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
      const event = { actor: null, ...originOf(strapi), action: 'sign_in_locked' };
      const after = { email: typed(email), door };
      await recordOnce(strapi.db.connection, { ...event, after }, LOCKED_FOR_MINUTES);
    }
    throw error;
  }
};
