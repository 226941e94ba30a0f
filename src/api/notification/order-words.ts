import { type Bilingual } from '../../domain/invoice/invoice';
import { amountText } from '../../domain/invoice/amount-text';
import { type Minor, toMajor, toMinor } from '../../domain/money';
import type { OrderNews } from '../../domain/notification/order-news';
import { describeCurrency } from '../setting/currency-words';
import type { News } from './news';
import type { NotedEvent } from './order-news-store';

const symbols = new Map<string, Bilingual>();

/** Asking for the symbols of a currency takes longer than all the rest of a notification. */
const symbolsOf = (currency: string): Bilingual => {
  const known = symbols.get(currency) ?? describeCurrency(currency).symbols;
  symbols.set(currency, known);
  return known;
};

/** An amount with its currency, as each language writes it. */
const moneyText = (
  amount: Minor,
  { currency, decimals }: Pick<NotedEvent, 'currency' | 'decimals'>,
): Bilingual => {
  const { en, ar } = symbolsOf(currency);
  const text = amountText(amount, decimals);
  return { en: `${text} ${en}`, ar: `${text} ${ar}` };
};

/** The amount that an event is about, where it is about one. */
const amountOf = ({ kind, data, decimals }: NotedEvent): Minor | null =>
  kind === 'order_refunded' && typeof data['amount'] === 'number' ? toMinor(data['amount'], decimals) : null;

/** What a customer is told of an event of their order. @param link the order's page in the storefront */
export const newsOfOrder = (
  event: NotedEvent & { customerId: string },
  { kind, source }: OrderNews,
  link: string,
): News => {
  const { orderId, company, customerId, at, invoice, total, currency, decimals } = event;
  const amount = amountOf(event);
  return {
    customer: customerId,
    company,
    kind,
    source: `${orderId}.${source}`,
    at,
    data: {
      invoice,
      total: toMajor(total, decimals),
      currency,
      ...(amount !== null && { amount: toMajor(amount, decimals) }),
    },
    values: {
      invoice: String(invoice),
      total: moneyText(total, event),
      ...(amount !== null && { amount: moneyText(amount, event) }),
    },
    order: orderId,
    link,
  };
};
