import type { IncomingHttpHeaders } from 'node:http';
import type { Minor } from '../domain/money';
import type { PaymentMethod } from '../domain/order/payment';

/** A service that takes money for a shop. */
export type ProviderName = Exclude<PaymentMethod, 'cod'>;

export const providerNames: ProviderName[] = ['stripe', 'paypal', 'razorpay'];

/** An amount in minor units, in a currency of so many decimals. */
export type Money = { amount: Minor; currency: string; decimals: number };

/** A payment that a provider is to take. */
export type NewPayment = Money & {
  /** ours: under it the provider makes the payment once, and names it in what it tells of it */
  paymentId: string;
  orderId: string;
  companyCode: string;
  /** the invoice number of the order, which customers see on their statements */
  invoice: number;
  email: string | null;
};

/**
 * How a payment stands at its provider: `open` while the customer may pay, `approved` when the shop has to take what the
 * customer has agreed to, `paid`, or `closed` when nobody can pay it any more.
 */
export type PaymentStatus = 'open' | 'approved' | 'paid' | 'closed';

export type PaymentState = {
  /** Payment Intent of Stripe, order of PayPal and of Razorpay */
  providerId: string;
  status: PaymentStatus;
  /** as the provider says it, in minor units; of what was paid, once it was */
  amount: Minor;
  /** upper case */
  currency: string;
  /** what a refund names; null until it was paid */
  chargeId: string | null;
  /** why the last try failed, in the provider's word, such as `card_declined` */
  failure: string | null;
  /** what a page of the storefront needs to let the customer pay */
  client: PaymentClient;
};

/** For Stripe's, PayPal's and Razorpay's own scripts; the keys are the public ones. */
export type PaymentClient =
  | { clientSecret: string | null; publishableKey: string }
  | { approvalUrl: string | null; clientId: string }
  | { razorpayOrderId: string; keyId: string };

/** Money that is to go back. */
export type NewRefund = Money & {
  /** ours: under it the provider makes the refund once */
  refundId: string;
  chargeId: string;
  reason: string | null;
};

export type RefundState = {
  providerId: string;
  status: 'pending' | 'succeeded' | 'failed';
  failure: string | null;
};

/**
 * What a provider tells of by itself. `paid`, `approved`, `declined` and `closed` are of a payment, `refund` is of a
 * refund; whatever else it tells is `other`.
 */
export type ProviderEvent = {
  /** the provider's: the same when it tells of it again */
  eventId: string;
  /** the provider's word, such as `payment_intent.succeeded` */
  type: string;
} & (
  | { kind: 'paid' | 'approved' | 'declined' | 'closed'; payment: EventPayment }
  | { kind: 'refund'; refund: EventRefund }
  | { kind: 'other' }
);

/** A payment as an event shows it. */
export type EventPayment = Omit<PaymentState, 'client' | 'status' | 'providerId'> & {
  /** ours, where the provider names it */
  paymentId: string | null;
  /** as of the payment, where the provider names it */
  providerId: string | null;
  /** of `amount`, as the provider writes it; the payment itself can have others */
  decimals: number;
};

/** A refund as an event shows it; staff can make some at the provider, of which the shop knows nothing. */
export type EventRefund = RefundState & {
  /** ours, where the provider names it */
  refundId: string | null;
  /** out of which payment, where the provider names it */
  chargeId: string | null;
  /** how much of it, as the provider writes it, where it says so */
  money: Money | null;
};

/**
 * A provider with the keys of one company. Every call ends within some seconds, and can be repeated without doing anything twice.
 * @throws ProviderUnavailable when it cannot be said what has become of the call; ProviderRefusal when nothing has
 */
export type PaymentProvider = {
  name: ProviderName;
  /**
   * Which account of the provider the keys are of, by its public key; nothing secret. The same is the same account, another
   * one may be, too: keys that are exchanged can bring a new one (at Razorpay they always do).
   */
  account: string;
  create: (payment: NewPayment) => Promise<PaymentState>;
  /** @param decimals of the payment's currency */
  fetch: (providerId: string, decimals: number) => Promise<PaymentState>;
  /** Takes what the customer has agreed to; what was taken before is answered as it is. */
  capture: (providerId: string, decimals: number, paymentId: string) => Promise<PaymentState>;
  refund: (refund: NewRefund) => Promise<RefundState>;
  /** How a refund stands that was `pending`. */
  fetchRefund: (providerId: string) => Promise<RefundState>;
  /**
   * Reads what was posted to the webhook.
   * @param body as it came, byte by byte
   * @throws DomainError `invalid_signature`: forged, changed, cut off, too old, or of keys of another mode
   */
  readEvent: (body: Buffer, headers: IncomingHttpHeaders) => Promise<ProviderEvent>;
};

/** The provider has not answered, or not so that one could know what it has done; or not before its keys are mended. */
export class ProviderUnavailable extends Error {
  override name = 'ProviderUnavailable';
  /** `keys_refused` where the company has to see to its keys */
  readonly reason: 'keys_refused' | null;
  /** of HTTP; null where nothing came */
  readonly status: number | null;

  constructor(message: string, told: { reason?: 'keys_refused'; status?: number } = {}) {
    super(message);
    this.reason = told.reason ?? null;
    this.status = told.status ?? null;
  }
}

/** The provider has answered, and will answer the same again; nothing was done. */
export class ProviderRefusal extends Error {
  override name = 'ProviderRefusal';

  constructor(
    /** the provider's word, such as `charge_already_refunded` */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
