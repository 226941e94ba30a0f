/** How somebody can be told of something. */
export const channels = ['socket', 'email', 'push'] as const;

export type Channel = (typeof channels)[number];

/** Of which kinds somebody is told by which channels. */
export type Channels = Record<Channel, boolean>;

/** What customers are told of. */
export const notificationKinds = [
  'order_received',
  'order_confirmed',
  'order_on_its_way',
  'order_delivered',
  'delivery_failed',
  'order_cancelled',
  'order_refunded',
  'payment_failed',
  'back_in_stock',
] as const;

export type NotificationKind = (typeof notificationKinds)[number];

type Nature = {
  channels: Channels;
  /** somebody has to be there, or to act, within the hour: quiet hours do not hold it back */
  isUrgent: boolean;
  /** for how many seconds it is worth something to a device that cannot be reached */
  livesFor: number;
};

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/**
 * What each kind is by nature. Goods that have arrived and money that is back are mailed with their papers anyway, so
 * that no second mail tells of them.
 */
const natures: Record<NotificationKind, Nature> = {
  order_received: { channels: { socket: true, email: true, push: false }, isUrgent: false, livesFor: DAY },
  order_confirmed: { channels: { socket: true, email: false, push: true }, isUrgent: false, livesFor: DAY },
  order_on_its_way: {
    channels: { socket: true, email: false, push: true },
    isUrgent: true,
    livesFor: 2 * HOUR,
  },
  order_delivered: { channels: { socket: true, email: false, push: true }, isUrgent: false, livesFor: DAY },
  delivery_failed: { channels: { socket: true, email: true, push: true }, isUrgent: true, livesFor: DAY },
  order_cancelled: { channels: { socket: true, email: true, push: true }, isUrgent: false, livesFor: DAY },
  order_refunded: { channels: { socket: true, email: false, push: true }, isUrgent: false, livesFor: DAY },
  payment_failed: { channels: { socket: true, email: true, push: true }, isUrgent: false, livesFor: DAY },
  back_in_stock: { channels: { socket: true, email: true, push: true }, isUrgent: false, livesFor: DAY },
};

/** By which channels somebody hears of each kind who has chosen nothing. */
export const usualChannels = (kind: NotificationKind): Channels => natures[kind].channels;

/** Whether a kind does not wait for the end of quiet hours. */
export const isUrgent = (kind: NotificationKind): boolean => natures[kind].isUrgent;

/** @returns seconds */
export const lifetimeOf = (kind: NotificationKind): number => natures[kind].livesFor;

/** What somebody has chosen; what is absent is as usual. */
export type ChosenChannels = Partial<Record<NotificationKind, Partial<Channels>>>;

/** By which channels somebody hears of a kind. */
export const channelsFor = (kind: NotificationKind, chosen: ChosenChannels): Channels => ({
  ...usualChannels(kind),
  ...chosen[kind],
});
