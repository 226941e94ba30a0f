import { decimalsOf } from '../money';
import { divideHalfUp } from '../rounding';

/** How prices change: by a part of themselves, or by an amount. Negative values lower them. */
export type PriceChange = { type: 'percentage' | 'amount'; value: number };

/** Amounts in the database have this many decimals, whatever the currency. */
const STORED_DECIMALS = 3;

const scaled = (value: number, decimals: number): bigint => BigInt(Math.round(value * 10 ** decimals));

/**
 * What a price becomes, rounded half up to the decimals of the currency, on exact integers. It may come out
 * below zero; whoever asks refuses that.
 * @param price in major units, with at most three decimals
 * @param decimals of the currency: 0, 2 or 3
 */
export const changedPrice = (price: number, { type, value }: PriceChange, decimals: number): number => {
  const fine = decimalsOf(value);
  const before = scaled(price, STORED_DECIMALS);
  // Both ways count in thousandths of the price, divided by ten for each decimal of the value.
  const scale = 10n ** BigInt(fine);
  const exact =
    type === 'percentage'
      ? { amount: before * (100n * scale + scaled(value, fine)), per: 100n * scale }
      : { amount: before * scale + scaled(value, fine) * 1000n, per: scale };
  const minor = divideHalfUp(exact.amount, exact.per * 10n ** BigInt(STORED_DECIMALS - decimals));
  return Number(minor) / 10 ** decimals;
};
