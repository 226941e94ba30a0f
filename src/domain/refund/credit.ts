import { type Minor, sum } from '../money';
import { allocate } from '../pricing/allocate';
import type { VatGroup } from '../pricing/cart';
import { share } from '../rounding';
import type { Credit, Invoice, Refund, RefundLine } from './invoice';

const isOfRate = (one: number, other: number): boolean => Math.round(one * 100) === Math.round(other * 100);

const grossOf = ({ net, vat }: Pick<VatGroup, 'net' | 'vat'>): Minor => net + vat;

/** A rate of an invoice, and what was credited of it. */
type Rate = { group: VatGroup; credited: { net: Minor; vat: Minor } };

const ratesOf = ({ groups, credited }: Pick<Invoice, 'groups' | 'credited'>): Rate[] =>
  groups.map((group) => {
    const own = credited.filter(({ rate }) => isOfRate(rate, group.rate));
    return {
      group,
      credited: { net: sum(own.map(({ net }) => net)), vat: sum(own.map(({ vat }) => vat)) },
    };
  });

const leftOf = ({ group, credited }: Rate): Minor => Math.max(0, grossOf(group) - grossOf(credited));

/** What of an invoice was not credited yet. */
export const uncredited = (invoice: Pick<Invoice, 'groups' | 'credited'>): Minor =>
  sum(ratesOf(invoice).map(leftOf));

/**
 * Whether more was credited of a rate than an invoice asks for it; also of a rate that it no longer has.
 */
export const isOvercredited = ({ groups, credited }: Pick<Invoice, 'groups' | 'credited'>): boolean => {
  const gone = credited.filter((one) => !groups.some(({ rate }) => isOfRate(rate, one.rate)));
  const all = [...groups, ...gone.map(({ rate }) => ({ rate, net: 0, vat: 0 }))];
  return ratesOf({ groups: all, credited }).some((rate) => grossOf(rate.credited) > grossOf(rate.group));
};

/** What goes back of each rate: for goods at their own, as far as there is something left of it; the rest over all. */
const partsOf = ({ amount, lines }: Refund, rates: Rate[]): { forGoods: Minor; part: Minor }[] => {
  const forGoods = rates.map((rate) => {
    const own = lines.filter(({ vatRate }) => isOfRate(vatRate, rate.group.rate));
    return Math.min(leftOf(rate), sum(own.map((line) => line.amount)));
  });
  const rest = amount - sum(forGoods);
  const room = rates.map((rate, index) => leftOf(rate) - (forGoods[index] ?? 0));
  const spread = allocate(rest, room);
  return rates.map((_rate, index) => ({
    forGoods: forGoods[index] ?? 0,
    part: (forGoods[index] ?? 0) + (spread[index] ?? 0),
  }));
};

const vatWithin = (gross: Minor, rate: number): Minor => {
  const hundredths = Math.round(rate * 100);
  return share(gross, hundredths, 10_000 + hundredths);
};

/**
 * The VAT in what goes back of a rate. That of goods is their lines'; else it is rounded on all that was credited of the
 * rate so far. Neither VAT nor net ever exceeds what is left of it, so that in the end both are the invoice's.
 */
const vatOfPart = (
  { group, credited }: Rate,
  { part, forGoods }: { part: Minor; forGoods: Minor },
  lines: RefundLine[],
): Minor => {
  const own = lines.filter(({ vatRate }) => isOfRate(vatRate, group.rate));
  const isOfGoods = part === forGoods && part === sum(own.map(({ amount }) => amount));
  const vat = isOfGoods
    ? sum(own.map((line) => line.vat))
    : vatWithin(grossOf(credited) + part, group.rate) - credited.vat;
  const least = Math.max(0, part - Math.max(0, group.net - credited.net));
  const most = Math.min(part, Math.max(0, group.vat - credited.vat));
  return Math.max(least, Math.min(vat, most));
};

/** Lines whose VAT sums to that of their refund. */
const withVat = (lines: RefundLine[], vat: Minor): RefundLine[] => {
  if (lines.length === 0 || sum(lines.map((line) => line.vat)) === vat) return lines;
  const parts = allocate(
    vat,
    lines.map(({ amount }) => amount),
  );
  return lines.map((line, index) => ({ ...line, vat: parts[index] ?? 0 }));
};

/**
 * Says what VAT is in a refund, by rate.
 * @param refund of no more than {@link uncredited}
 */
export const creditOf = (refund: Refund, invoice: Pick<Invoice, 'groups' | 'credited'>): Credit => {
  const rates = ratesOf(invoice);
  const parts = partsOf(refund, rates);
  const vatByRate = rates.flatMap((rate, index): VatGroup[] => {
    const own = parts[index];
    if (!own || own.part === 0) return [];
    const vat = vatOfPart(rate, own, refund.lines);
    return [{ rate: rate.group.rate, net: own.part - vat, vat }];
  });
  const vat = sum(vatByRate.map((group) => group.vat));
  return { ...refund, lines: withVat(refund.lines, vat), vat, vatByRate };
};
