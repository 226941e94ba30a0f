import type { NotificationKind } from './kind';

/** An event of an order's timeline, as far as it decides who is told. */
export type Happened = {
  seq: number;
  kind: string;
  /** whether its own customer did it */
  isByCustomer: boolean;
  /** whether the order is paid online, before it is brought */
  isPrepaid: boolean;
  isPaid: boolean;
  data: Record<string, unknown>;
};

/** What a customer is told, and what tells it apart from everything else that they are told of the order. */
export type OrderNews = { kind: NotificationKind; source: string; seq: number };

const byStatus: Record<string, NotificationKind> = {
  // an order that is paid late is taken up again
  pending: 'order_received',
  processing: 'order_confirmed',
  delivered: 'order_delivered',
  cancelled: 'order_cancelled',
};

/** Goods that leave a second time are on their way again; what the shop takes back from a driver is no news. */
const byDelivery = ({ from, to }: Record<string, unknown>): NotificationKind | undefined => {
  if (to === 'picked') return 'order_on_its_way';
  return to === 'failed' && from === 'picked' ? 'delivery_failed' : undefined;
};

const kindOf = ({ kind, isByCustomer, isPrepaid, isPaid, data }: Happened): NotificationKind | undefined => {
  switch (kind) {
    case 'order_created':
      // Nobody gets an order ready that waits for its money.
      return isPrepaid && !isPaid ? undefined : 'order_received';
    case 'payment_received':
      return isPrepaid && isPaid ? 'order_received' : undefined;
    case 'order_status_changed':
      return isByCustomer ? undefined : byStatus[String(data['to'])];
    case 'delivery_status':
      return byDelivery(data);
    case 'order_refunded':
    case 'payment_failed':
      return kind;
    default:
      return undefined;
  }
};

/** What is told once of an order, however often it happens, is named after what it is. */
const sourceOf = (news: NotificationKind, { kind, seq, isPrepaid }: Happened): string => {
  if (news === 'payment_failed') return news;
  const isPlaced = news === 'order_received' && (kind === 'order_created' || isPrepaid);
  return isPlaced ? 'received' : String(seq);
};

/**
 * What of an order's events its customer is told. A move of order and delivery together is told once; what customers
 * did themselves is not, but that their order has come, which one that is paid online has with its money; that a payment
 * failed only the first time.
 */
export const newsOf = (events: Happened[]): OrderNews[] =>
  events.flatMap((event) => {
    const kind = kindOf(event);
    if (!kind) return [];
    return [{ kind, seq: event.seq, source: sourceOf(kind, event) }];
  });
