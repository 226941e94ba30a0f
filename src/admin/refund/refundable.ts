import { sum, toMajor, toMinor } from '../../domain/money';
import type { Order, ProductLine } from '../../panel/order';

type Counted = Pick<Order, 'payments' | 'refunds' | 'total' | 'cart'>;

/** Refunds that went through, or may yet; what is sent again was counted before. */
const standing = ({ refunds }: Counted) =>
  refunds.filter(({ status, kind }) => status !== 'failed' && kind !== 'resend');

/** How much can still go back at most, in major units: no more than was paid, and no more than the invoice asks. */
export const refundableOf = (order: Counted, decimals: number): number => {
  const minor = (amount: number): number => toMinor(amount, decimals);
  const paid = sum(
    order.payments.filter(({ status }) => status === 'paid').map(({ amount }) => minor(amount)),
  );
  const back = sum(standing(order).map(({ amount }) => minor(amount)));
  const credited = sum(
    standing(order)
      .filter(({ kind }) => kind === 'credit')
      .map(({ amount }) => minor(amount)),
  );
  return toMajor(Math.max(0, Math.min(paid - back, minor(order.total) - credited)), decimals);
};

/** A line of which something can still go back; the goods of a combo are lines of their own. */
export type RefundableLine = { line: ProductLine; combo: string | null; left: number };

const THOUSAND = 1_000;

/** The lines of an order, with how much of each can still go back. */
export const refundableLines = (order: Counted): RefundableLine[] => {
  const refunded = new Map<string, number>();
  for (const { line, quantity } of standing(order).flatMap(({ lines }) => lines)) {
    refunded.set(line, (refunded.get(line) ?? 0) + quantity);
  }
  const leftOf = ({ id, quantity }: ProductLine): number =>
    Math.max(0, Math.round((quantity - (refunded.get(id) ?? 0)) * THOUSAND) / THOUSAND);
  return order.cart.flatMap((entry): RefundableLine[] =>
    entry.isCombo
      ? entry.selectedProducts.map((line) => ({ line, combo: entry.title, left: leftOf(line) }))
      : [{ line: entry, combo: null, left: leftOf(entry) }],
  );
};
