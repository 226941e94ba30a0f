import parseAddresses from 'nodemailer/lib/addressparser';
import type { Address } from './transport';

/** The outbox topic of mails that come with their words. */
export const READY_MAIL_TOPIC = 'ready_mail';

/** A mail that needs no template. */
export type ReadyMail = {
  to: Address[];
  cc: Address[];
  bcc: Address[];
  replyTo: Address | null;
  subject: string;
  text: string | null;
  html: string | null;
};

/** What users of Strapi's email plugin pass: `a@b`, `Name <a@b>`, several with commas, or a list of such. */
type StrapiAddresses = string | string[] | undefined;

/** What users of Strapi's email plugin ask it to send. The sender is always ours, whom the servers know. */
export type StrapiMail = {
  to: StrapiAddresses;
  cc?: StrapiAddresses;
  bcc?: StrapiAddresses;
  replyTo?: string;
  subject: string;
  text?: string;
  html?: string;
};

const addressesOf = (addresses: StrapiAddresses): Address[] =>
  [addresses ?? []]
    .flat()
    .flatMap((text) => parseAddresses(text, { flatten: true }))
    .map(({ name, address }) => ({ name, email: address }))
    .filter(({ email }) => email.includes('@'));

/** Puts what is asked of the email plugin into our form. */
export const readyMailOf = (mail: StrapiMail): ReadyMail => ({
  to: addressesOf(mail.to),
  cc: addressesOf(mail.cc),
  bcc: addressesOf(mail.bcc),
  replyTo: addressesOf(mail.replyTo)[0] ?? null,
  subject: mail.subject.replace(/\s+/g, ' ').trim(),
  text: mail.text || null,
  html: mail.html || null,
});
