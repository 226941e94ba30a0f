import { DomainError, type FieldError, invalidField, ValidationError } from '../../domain/errors';
import { assertAmount, sum, toMajor, toMinor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import { creditOf } from '../../domain/refund/credit';
import type { Refund } from '../../domain/refund/invoice';
import { refundLines } from '../../domain/refund/lines';
import { splitRefund } from '../../domain/refund/split';
import { type CountedLine, countedLines } from '../order/counted-lines';
import type { OrderRow } from '../order/life-store';
import type { Books } from './books';
import { nameParts } from './parts';
import type { KeptRefundLine, NewRefundRow, RefundedGoods } from './store';
import type { RefundBody } from './validation';

/** A refund as it is to be written, and by what it is paid out. */
export type PlannedRefund = { row: NewRefundRow; provider: PaymentMethod };

/** @throws DomainError `not_paid` */
export const assertPaid = ({ payments }: Books, { payment_status: status }: OrderRow): void => {
  if (payments.length > 0 || status === 'paid') return;
  throw new DomainError('not_paid', 'this order has not been paid', { payment_status: status });
};

/** What is said where more would go back than can, with what can, in major units. */
export const tooLarge = ({ refundable }: Books, { decimals }: OrderRow): DomainError =>
  new DomainError('refund_too_large', 'more would go back than was paid', {
    refundable: toMajor(refundable, decimals),
  });

/** @throws ValidationError where more would be refunded of a line than is left of it */
const assertLinesLeft = (counted: CountedLine[], { invoice }: Books): void => {
  const refunded = new Map(invoice.lines.map((line) => [line.id, line.refunded.quantity]));
  const errors = counted.flatMap(({ line, counted: quantity, path }): FieldError[] => {
    const left = line.quantity - (refunded.get(line.id) ?? 0);
    return quantity <= left ? [] : [{ path, message: `only ${left / 1_000} can still be refunded` }];
  });
  if (errors.length > 0) throw new ValidationError(errors);
};

/**
 * What staff want to give back.
 * @throws ValidationError
 */
export const wantedRefund = (
  { amount, lines }: Pick<RefundBody, 'amount' | 'lines'>,
  books: Books,
  order: OrderRow,
): Refund => {
  if (amount !== undefined) {
    assertAmount('amount', amount, order.decimals);
    return { amount: toMinor(amount, order.decimals), lines: [] };
  }
  const counted = countedLines(books.lines, lines ?? []);
  assertLinesLeft(counted, books);
  const refunded = refundLines(
    books.invoice,
    counted.map(({ line, counted: quantity }) => ({ id: line.id, quantity })),
  );
  const paid = sum(refunded.map((line) => line.amount));
  if (paid === 0) throw invalidField('lines', 'cost nothing: there is nothing to give back');
  return { amount: paid, lines: refunded };
};

/** What becomes of the goods of a refund: they are still in the shop, or have left it. */
export const goodsOf = ({ lines }: Refund, { order_status: status }: OrderRow): RefundedGoods => {
  if (lines.length === 0 || status === 'cancelled') return null;
  return status === 'pending' || status === 'processing' ? 'release' : 'return';
};

/**
 * Says out of which payments a refund goes back, and what VAT is in each part; each part is a refund of its own.
 * @throws DomainError `refund_too_large`
 */
export const planCredit = (
  order: OrderRow,
  books: Books,
  refund: Refund,
  { reason, goods }: { reason: string | null; goods: RefundedGoods },
): PlannedRefund[] => {
  if (refund.amount > books.refundable) throw tooLarge(books, order);
  const credited = [...books.invoice.credited];
  const parts = splitRefund(
    refund,
    books.payments.map(({ left }) => left),
  );
  return nameParts(parts, books.payments).map(({ part, payment, id, paymentId, partOf }): PlannedRefund => {
    const credit = creditOf(part, { groups: books.invoice.groups, credited });
    credited.push(...credit.vatByRate);
    const lines = credit.lines.map(({ id: line, quantity, amount, vat }): KeptRefundLine => {
      return { id: line, quantity, amount, vat };
    });
    const row: NewRefundRow = {
      id,
      companyCode: order.companyCode,
      orderId: order.documentId,
      paymentId,
      kind: 'credit',
      amount: credit.amount,
      lines: refund.lines.length === 0 ? null : lines,
      vatByRate: credit.vatByRate,
      goods,
      reason,
      partOf,
    };
    return { row, provider: payment.provider };
  });
};
