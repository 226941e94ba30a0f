import type { Core } from '@strapi/strapi';
import { HandlingFailure } from '../outbox/failure';
import type { ClaimedMessage, OutboxHandler } from '../outbox/handler';
import { allCompanies } from '../tenancy/registry';
import type { AttachPapers } from './attachment';
import type { Mail } from './mail';
import { BULK_MAIL_TOPIC, MAIL_TOPIC } from './mail-later';
import { openPostOffice } from './post-office';
import { READY_MAIL_TOPIC, type ReadyMail } from './ready-mail';
import { type Brand, HOUSE, renderMail } from './templates/render';
import { onOneLine } from './templates/typed-text';
import type { OutgoingMail } from './transport';
import { type MailSettings, transportsOf } from './transports';

/** Goes on for some three hours, well within the day for which a link is valid. */
const PERSISTENCE = { concurrency: 5, attempts: 15, firstPauseMs: 5_000, longestPauseMs: 30 * 60_000 };

const brandOf = (company: string | null): Brand =>
  allCompanies().find(({ code }) => code === company) ?? HOUSE;

/** One for each message, whoever handles it and how often. */
const messageIdOf = ({ id, createdAt }: ClaimedMessage, sender: string): string =>
  `<${id}.${createdAt.getTime().toString(36)}@${sender.slice(sender.lastIndexOf('@') + 1)}>`;

const noPapers: AttachPapers = () => Promise.reject(new Error('nobody draws the papers of mails'));

/** Who sends what lies on the outbox as mail. */
export const mailHandlers = (
  strapi: Core.Strapi,
  settings: MailSettings = strapi.config.get<MailSettings>('mail'),
  attachPapers: AttachPapers = noPapers,
): OutboxHandler[] => {
  const transports = transportsOf(settings, strapi.dirs.app.root);
  if (settings.isSmtpHostMissing)
    strapi.log.error('Nothing is sent by SMTP: EMAIL_USER needs SMTP_HOST as well.');
  if (transports.length === 0) strapi.log.error('No mail can be sent: set SENDGRID_API_KEY or SMTP_HOST.');
  const post = openPostOffice(transports);

  const send = async (
    message: ClaimedMessage,
    mail: Omit<OutgoingMail, 'messageId' | 'from'>,
    brand: Brand,
    signal: AbortSignal,
  ): Promise<void> => {
    const from = { name: onOneLine(brand.name), email: settings.sender };
    const transport = await post({ ...mail, from, messageId: messageIdOf(message, settings.sender) }, signal);
    strapi.log.debug(`mail ${message.id} (${mail.kind}) was taken by ${transport}`);
  };

  const handle: OutboxHandler['handle'] = async (message, signal) => {
    const mail = message.payload as Mail;
    const brand = brandOf(mail.company);
    const to = [{ name: onOneLine(mail.to.name), email: mail.to.email }];
    const rendered = renderMail(mail, brand);
    const { papers = [], company } = mail;
    if (papers.length > 0 && !company) {
      throw new HandlingFailure('papers are of a company, and this mail is of none', { retry: false });
    }
    const attachments = company && papers.length > 0 ? await attachPapers(company, papers, signal) : [];
    await send(
      message,
      { kind: mail.kind, to, cc: [], bcc: [], replyTo: null, attachments, ...rendered },
      brand,
      signal,
    );
  };

  return [
    { ...PERSISTENCE, topic: MAIL_TOPIC, handle },
    { ...PERSISTENCE, topic: BULK_MAIL_TOPIC, handle },
    {
      ...PERSISTENCE,
      topic: READY_MAIL_TOPIC,
      handle: (message, signal) =>
        send(message, { kind: 'ready_mail', ...(message.payload as ReadyMail) }, HOUSE, signal),
    },
  ];
};
