import fs from 'node:fs/promises';
import path from 'node:path';
import { type Attachment, simpleParser } from 'mailparser';
import type { MailKind } from '../../src/mail/mail';
import { app } from './application';

/** A mail that the application of this worker has sent. */
export interface SentMail {
  /** its Message-ID */
  id: string;
  from: string;
  recipients: string[];
  kind: MailKind | 'ready_mail';
  subject: string;
  html: string;
  text: string;
  /** the address that the mail leads to; empty where it leads nowhere */
  link: string;
  /** the token in the link's query; empty without one */
  token: string;
  attachments: Attachment[];
}

const PATIENCE_MS = 20_000;
const STEP_MS = 50;

const LINK = /https?:\/\/\S+/;

const read = async (file: string): Promise<SentMail> => {
  const mail = await simpleParser(await fs.readFile(file));
  const text = mail.text ?? '';
  const link = LINK.exec(text)?.[0] ?? '';
  return {
    id: mail.messageId ?? '',
    from: mail.from?.value[0]?.address ?? '',
    recipients: [mail.to ?? []]
      .flat()
      .flatMap(({ value }) => value.map(({ address }) => address?.toLowerCase() ?? '')),
    kind: mail.headers.get('x-mail-kind') as SentMail['kind'],
    subject: mail.subject ?? '',
    html: mail.html || '',
    text,
    link,
    token: (link && new URL(link).searchParams.get('token')) ?? '',
    attachments: mail.attachments,
  };
};

/** The mails that were sent to an address until now, in order. */
export const mailsTo = async (email: string): Promise<SentMail[]> => {
  const folder = app.strapi.config.get<string>('mail.previewFolder');
  const names = await fs.readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(files.map((name) => read(path.join(folder, name))));
  return mails.filter(({ recipients }) => recipients.includes(email.toLowerCase()));
};

const handedOut = new Set<string>();

/**
 * Waits for a mail to an address, as its owner would. A mail is handed out once in a test file, so the next call
 * waits for the next one.
 * @param kind only a mail of this kind
 */
export const nextMail = async (email: string, kind?: SentMail['kind']): Promise<SentMail> => {
  const limit = Date.now() + PATIENCE_MS;
  for (;;) {
    const mails = await mailsTo(email);
    const next = mails.find((mail) => !handedOut.has(mail.id) && (kind === undefined || mail.kind === kind));
    if (next) {
      handedOut.add(next.id);
      return next;
    }
    if (Date.now() > limit) throw new Error(`no ${kind ?? ''} mail has come to ${email}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};
