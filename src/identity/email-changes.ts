import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { mailLater } from '../mail/mail-later';
import { verificationLink } from './account-links';
import { envelopeFor } from './account-mail';
import type { AccountRow } from './account-store';
import { identitySettings } from './settings';

/** Tells the owner of an account that its address was changed, at the old one. */
export const tellOldEmail = (trx: Knex, account: AccountRow, newEmail: string): Promise<void> =>
  mailLater(trx, { ...envelopeFor(account), kind: 'email_changed', data: { newEmail } });

/** Has a customer prove an address that staff gave to their account. */
export const askForProof = (
  strapi: Core.Strapi,
  trx: Knex,
  account: AccountRow<'customer'>,
  email: string,
): Promise<void> =>
  mailLater(trx, {
    ...envelopeFor({ ...account, email }),
    kind: 'email_verification',
    data: { link: verificationLink({ ...account, email }, identitySettings(strapi)) },
  });
