import type { DeliveryStatus, OrderStatus } from '../domain/order/transitions';

/** An order as a card of the desk; moments are ISO, the total is in major units. */
export type DeskOrder = {
  documentId: string;
  invoice: number;
  /** the number of its last event: of two readings, the higher one is the later one */
  seq: number;
  order_status: OrderStatus;
  delivery_status: DeliveryStatus;
  customer: string | null;
  phone: string | null;
  /** the zone where it goes to, else the city */
  area: string | null;
  total: number;
  currency: string;
  decimals: number;
  payment_method: string;
  payment_status: string;
  /** lines of its cart, a combo being one */
  items: number;
  slot: { start: string; end: string } | null;
  promised: string | null;
  estimated: string | null;
  driver: { documentId: string; name: string | null } | null;
  createdAt: string;
  /** when it was delivered or cancelled */
  endedAt: string | null;
};

/** By what the desk's orders can be filtered, beside their driver and a text. */
export const deskChoices = {
  payment: ['cod', 'stripe', 'paypal', 'razorpay'],
  paid: ['pending', 'paid', 'failed'],
  /** late, promised for the next hour, or for a slot */
  due: ['late', 'soon', 'slot'],
} as const;

/** No longer text is searched for. */
export const LONGEST_SEARCH = 200;

/** How many orders stand in each column; no column is counted beyond `MOST_COUNTED`. */
export type DeskCounts = Record<OrderStatus, number>;

/** Columns are counted so far, and one further, which says that there are more. */
export const MOST_COUNTED = 1_000;

/** So many cards of a column are shown. */
export const MOST_SHOWN = 100;

/** What every answer of the desk says. */
type DeskState = {
  /** when it was read, by the server's clock */
  at: string;
  counts: DeskCounts;
  /** how many orders the company has ever got; who knows an earlier number knows how many are new */
  placed: number;
};

/** The orders at which the desk works, by where they stand; of those that have ended, today's. */
export type DeskBoard = DeskState & { columns: Record<OrderStatus, DeskOrder[]> };

/** Those of the orders asked for that stand on the board now. */
export type DeskChanges = DeskState & { orders: DeskOrder[] };
