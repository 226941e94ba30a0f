import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { mailLater } from '../mail/mail-later';
import { verificationLink } from './account-links';
import type { AccountRow } from './account-store';
import { identitySettings } from './settings';

/** Tells the owner of an account that its address was changed, at the old one. */
export const tellOldEmail = (trx: Knex, account: AccountRow, newEmail: string): Promise<void> =>
  mailLater(trx, {
    kind: 'email_changed',
    account: account.documentId,
    to: { name: account.name, email: account.email },
    language: account.language ?? 'en',
    company: account.companyCode,
    data: { newEmail },
  });

/** Has a customer prove an address that staff gave to their account. */
export const askForProof = (
  strapi: Core.Strapi,
  trx: Knex,
  account: AccountRow<'customer'>,
  email: string,
): Promise<void> =>
  mailLater(trx, {
    kind: 'email_verification',
    account: account.documentId,
    to: { name: account.name, email },
    language: account.language ?? 'en',
    company: account.companyCode,
    data: { link: verificationLink({ ...account, email }, identitySettings(strapi)) },
  });
