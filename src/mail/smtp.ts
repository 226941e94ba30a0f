import nodemailer from '@strapi/provider-email-nodemailer';
import type { SendMailOptions } from 'nodemailer';
import type { Options } from 'nodemailer/lib/smtp-transport';
import {
  type Address,
  DeliveryFailure,
  extraHeaders,
  type MailTransport,
  type OutgoingMail,
} from './transport';

export type SmtpSettings = {
  host: string;
  port: number;
  /** TLS from the first byte (port 465); else it is begun by STARTTLS */
  secure: boolean;
  user: string;
  password: string;
};

type Provider = { send: (options: object) => Promise<unknown> };

type SmtpError = { code?: string; responseCode?: number; message?: string };

/**
 * How long a server may think about a mail that it has been given. Giving up earlier is what sends mails twice
 * (RFC 1047): the server may have taken it and only be slow to say so.
 */
const ANSWER_MS = 60_000;

/** Errors about this mail or its recipients, as opposed to those about the connection or the sign-in. */
const ABOUT_THE_MAIL = ['EENVELOPE', 'EMESSAGE'];

const isLocal = (host: string): boolean => ['localhost', '127.0.0.1', '::1'].includes(host);

const failureOf = ({ code, responseCode, message }: SmtpError): DeliveryFailure =>
  new DeliveryFailure(`SMTP: ${message ?? code ?? 'no reason given'}`, {
    retry: !(responseCode !== undefined && responseCode >= 500 && ABOUT_THE_MAIL.includes(code ?? '')),
  });

const addressed = ({ name, email }: Address): { name: string; address: string } => ({ name, address: email });

/** A mail in Nodemailer's form. */
export const messageOf = (mail: OutgoingMail): SendMailOptions => ({
  from: addressed(mail.from),
  to: mail.to.map(addressed),
  ...(mail.cc.length > 0 && { cc: mail.cc.map(addressed) }),
  ...(mail.bcc.length > 0 && { bcc: mail.bcc.map(addressed) }),
  ...(mail.replyTo && { replyTo: addressed(mail.replyTo) }),
  subject: mail.subject,
  ...(mail.text !== null && { text: mail.text }),
  ...(mail.html !== null && { html: mail.html }),
  ...(mail.attachments && { attachments: mail.attachments }),
  messageId: mail.messageId,
  headers: extraHeaders(mail),
});

/**
 * SMTP, by Strapi's provider for Nodemailer. Each mail has a connection of its own: Nodemailer's pool sends a mail
 * once more by itself when its connection breaks, also when the server had it already.
 */
export const createSmtp = (
  { host, port, secure, user, password }: SmtpSettings,
  timeoutMs: number,
): MailTransport => {
  const options: Options = {
    host,
    port,
    secure,
    // A password never travels in the clear.
    requireTLS: user !== '' && !isLocal(host),
    ...(user !== '' && { auth: { user, pass: password } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: Math.max(timeoutMs, ANSWER_MS),
  };
  const provider = nodemailer.init(options, { defaultFrom: '', defaultReplyTo: '' }) as unknown as Provider;
  return {
    name: 'smtp',
    send: async (mail) => {
      try {
        await provider.send(messageOf(mail));
      } catch (error) {
        throw failureOf(error as SmtpError);
      }
    },
  };
};
