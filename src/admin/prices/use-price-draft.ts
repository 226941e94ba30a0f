import { useState } from 'react';
import { type Amount, readAmount } from '../offer/amount';
import type { PriceRequest } from './price-api';

/** What stands in the form, as typed. */
export type PriceForm = {
  direction: 'raise' | 'lower';
  type: 'percentage' | 'amount';
  value: string;
  category: string;
  tag: string;
  sku: string;
  status: string;
  priceFrom: string;
  priceTo: string;
};

const emptyForm: PriceForm = {
  direction: 'raise',
  type: 'percentage',
  value: '',
  category: '',
  tag: '',
  sku: '',
  status: '',
  priceFrom: '',
  priceTo: '',
};

/** Per cent have as many decimals as anybody will want. */
const PERCENT_DECIMALS = 2;

const problemOf = (amount: Amount) => ('problem' in amount ? amount.problem : null);

const valueOf = (amount: Amount): number | null => ('value' in amount ? amount.value : null);

const optional = (text: string, decimals: number): Amount | null =>
  text.trim() === '' ? null : readAmount(text, decimals);

const filtersOf = (form: PriceForm, from: Amount | null, to: Amount | null): PriceRequest['filters'] => ({
  ...(form.category && { category: form.category }),
  ...(form.tag.trim() && { tag: form.tag.trim() }),
  ...(form.sku.trim() && { sku: form.sku.trim() }),
  ...(form.status && { status: form.status as 'active' | 'inactive' }),
  ...(from && 'value' in from && { priceFrom: from.value }),
  ...(to && 'value' in to && { priceTo: to.value }),
});

/**
 * The form of a price change: what is typed, what is wrong with it, and what it asks for once nothing is.
 * @param decimals of the company's currency
 */
export const usePriceDraft = (decimals: number) => {
  const [form, setForm] = useState(emptyForm);
  const valueDecimals = form.type === 'percentage' ? PERCENT_DECIMALS : decimals;
  const value = readAmount(form.value, valueDecimals);
  const from = optional(form.priceFrom, decimals);
  const to = optional(form.priceTo, decimals);
  const change = valueOf(value);
  const isValid = change !== null && change > 0 && ![from, to].some((bound) => bound && 'problem' in bound);
  const request: PriceRequest | null = isValid
    ? {
        change: { type: form.type, value: form.direction === 'raise' ? change : -change },
        filters: filtersOf(form, from, to),
      }
    : null;
  return {
    form,
    request,
    valueDecimals,
    problems: {
      value: form.value === '' ? null : problemOf(value),
      priceFrom: from && problemOf(from),
      priceTo: to && problemOf(to),
    },
    change: (part: Partial<PriceForm>): void => setForm((before) => ({ ...before, ...part })),
  };
};

export type PriceDraft = ReturnType<typeof usePriceDraft>;
