import type { AllowedMoves, DeliveryStatus, OrderStatus } from '../domain/order/transitions';

/** Who took how much off a line, in major units. */
export type Taken = { kind: 'promotion' | 'coupon' | 'points'; id: string | null; amount: number };

type LineAmounts = {
  id: string;
  title: string | null;
  /** of one; of one combo */
  price: number;
  quantity: number;
  shelf: number;
  promotion_discount: number;
  discount: number;
  net: number;
  vat: number;
  vatRate: number | null;
  adjustments: Taken[];
  picked: boolean;
};

/** A product in an order, as the panel shows it. */
export type ProductLine = LineAmounts & {
  isCombo: false;
  image: string | null;
  productId: string;
  sku: string | null;
  unitName: string | null;
  unitValue: number;
  orderedQuantity: number;
  returnedQuantity: number;
  refundedQuantity: number;
  /** what goes in its place; then `quantity` is counted in its unit */
  substitute: { title: string | null; productId: string } | null;
};

export type ComboLine = LineAmounts & { isCombo: true; selectedProducts: ProductLine[] };

export type OrderLine = ProductLine | ComboLine;

export type UserInfo = {
  name: string | null;
  email: string | null;
  contact: string | null;
  address: string | null;
  city: string | null;
  country: string | null;
  zipCode: string | null;
  deliveryLocation: { latitude: number; longitude: number; googleMapsLink?: string | null } | null;
};

/** Something that has happened to an order; `at` is ISO. */
export type TimelineEvent = {
  seq: number;
  kind: string;
  at: string;
  actor: { kind: string; name: string | null };
  data: Record<string, unknown>;
};

/** A payment of an order at a provider, or at the door. */
export type OrderPayment = {
  documentId: string;
  provider: string;
  /** what the provider calls it */
  providerId: string | null;
  status: 'creating' | 'open' | 'paid' | 'closed' | 'mismatched';
  amount: number;
  /** the provider's word, such as `card_declined` */
  failure: string | null;
  createdAt: string;
  paid_at: string | null;
};

/**
 * Money that went back, or is on its way; `credit` has a credit note, `excess` was paid beyond what the invoice asks, and
 * `resend` goes once more, because a bank had sent it back.
 */
export type OrderRefund = {
  documentId: string;
  kind: 'credit' | 'excess' | 'resend';
  status: 'pending' | 'succeeded' | 'failed';
  amount: number;
  vat: number;
  reason: string | null;
  /** number of its credit note; null before it has succeeded, and for an excess */
  credit_note: number | null;
  /** the payment out of which it goes back */
  payment: string;
  /** the refund that failed and is sent again by this one */
  retry_of: string | null;
  /** why it failed, is stuck, or came back, in the provider's word */
  failure: string | null;
  lines: { line: string; quantity: number; amount: number; vat: number }[];
  actor: { kind: string; name: string | null };
  createdAt: string;
  settledAt: string | null;
};

/** What would go back; amounts are in major units. */
export type RefundPreview = { amount: number; vat: number; providers: string[] };

/** An order as staff read it; amounts are in major units, moments ISO. */
export type Order = {
  documentId: string;
  invoice: number;
  user: string | null;
  cart: OrderLine[];
  user_info: UserInfo | null;
  payment_method: string;
  payment_status: string;
  order_status: OrderStatus;
  delivery_status: DeliveryStatus;
  delivery_personnel: string | null;
  currency: string;
  subtotal: number;
  promotion_discount: number;
  discount: number;
  coupon_discount: number;
  points_discount: number;
  delivery_fee: number;
  vat: number;
  vat_inclusive: boolean;
  vat_by_rate: { rate: number; net: number; vat: number }[];
  total: number;
  /** by credit notes */
  refunded_total: number;
  paid_at: string | null;
  payments: OrderPayment[];
  refunds: OrderRefund[];
  coupon: { documentId: string; code: string } | null;
  points_used: number;
  points_earned: number;
  notes: string | null;
  cancel_reason: string | null;
  promised_delivery: string | null;
  estimated_delivery: string | null;
  actual_delivery: string | null;
  delivery: {
    distanceKm: number | null;
    estimated: boolean;
    /** when it is brought; null also where the slot was deleted */
    slot: { documentId: string; start: string; end: string } | null;
    /** of a zone that was deleted only the id is left */
    zone: { documentId: string; name: string | null } | null;
  };
  createdAt: string;
  timeline: TimelineEvent[];
};

/** Somebody who delivers for the company of an order. */
export type Driver = { documentId: string; name: string };

/** What goes with an order in the panel. */
export type OrderMeta = {
  /** decimals of its currency */
  decimals: number;
  allowed: AllowedMoves;
  mayChange: boolean;
  drivers: Driver[];
};
