import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { nameOfStaff, type Trace, traceOf } from '../audit/acting';
import { recordEvent } from '../audit/record';
import { inTransaction } from '../documents/save';
import { DomainError } from '../domain/errors';
import type { Language } from '../http/contract-error';
import { assertFitting, hashPassword } from '../identity/passwords';
import { mayMailLink } from '../identity/link-limit';
import { mailLater } from '../mail/mail-later';
import { enqueue } from '../outbox/enqueue';
import type { OutboxHandler } from '../outbox/handler';
import { forgetFailures } from '../rate-limit/sign-in-guard';
import { digestOf, linkExpiry } from './one-time-tokens';
import { choosePasswordLink } from './panel-links';
import { actorOfMember, recordStaffChange } from './record-change';
import {
  ADMIN_USER,
  findMemberIdByEmail,
  lockByToken,
  lockStaff,
  readMembers,
  type StaffMember,
} from './member-store';

type TokenService = { createToken(): string };

/** Gives a member a token by which they choose a password, valid for a day; an older one dies. */
const giveToken = async (strapi: Core.Strapi, id: number): Promise<string> => {
  const token = (strapi.service('admin::token') as unknown as TokenService).createToken();
  await strapi.db.query(ADMIN_USER).update({
    where: { id },
    data: { resetPasswordToken: token, resetPasswordTokenExpiresAt: linkExpiry() },
  });
  return token;
};

/**
 * Sends somebody who has no password yet the link by which they choose one.
 * @param trx the transaction of their account
 */
export const invite = async (
  strapi: Core.Strapi,
  trx: Knex,
  member: StaffMember,
  invitedBy: string,
  language: Language,
): Promise<void> => {
  const link = choosePasswordLink(strapi, await giveToken(strapi, member.id));
  await mailLater(trx, {
    kind: 'staff_invitation',
    to: { name: nameOfStaff(member), email: member.email },
    language,
    company: null,
    data: { link, invitedBy },
  });
};

/** The outbox topic of members of staff, known or not, who have forgotten their password. */
const FORGOTTEN = 'staff_password_forgotten';

/** The address as it was typed, and where that came from. */
type Forgotten = Trace & { email: string };

/**
 * Notes that somebody asks for a link by which a new password is chosen. Whether they are known is looked up
 * afterwards, so that neither words nor time of the answer tell. Beyond a few an hour this comes to nothing.
 */
export const forgetPassword = async (strapi: Core.Strapi, email: string): Promise<void> => {
  if (!(await mayMailLink(strapi, 'staff', email))) return;
  const payload: Forgotten = { email, ...traceOf(strapi) };
  await enqueue(strapi.db.connection, { topic: FORGOTTEN, payload });
};

const sendLink = async (strapi: Core.Strapi, { email, ...trace }: Forgotten): Promise<void> => {
  await inTransaction(strapi, async (trx) => {
    const id = await findMemberIdByEmail(trx, email);
    const [member] = id === null ? [] : await readMembers(trx, [id]);
    if (!member?.isActive) return;
    const link = choosePasswordLink(strapi, await giveToken(strapi, member.id));
    await recordEvent(trx, {
      actor: null,
      ...trace,
      action: 'password_forgotten',
      subject: { type: ADMIN_USER, id: member.documentId },
    });
    await mailLater(trx, {
      kind: 'password_reset',
      to: { name: nameOfStaff(member), email: member.email },
      language: member.language,
      company: null,
      data: { link },
    });
  });
};

/** Who sends the links that were asked for. */
export const forgottenPasswordHandler = (strapi: Core.Strapi): OutboxHandler => ({
  topic: FORGOTTEN,
  concurrency: 1,
  attempts: 10,
  firstPauseMs: 2_000,
  longestPauseMs: 10 * 60_000,
  handle: ({ payload }) => sendLink(strapi, payload as Forgotten),
});

/**
 * Sets a new password by the token of a link. The token dies with its use, as do all sessions and tokens; an account
 * that rests after wrong passwords opens again.
 * @returns the row id of whose password it is
 * @throws DomainError `invalid_token`; ValidationError for a password that contains the address
 */
export const resetPassword = async (
  strapi: Core.Strapi,
  token: string,
  password: string,
): Promise<number> => {
  const hash = await hashPassword(password);
  const { id: memberId, email } = await inTransaction(strapi, async (trx) => {
    await lockStaff(trx);
    const id = await lockByToken(trx, digestOf(token));
    const [member] = id === null ? [] : await readMembers(trx, [id]);
    if (!member) throw new DomainError('invalid_token', 'the link is not valid any more');
    assertFitting(password, member.email);
    return recordStaffChange(strapi, {
      ids: [member.id],
      action: 'password_reset',
      actor: actorOfMember(member),
      work: async () => {
        await strapi.db.query(ADMIN_USER).update({ where: { id: member.id }, data: { password: hash } });
        return member;
      },
    });
  });
  await forgetFailures(strapi, { realm: 'staff', company: null, email });
  return memberId;
};
