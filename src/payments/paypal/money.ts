import { decimalsAt, exactly, rescale } from '../minor-units';
import type { Money } from '../provider';
import type { PaypalMoney } from './wire';

/** @see https://developer.paypal.com/api/rest/reference/currency-codes/ */
const WITHOUT = ['HUF', 'JPY', 'TWD'];

/** How many decimals PayPal writes; currencies that it does not take it refuses by itself. */
const decimalsOf = (currency: string): number =>
  WITHOUT.includes(currency) ? 0 : Math.max(2, decimalsAt(currency));

/**
 * An amount as PayPal writes it: `12.50`.
 * @throws ProviderRefusal `amount_too_fine`
 */
export const paypalMoney = (money: Money): PaypalMoney => {
  const decimals = decimalsOf(money.currency);
  const digits = String(exactly(money, decimals)).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const value = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return { currency_code: money.currency, value };
};

/** An amount as PayPal has written it. */
export const moneyIn = ({ value, currency_code: currency }: PaypalMoney): Money => {
  const decimals = value.split('.')[1]?.length ?? 0;
  return { amount: Number(value.replace('.', '')), currency, decimals };
};

/** The same in minor units of so many decimals; a fraction where they are too coarse for it. */
export const minorOf = (money: PaypalMoney, decimals: number): number => {
  const { amount, decimals: written } = moneyIn(money);
  return rescale(amount, written, decimals);
};
