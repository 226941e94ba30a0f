import { DomainError } from '../../domain/errors';
import { assertAmount, toMinor } from '../../domain/money';
import type { Reader } from '../../storefront/reader';
import { presentQuote } from './present';
import type { Priced } from './price';
import type { DeliveryPromise } from './promise';
import type { Offer } from './uses-store';

/**
 * @throws DomainError `price_changed` with the new quote, where the buyer was told another total; ValidationError for
 * one that the currency does not have
 */
export const assertExpectedTotal = (
  expected: number | null | undefined,
  { cart, loaded }: Priced,
  reader: Reader,
  promise: DeliveryPromise | null = null,
): void => {
  if (expected === undefined || expected === null) return;
  const { decimals } = reader.company;
  assertAmount('expected_total', expected, decimals);
  if (toMinor(expected, decimals) === cart.total) return;
  throw new DomainError('price_changed', 'the total is another one now', {
    quote: presentQuote(cart, loaded, reader, promise),
  });
};

/** The offers that took something off a cart: each is one use. */
export const offersOf = ({ cart }: Priced): Offer[] => [
  ...cart.promotionIds.map((id): Offer => ({ kind: 'promotion', id })),
  ...(cart.couponId === null ? [] : [{ kind: 'coupon' as const, id: cart.couponId }]),
];

/** What a basic unit of each product costs, as the order freezes it. */
export const costsOf = ({ loaded }: Priced): Map<string, number | null> =>
  new Map(loaded.goods.map(({ productId, cost }) => [productId, cost]));
