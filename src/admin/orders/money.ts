import { useIntl } from 'react-intl';
import { formatPrice } from '../offer/amount';
import type { ShownOrder } from './order-api';

/** How the amounts of an order are written. */
export type Money = { currency: string; decimals: number };

export const moneyOf = ({ order, meta }: ShownOrder): Money => ({
  currency: order.currency,
  decimals: meta.decimals,
});

/** Writes amounts of an order for reading. */
export const useMoney = ({ currency, decimals }: Money): ((amount: number) => string) => {
  const { locale } = useIntl();
  return (amount) => formatPrice(locale, amount, currency, decimals);
};

/** Keeps an amount in one piece, from left to right, in a sentence that runs the other way. */
const isolated = (amount: string): string => `\u2066${amount}\u2069`;

/** Writes amounts of an order that stand within a sentence. */
export const useMoneyInWords = (money: Money): ((amount: number) => string) => {
  const { locale } = useIntl();
  const write = useMoney(money);
  return (amount) => (locale === 'ar' ? isolated(write(amount)) : write(amount));
};
