import type { Minor } from '../money';
import { share } from '../rounding';
import type { Refund, RefundLine } from './invoice';

/** A part of a refund, and the place of the payment out of which it goes back. */
export type RefundPart = Refund & { place: number };

/** So much of a line as an amount pays for; its quantity goes with the first part of it. */
const cut = (line: RefundLine, amount: Minor): { part: RefundLine; rest: RefundLine | null } => {
  if (amount >= line.amount) return { part: line, rest: null };
  const vat = share(line.vat, amount, line.amount);
  return {
    part: { ...line, amount, vat },
    rest: { ...line, quantity: 0, amount: line.amount - amount, vat: line.vat - vat },
  };
};

const take = (lines: RefundLine[], amount: Minor): { taken: RefundLine[]; rest: RefundLine[] } => {
  const taken: RefundLine[] = [];
  const rest: RefundLine[] = [];
  let open = amount;
  for (const line of lines) {
    if (rest.length > 0) {
      rest.push(line);
      continue;
    }
    const { part, rest: left } = cut(line, open);
    if (part.amount > 0 || part.quantity > 0) taken.push(part);
    open -= part.amount;
    if (left) rest.push(left);
  }
  return { taken, rest };
};

/**
 * Says out of which payments an amount goes back: the first that can give all of it, else one after the other.
 * @param left what each payment can still give
 */
export const splitRefund = ({ amount, lines }: Refund, left: Minor[]): RefundPart[] => {
  const enough = left.findIndex((money) => money >= amount);
  if (enough >= 0) return [{ place: enough, amount, lines }];
  const parts: RefundPart[] = [];
  let open = amount;
  let openLines = lines;
  left.forEach((money, place) => {
    const part = Math.min(money, open);
    if (part <= 0) return;
    const { taken, rest } = take(openLines, part);
    parts.push({ place, amount: part, lines: taken });
    open -= part;
    openLines = rest;
  });
  return parts;
};
