import type { Different, Reply } from './provider-server';
import { unique } from './unique';

export interface Money {
  currency_code: string;
  value: string;
}

export interface Capture {
  id: string;
  status: string;
  amount: Money;
  custom_id: string;
  status_details?: { reason: string };
  supplementary_data: { related_ids: { order_id: string } };
}

export interface Order {
  id: string;
  intent: 'CAPTURE';
  status: string;
  purchase_units: { custom_id: string; amount: Money; payments?: { captures: Capture[] } }[];
  links: { rel: string; href: string; method: string }[];
}

export interface Refund {
  id: string;
  status: string;
  amount: Money;
  custom_id?: string;
  status_details?: { reason: string };
  links: { rel: string; href: string; method: string }[];
}

export const failure = (status: number, name: string, issue?: string, description = ''): Reply => ({
  status,
  body: {
    name,
    message: 'The requested action could not be performed.',
    debug_id: unique(''),
    ...(issue !== undefined && { details: [{ issue, description }] }),
  },
});

export const unprocessable = (issue: string, description?: string): Reply =>
  failure(422, 'UNPROCESSABLE_ENTITY', issue, description);

export const notFound = failure(404, 'RESOURCE_NOT_FOUND', 'INVALID_RESOURCE_ID');

/** PayPal's refunds name their capture only by a link. */
export const captureIdOf = ({ links }: Refund): string => links[0]?.href.split('/').at(-1) ?? '';

export const minorOf = ({ value }: Money): number => Number(value.replace('.', ''));

/** The same money, but for what is told to differ; the amount in the minor units of its currency. */
export const moneyLike = (money: Money, { amount, currency }: Different): Money => {
  const decimals = money.value.split('.')[1]?.length ?? 0;
  return {
    currency_code: currency ?? money.currency_code,
    value: amount === undefined ? money.value : (amount / 10 ** decimals).toFixed(decimals),
  };
};

const CURRENCIES =
  'AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN SEK SGD THB TWD USD';

/** Whether PayPal takes a currency. */
export const isTaken = ({ currency_code: currency }: Money): boolean =>
  CURRENCIES.split(' ').includes(currency);

/** Whether PayPal takes no decimals of a currency, though it is given some. */
export const isTooFine = ({ currency_code: currency, value }: Money): boolean =>
  ['HUF', 'JPY', 'TWD'].includes(currency) && value.includes('.');
