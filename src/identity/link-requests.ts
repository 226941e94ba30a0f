import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Language } from '../http/contract-error';
import type { Mail } from '../mail/mail';
import { mailLater } from '../mail/mail-later';
import { enqueue } from '../outbox/enqueue';
import type { OutboxHandler } from '../outbox/handler';
import { resetLink, verificationLink } from './account-links';
import { findAccountByEmail } from './account-store';
import { isOpen } from './accounts';
import { identitySettings } from './settings';

/** The outbox topic of wishes for a link by mail. */
export const LINK_REQUEST = 'link_request';

/** Somebody, nobody knows who, wants a link sent to a customer's address. */
export type LinkRequest = {
  purpose: 'email_verification' | 'password_reset';
  company: string;
  email: string;
  language: Language;
};

/**
 * Notes a wish for a link. Whether there is such an account is looked up afterwards, so that neither words nor time
 * of the answer tell.
 */
export const requestLink = (db: Knex, request: LinkRequest): Promise<void> =>
  enqueue(db, { topic: LINK_REQUEST, company: request.company, payload: request });

/** Sends the link that was wished for, if there is an account that it makes sense for. */
const answerLinkRequest = async (
  strapi: Core.Strapi,
  { purpose, company, email, language }: LinkRequest,
): Promise<void> => {
  const settings = identitySettings(strapi);
  await strapi.db.transaction(async ({ trx }) => {
    const account = await findAccountByEmail(trx, 'customer', company, email);
    if (!isOpen(account)) return;
    const mail: Pick<Mail, 'to' | 'language' | 'company'> = {
      to: { name: account.name, email },
      language: account.language ?? language,
      company,
    };
    if (purpose === 'password_reset') {
      await mailLater(trx, { ...mail, kind: purpose, data: { link: resetLink(account, settings) } });
    } else if (!account.confirmed) {
      await mailLater(trx, { ...mail, kind: purpose, data: { link: verificationLink(account, settings) } });
    }
  });
};

/** Who answers wishes for links. The mail is another message, written with the end of this one. */
export const linkRequestHandler = (strapi: Core.Strapi): OutboxHandler => ({
  topic: LINK_REQUEST,
  concurrency: 2,
  attempts: 10,
  firstPauseMs: 2_000,
  longestPauseMs: 10 * 60_000,
  handle: ({ payload }) => answerLinkRequest(strapi, payload as LinkRequest),
});
