import { setTimeout as sleep } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { nameOfStaff, originOf } from '../audit/acting';
import { recordEvent } from '../audit/record';
import { inTransaction } from '../documents/save';
import { DomainError, invalidField } from '../domain/errors';
import type { Language } from '../http/contract-error';
import { containsAddress, hashPassword } from '../identity/passwords';
import { mailLater } from '../mail/mail-later';
import { forgetFailures } from '../rate-limit/sign-in-guard';
import { digestOf, linkExpiry } from './one-time-tokens';
import { choosePasswordLink } from './panel-links';
import { actorOfMember, recordStaffChange } from './record-change';
import { ADMIN_USER, findMemberIdByEmail, lockStaff, readMembers, type StaffMember } from './staff-member';

/** What asking for a link takes at least, whether somebody is known by the address or not. */
const ANSWER_AFTER_MS = 300;

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

const sendLink = (strapi: Core.Strapi, email: string): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    const id = await findMemberIdByEmail(trx, email);
    const [member] = id === null ? [] : await readMembers(trx, [id]);
    if (!member?.isActive) return;
    const link = choosePasswordLink(strapi, await giveToken(strapi, member.id));
    await recordEvent(trx, {
      actor: null,
      ...originOf(strapi),
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

/** Sends a link by which a new password is chosen, to whoever is known by the address. Says nothing about whether. */
export const forgetPassword = async (strapi: Core.Strapi, email: string): Promise<void> => {
  await Promise.all([sendLink(strapi, email), sleep(ANSWER_AFTER_MS)]);
};

/** Locks whoever a token was given to; a second one with the same token waits, and then finds nobody. */
const lockByToken = async (trx: Knex, token: string): Promise<number | null> => {
  const { rows } = await trx.raw<{ rows: { id: number }[] }>(
    `select id from admin_users
      where reset_password_token = ? and is_active and blocked is not true
        and reset_password_token_expires_at > now() at time zone 'utc' for update`,
    [digestOf(token)],
  );
  return rows[0]?.id ?? null;
};

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
    const id = await lockByToken(trx, token);
    const [member] = id === null ? [] : await readMembers(trx, [id]);
    if (!member) throw new DomainError('invalid_token', 'the link is not valid any more');
    if (containsAddress(password, member.email))
      throw invalidField('password', 'must not contain the address');
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
