import type { Bilingual } from '../../domain/invoice/invoice';
import { channelsFor, isUrgent, lifetimeOf, type NotificationKind } from '../../domain/notification/kind';
import { quietUntil } from '../../domain/notification/quiet-hours';
import type { Mail } from '../../mail/mail';
import { BULK_MAIL_TOPIC } from '../../mail/mail-later';
import type { OutboxMessage } from '../../outbox/enqueue';
import { type Announced, LIVE } from '../../plugins/connect/server/src/realtime/live-event';
import { customerRoom } from '../../plugins/connect/server/src/realtime/rooms';
import type { Company } from '../../tenancy/company';
import type { NewNotification, Recipient } from './notify-store';
import { PUSH_TOPIC, type PushMessage } from './push-message';

/** A notification that was stored just now, and whom it is for. */
export type Told = {
  notification: Omit<NewNotification, 'kind'> & { kind: NotificationKind };
  recipient: Recipient;
  company: Company;
  createdAt: Date;
  link: string | null;
};

const inLanguage = ({ recipient, company }: Told): 'en' | 'ar' => recipient.language ?? company.defaultLocale;

const live = (told: Told): OutboxMessage => {
  const { notification, recipient, createdAt } = told;
  const { documentId, company, kind, title, message, data, order } = notification;
  const language = inLanguage(told);
  const at = createdAt.toISOString();
  const item = { documentId, kind, title: title[language], message: message[language], data, order };
  const payload: Announced = {
    id: `notification.${documentId}`,
    event: 'customer_notification',
    seq: null,
    at,
    company,
    data: { ...item, read: false, createdAt: at },
    rooms: [customerRoom(recipient.customer)],
  };
  return { topic: LIVE, key: `notification.${recipient.customer}`, company, payload };
};

const mail = (told: Told): Omit<OutboxMessage, 'delayMs'> => {
  const { notification, recipient, link } = told;
  const language = inLanguage(told);
  const say = (text: Bilingual): string => text[language];
  const payload: Mail = {
    kind: 'notification',
    account: recipient.customer,
    to: { name: recipient.name, email: recipient.email },
    language,
    company: notification.company,
    data: { title: say(notification.title), message: say(notification.message), link },
  };
  return { topic: BULK_MAIL_TOPIC, company: notification.company, payload };
};

const push = (told: Told, subscription: string, delayMs: number): Omit<OutboxMessage, 'delayMs'> => {
  const { notification, recipient, createdAt } = told;
  const { documentId, company, kind, title, message, order } = notification;
  const until = createdAt.getTime() + delayMs + lifetimeOf(kind) * 1_000;
  const language = inLanguage(told);
  const payload: PushMessage = {
    account: recipient.customer,
    subscription,
    shown: {
      title: title[language],
      body: message[language],
      kind,
      order,
      id: documentId,
      lang: language,
      dir: language === 'ar' ? 'rtl' : 'ltr',
    },
    until: new Date(until).toISOString(),
  };
  return { topic: PUSH_TOPIC, company, payload };
};

/** How long what rings or blinks has to wait: until the quiet hours are over, unless it cannot. */
const pauseFor = ({ notification, recipient, company, createdAt }: Told): number => {
  const { quietFrom: from, quietTo: to } = recipient;
  if (from === null || to === null || isUrgent(notification.kind)) return 0;
  const until = quietUntil(createdAt, { from, to }, company.timezone);
  return until ? until.getTime() - createdAt.getTime() : 0;
};

/** What goes out of a new notification: one message for each channel, and for each browser. */
export const channelMessages = (told: Told): OutboxMessage[] => {
  const { recipient, notification } = told;
  const wanted = channelsFor(notification.kind, recipient.chosen);
  const delayMs = pauseFor(told);
  const audible = [
    ...(wanted.email ? [mail(told)] : []),
    ...(wanted.push ? recipient.subscriptions.map((subscription) => push(told, subscription, delayMs)) : []),
  ];
  return [...(wanted.socket ? [live(told)] : []), ...audible.map((message) => ({ ...message, delayMs }))];
};
