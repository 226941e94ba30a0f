import type { Minor } from '../money';
import type { Thousandths } from '../quantity';

/** An amount with all its decimals and nothing else: 1234.50. */
export const plainAmount = (amount: Minor, decimals: number): string => {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return amount < 0 ? `-${text}` : text;
};

/**
 * An amount as papers print it: 1,234.50. Latin digits in both languages, as is usual on Saudi invoices and as the
 * code beside them says the same amounts.
 */
export const amountText = (amount: Minor, decimals: number): string => {
  const [whole = '', fraction] = plainAmount(amount, decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
};

/** A quantity without superfluous zeros: 1.5. */
export const quantityText = (quantity: Thousandths): string =>
  plainAmount(quantity, 3).replace(/0+$/, '').replace(/\.$/, '');

/** A rate in per cent: 15% or 7.5%. */
export const rateText = (rate: number): string => `${Number(rate.toFixed(2))}%`;
