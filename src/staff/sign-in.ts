import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
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

/** Who says to be whom, at which door, from where. */
type Attempt = { email: string; password: string; address: string; door: Door };

/** What anybody can bring about as often as they like is written once in so many minutes. */
const ONCE_IN_MINUTES = 15;

const findByEmail = async (strapi: Core.Strapi, email: string): Promise<StaffMember | null> => {
  const db = strapi.db.connection;
  const id = await findMemberIdByEmail(db, email);
  const [member] = id === null ? [] : await readMembers(db, [id]);
  return member ?? null;
};

/** What becomes of somebody who is let in, in the transaction in which that is written down. */
type Welcome<Result> = (trx: Knex, member: StaffMember) => Promise<Result>;

const attempt = async <Result>(
  strapi: Core.Strapi,
  { email, password, door }: Attempt,
  welcome: Welcome<Result>,
): Promise<Result | null> => {
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
  return inTransaction(strapi, async (trx) => {
    await noteLogin(trx, member.documentId);
    await recordEvent(trx, {
      actor: actorOfMember(member),
      ...traceOf(strapi),
      action: 'sign_in',
      subject,
      after: { door },
    });
    return welcome(trx, member);
  });
};

const isLockedOut = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'rate_limited';

/**
 * Signs a member of staff in. Whatever becomes of it stands in the audit log, with where it came from.
 * @throws DomainError `invalid_credentials`, in the same words and time for an unknown address; `rate_limited`
 */
export const signInStaff = async <Result>(
  strapi: Core.Strapi,
  made: Attempt,
  welcome: Welcome<Result>,
): Promise<Result> => {
  const { email, address, door } = made;
  try {
    return await guardSignIn(strapi, { realm: 'staff', company: null, email, address }, () =>
      attempt(strapi, made, welcome),
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
