import type { Core } from '@strapi/strapi';
import { lockOrder } from '../api/order/life-store';
import { readBooks } from '../api/refund/books';
import { planCredit, wantedRefund } from '../api/refund/plan';
import { inTransaction } from '../documents/save';
import { sum, toMajor } from '../domain/money';
import type { Company } from '../tenancy/company';
import type { RefundPreview } from './order';
import type { RefundWish } from './validation';

/**
 * What would go back, and in which ways; nothing is written.
 * @throws DomainError `not_found`, `refund_too_large`; ValidationError
 */
export const previewRefund = (
  strapi: Core.Strapi,
  company: Company,
  orderId: string,
  wish: RefundWish,
): Promise<RefundPreview> =>
  inTransaction(strapi, async (trx) => {
    const order = await lockOrder(trx, company.code, orderId);
    const books = await readBooks(trx, order);
    const planned = planCredit(order, books, wantedRefund(wish, books, order), { reason: null, goods: null });
    const vat = planned.flatMap(({ row }) => row.vatByRate ?? []).map((group) => group.vat);
    return {
      amount: toMajor(sum(planned.map(({ row }) => row.amount)), order.decimals),
      vat: toMajor(sum(vat), order.decimals),
      providers: [...new Set(planned.map(({ provider }) => provider))],
    };
  });
