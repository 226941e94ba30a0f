import type { NotificationKind } from '../../domain/notification/kind';

/** The topic of what goes out to browsers. */
export const PUSH_TOPIC = 'push';

/** What a service worker gets to show. */
export type ShownPush = {
  title: string;
  body: string;
  kind: NotificationKind;
  /** document id of the order */
  order: string | null;
  /** document id of the notification */
  id: string;
  lang: 'en' | 'ar';
  dir: 'ltr' | 'rtl';
};

/** One notification for one browser. */
export type PushMessage = {
  /** whose it is, by which it is erased with them */
  account: string;
  /** document id of the subscription */
  subscription: string;
  shown: ShownPush;
  /** ISO 8601: when it is worth nothing any more */
  until: string;
  /** how often its push service was asked in vain */
  tries?: number;
};
