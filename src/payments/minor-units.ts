import { type Money, ProviderRefusal } from './provider';

const WITHOUT = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const THREE = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/**
 * How many decimals Stripe's and Razorpay's minor units have; those of a company's currency can differ.
 * @see https://docs.stripe.com/currencies#zero-decimal
 */
export const decimalsAt = (currency: string): number => {
  if (WITHOUT.has(currency)) return 0;
  return THREE.has(currency) ? 3 : 2;
};

/** An amount in minor units of other decimals; a fraction where they are too coarse for it. */
export const rescale = (amount: number, from: number, to: number): number =>
  from <= to ? amount * 10 ** (to - from) : amount / 10 ** (from - to);

/**
 * An amount in minor units of other decimals.
 * @throws ProviderRefusal `amount_too_fine` when they are too coarse for it
 */
export const exactly = ({ amount, currency, decimals }: Money, to: number): number => {
  const exact = rescale(amount, decimals, to);
  if (Number.isInteger(exact)) return exact;
  throw new ProviderRefusal('amount_too_fine', `${currency} cannot be charged that finely`);
};

/**
 * An amount in Stripe's or Razorpay's minor units. Both write three decimals of some currencies, and charge only two.
 * @see https://docs.stripe.com/currencies#three-decimal
 * @throws ProviderRefusal `amount_too_fine`
 */
export const amountAt = (money: Money): number => {
  const decimals = decimalsAt(money.currency);
  return rescale(exactly(money, Math.min(decimals, 2)), Math.min(decimals, 2), decimals);
};
