import type { Core } from '@strapi/strapi';
import { readOrder } from '../api/order/life-store';
import { readBooks } from '../api/refund/books';
import { assertPaid, planCredit, wantedRefund } from '../api/refund/plan';
import { sum, toMajor } from '../domain/money';
import type { Company } from '../tenancy/company';
import type { RefundPreview } from './order';
import type { RefundWish } from './validation';

/**
 * What would go back, and in which ways; nothing is written, and nobody has to wait for it.
 * @throws DomainError `not_found`, `not_paid`, `refund_too_large`; ValidationError
 */
export const previewRefund = async (
  strapi: Core.Strapi,
  company: Company,
  orderId: string,
  wish: RefundWish,
): Promise<RefundPreview> => {
  const db = strapi.db.connection;
  const order = await readOrder(db, company.code, orderId);
  const books = await readBooks(db, order);
  assertPaid(books, order);
  const planned = planCredit(order, books, wantedRefund(wish, books, order), { reason: null, goods: null });
  const vat = planned.flatMap(({ row }) => row.vatByRate ?? []).map((group) => group.vat);
  return {
    amount: toMajor(sum(planned.map(({ row }) => row.amount)), order.decimals),
    vat: toMajor(sum(vat), order.decimals),
    providers: [...new Set(planned.map(({ provider }) => provider))],
  };
};
