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

/** A notification that was stored just now, whom it is for, and when it happened. */
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
    account: recipient.customer,
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
const pauseFor = ({ notification, recipient, company }: Told, now: Date): number => {
  const { quietFrom: from, quietTo: to } = recipient;
  if (from === null || to === null || isUrgent(notification.kind)) return 0;
  const until = quietUntil(now, { from, to }, company.timezone);
  return until ? until.getTime() - now.getTime() : 0;
};

/** Whether something is told so late that it would only bewilder, and is for the list alone. */
const isStale = ({ notification, createdAt }: Told, now: Date): boolean =>
  now.getTime() > createdAt.getTime() + lifetimeOf(notification.kind) * 1_000;

/**
 * What goes out of a new notification: one message for each channel, and for each browser. Mails go only to an address
 * that is proven to be the customer's; what happened too long ago is neither mailed nor pushed.
 */
export const channelMessages = (told: Told, now: Date): OutboxMessage[] => {
  const { recipient, notification } = told;
  const wanted = channelsFor(notification.kind, recipient.chosen);
  if (isStale(told, now)) return wanted.socket ? [live(told)] : [];
  const delayMs = pauseFor(told, now);
  const audible = [
    ...(wanted.email && recipient.confirmed ? [mail(told)] : []),
    ...(wanted.push ? recipient.subscriptions.map((subscription) => push(told, subscription, delayMs)) : []),
  ];
  return [...(wanted.socket ? [live(told)] : []), ...audible.map((message) => ({ ...message, delayMs }))];
};
