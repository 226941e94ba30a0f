import type { Core } from '@strapi/strapi';
import type { Language } from '../http/contract-error';
import { mailLater } from '../mail/mail-later';
import { enqueue } from '../outbox/enqueue';
import type { OutboxHandler } from '../outbox/handler';
import { resetLink, verificationLink } from './account-links';
import { envelopeFor } from './account-mail';
import { findAccountByEmail, lockAccount } from './account-store';
import { isOpen } from './accounts';
import type { AccountKind } from './caller';
import { mayMailLink } from './link-limit';
import { identitySettings } from './settings';

/** The outbox topic of wishes for a link by mail. */
export const LINK_REQUEST = 'link_request';

/** Somebody, nobody knows who, wants a link sent to the address of a customer or driver. Only customers prove theirs. */
export type LinkRequest = {
  company: string;
  email: string;
  language: Language;
} & ({ kind: 'customer'; purpose: 'email_verification' } | { kind: AccountKind; purpose: 'password_reset' });

/**
 * Notes a wish for a link. Whether there is such an account is looked up afterwards, so that neither words nor time
 * of the answer tell. Beyond a few an hour wishes for one address come to nothing.
 */
export const requestLink = async (strapi: Core.Strapi, request: LinkRequest): Promise<void> => {
  const { company, email } = request;
  if (!(await mayMailLink(strapi, company, email))) return;
  await enqueue(strapi.db.connection, { topic: LINK_REQUEST, company, payload: request });
};

/** Sends the link that was wished for, if there is an account that it makes sense for. */
const answerLinkRequest = async (
  strapi: Core.Strapi,
  { kind, purpose, company, email, language }: LinkRequest,
): Promise<void> => {
  const settings = identitySettings(strapi);
  await strapi.db.transaction(async ({ trx }) => {
    const found = await findAccountByEmail(trx, kind, company, email);
    // Whoever is erased meanwhile takes their mails along.
    const account = found && (await lockAccount(trx, kind, found.documentId));
    if (!isOpen(account) || account.email !== email) return;
    const mail = envelopeFor(account, language);
    if (purpose === 'password_reset') {
      await mailLater(trx, { ...mail, kind: purpose, data: { link: resetLink(account, settings) } });
    } else if (!account.confirmed) {
      await mailLater(trx, {
        ...mail,
        kind: purpose,
        data: { link: verificationLink({ ...account, kind }, settings) },
      });
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
