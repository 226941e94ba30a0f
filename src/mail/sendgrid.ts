import { createRequire } from 'node:module';
import sendgrid from '@strapi/provider-email-sendgrid';
import { DeliveryFailure, extraHeaders, type MailTransport, type OutgoingMail } from './transport';

export type SendgridSettings = {
  apiKey: string;
  /** another address of the API, such as the one in Europe; empty for the usual one */
  baseUrl: string;
};

/** What Strapi's provider hands through to SendGrid's own client; its types know less of it than it does. */
type Provider = { send: (options: object) => Promise<void> };

type SendgridClient = { client: { setDefaultRequest: (values: object) => unknown } };

/** The provider keeps its client to itself, with neither a time-out nor another address. It is the same module. */
const clientOfProvider = (): SendgridClient =>
  createRequire(require.resolve('@strapi/provider-email-sendgrid'))('@sendgrid/mail') as SendgridClient;

/** SendGrid's answer, or the network's. */
type SendgridError = {
  code?: number | string;
  message?: string;
  response?: { body?: { errors?: { message?: string }[] } };
};

/** Answers that are about this mail. A bad key (401), a sender not allowed (403) or haste (429) are not. */
const REFUSALS = [400, 406, 413, 415, 422];

const failureOf = ({ code, message, response }: SendgridError): DeliveryFailure => {
  if (typeof code !== 'number') {
    return new DeliveryFailure(`SendGrid did not answer: ${code ?? message ?? 'no reason given'}`, {
      retry: true,
    });
  }
  const reason = response?.body?.errors?.[0]?.message ?? 'no reason given';
  return new DeliveryFailure(`SendGrid answered ${code}: ${reason}`, { retry: !REFUSALS.includes(code) });
};

const optionsOf = (mail: OutgoingMail): object => ({
  from: mail.from,
  to: mail.to,
  ...(mail.cc.length > 0 && { cc: mail.cc }),
  ...(mail.bcc.length > 0 && { bcc: mail.bcc }),
  ...(mail.replyTo && { replyTo: mail.replyTo }),
  subject: mail.subject,
  ...(mail.text !== null && { text: mail.text }),
  ...(mail.html !== null && { html: mail.html }),
  ...(mail.attachments?.length && {
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename,
      type: contentType,
      disposition: 'attachment',
      content: content.toString('base64'),
    })),
  }),
  headers: { ...extraHeaders(mail), 'Message-ID': mail.messageId },
  customArgs: { message_id: mail.messageId },
  // Followed links would lead through SendGrid, with the secrets in them.
  trackingSettings: { clickTracking: { enable: false, enableText: false }, openTracking: { enable: false } },
});

/** SendGrid, by Strapi's provider. */
export const createSendgrid = ({ apiKey, baseUrl }: SendgridSettings, timeoutMs: number): MailTransport => {
  const provider = sendgrid.init({ apiKey }, { defaultFrom: '', defaultReplyTo: '' }) as unknown as Provider;
  clientOfProvider().client.setDefaultRequest({ timeout: timeoutMs, ...(baseUrl && { baseUrl }) });
  return {
    name: 'sendgrid',
    send: async (mail) => {
      try {
        await provider.send(optionsOf(mail));
      } catch (error) {
        // Without its cause, which carries the request and the key in it.
        throw failureOf(error as SendgridError);
      }
    },
  };
};
