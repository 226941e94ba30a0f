import { type Minor, sum } from '../money';
import { share } from '../rounding';
import { allocate } from './allocate';
import type { PriceRules, VatGroup } from './cart';

/** What is taxed, as priced: with the VAT in it where prices are inclusive. The rate is per cent. */
export type Taxed = { net: Minor; vatRate: number };

/** The VAT of a document, of its lines (in their order) and of its delivery. */
export type DocumentVat = { lines: Minor[]; fee: Minor; groups: VatGroup[]; vat: Minor };

/** Rates have two decimals at most. */
const hundredths = (rate: number): number => Math.round(rate * 100);

const WHOLE = 10_000;

/** The VAT of a total at one rate, rounded once. */
const vatOfTotal = (total: Minor, vatRate: number, inclusive: boolean): Minor => {
  const rate = hundredths(vatRate);
  return share(total, rate, inclusive ? WHOLE + rate : WHOLE);
};

/**
 * The VAT of a document: rounded once on the total of each rate, and allocated to what that total is made of.
 * The delivery fee is the last line of the shop's own rate, also when no goods have that.
 * @param items in the order in which ties are decided
 */
export const vatOf = (items: Taxed[], fee: Minor, { rate, inclusive }: PriceRules['vat']): DocumentVat => {
  const taxed = fee > 0 ? [...items, { net: fee, vatRate: rate }] : items;
  const places = new Map<number, number[]>();
  taxed.forEach(({ vatRate }, index) => {
    const own = places.get(hundredths(vatRate));
    if (own) own.push(index);
    else places.set(hundredths(vatRate), [index]);
  });

  const parts: Minor[] = taxed.map(() => 0);
  const groups = [...places]
    .sort(([one], [other]) => other - one)
    .map(([inHundredths, indexes]): VatGroup => {
      const nets = indexes.map((index) => taxed[index]?.net ?? 0);
      const total = sum(nets);
      const vat = vatOfTotal(total, inHundredths / 100, inclusive);
      allocate(vat, nets).forEach((part, place) => (parts[indexes[place] ?? 0] = part));
      return { rate: inHundredths / 100, net: inclusive ? total - vat : total, vat };
    });
  return {
    lines: parts.slice(0, items.length),
    fee: parts[items.length] ?? 0,
    groups,
    vat: sum(groups.map(({ vat }) => vat)),
  };
};
