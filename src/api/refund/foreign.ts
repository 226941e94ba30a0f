import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../documents/save';
import { type Minor, sum } from '../../domain/money';
import { rescale } from '../../payments/minor-units';
import type { EventRefund, ProviderName } from '../../payments/provider';
import { appendEvents, hasToldOf, system } from '../order/event-store';
import { lockOrder, type OrderRow, updateOrder } from '../order/life-store';
import { readBooks } from './books';
import { type ChargedPayment, findCharged } from './charged-store';
import { refundUnknown } from './news';
import { planCredit } from './plan';
import { findToldRefund, noteProviderId } from './store';
import { writeWaiting } from './waiting';

/** What went back of a payment, in its own minor units; null where that was not said, or of another currency. */
const amountOf = ({ money }: EventRefund, { currency, decimals }: ChargedPayment): Minor | null =>
  money?.currency === currency ? rescale(money.amount, money.decimals, decimals) : null;

/** Tells people, once, of money that went back and cannot be booked. */
const raise = async (
  trx: Knex,
  order: OrderRow,
  { provider, decimals }: ChargedPayment,
  { providerId }: EventRefund,
  amount: Minor | null,
): Promise<void> => {
  if (await hasToldOf(trx, order.documentId, 'refund_unknown', { providerId })) return;
  const event = refundUnknown(provider, providerId, { amount, decimals });
  await updateOrder(trx, order, { last_event: await appendEvents(trx, order, system, [event]) });
};

/**
 * Books a refund that was not asked for here, but made at the provider, if its payment and amount are told and the
 * invoice still has so much; else people are told of it.
 * @returns the id of the refund, which waits for what is told of it; null where there is none
 */
export const bookForeign = async (
  strapi: Core.Strapi,
  companyCode: string,
  provider: ProviderName,
  told: EventRefund,
): Promise<string | null> => {
  const { chargeId, providerId, status } = told;
  if (chargeId === null || status === 'failed') return null;
  return inTransaction(strapi, async (trx): Promise<string | null> => {
    const payment = await findCharged(trx, companyCode, provider, chargeId);
    if (!payment) return null;
    const order = await lockOrder(trx, companyCode, payment.orderId, { hidden: true });
    const known = await findToldRefund(trx, companyCode, told);
    if (known !== null) return known;
    const amount = amountOf(told, payment);
    const books = await readBooks(trx, order);
    const payments = books.payments.filter(({ id }) => id === payment.id);
    const left = Math.min(books.refundable, sum(payments.map((one) => one.left)));
    if (amount === null || amount === 0 || amount > left) {
      await raise(trx, order, payment, told, amount);
      return null;
    }
    const refund = { amount, lines: [] };
    const [planned] = planCredit(order, { ...books, payments }, refund, { reason: null, goods: null });
    if (!planned) return null;
    await writeWaiting(trx, planned.row, system);
    await noteProviderId(trx, planned.row, providerId);
    return planned.row.id;
  });
};
