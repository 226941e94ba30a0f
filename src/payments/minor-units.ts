import { ProviderRefusal } from './provider';

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
 * An amount in the provider's minor units.
 * @throws ProviderRefusal when they are too coarse for it
 */
export const amountAt = (money: { amount: number; currency: string; decimals: number }): number => {
  const amount = rescale(money.amount, money.decimals, decimalsAt(money.currency));
  if (Number.isInteger(amount)) return amount;
  throw new ProviderRefusal('amount_too_fine', `${money.currency} cannot be charged that finely`);
};
