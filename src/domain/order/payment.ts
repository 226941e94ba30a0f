import { DomainError } from '../errors';

/** How an order is paid. */
export type PaymentMethod = 'cod' | 'stripe' | 'paypal' | 'razorpay';

/**
 * Refuses a way to pay that this company does not offer.
 * @throws DomainError `payment_method_unavailable`
 */
export const assertOffered = (method: PaymentMethod, offered: PaymentMethod[]): void => {
  if (offered.includes(method)) return;
  throw new DomainError('payment_method_unavailable', 'this way to pay is not available', {
    payment_method: method,
    available: offered,
  });
};

const MINUTE = 60_000;

/** When an order is cancelled unless it is paid; null where it is paid at the door. */
export const expiryOf = (method: PaymentMethod, placedAt: Date, unpaidMinutes: number): Date | null =>
  method === 'cod' ? null : new Date(placedAt.getTime() + unpaidMinutes * MINUTE);
