import type { Core } from '@strapi/strapi';
import { enqueue } from '../outbox/enqueue';
import { READY_MAIL_TOPIC, readyMailOf, type StrapiMail } from './ready-mail';

type EmailPlugin = { provider: { send: (mail: StrapiMail) => Promise<void> } };

/**
 * Has the mails of Strapi itself and of its plugins (such as the test mail of the settings) take our way. The
 * plugin's own setting cannot name a provider of ours: it puts the path of the file into small letters.
 */
export const takeStrapiMails = (strapi: Core.Strapi): void => {
  const plugin = strapi.plugin('email') as unknown as EmailPlugin;
  plugin.provider = {
    send: (mail) => enqueue(strapi.db.connection, { topic: READY_MAIL_TOPIC, payload: readyMailOf(mail) }),
  };
};
