import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { toMajor } from '../../domain/money';
import { type PaymentProvider, type PaymentState, ProviderRefusal } from '../../payments/provider';
import { appendEvents, system } from '../order/event-store';
import { lockOrder, updateOrder } from '../order/life-store';
import type { Outcome } from './inbox-store';
import { isWanted, lockPayment, noteClosed, noteFailure, noteOpen, type PaymentRow } from './payment-store';
import { settlePayment } from './settle';

/**
 * A try to pay has failed, and the customer may try again. Whoever has paid meanwhile is not told.
 * @param reason the provider's word
 */
export const noteDecline = async (
  strapi: Core.Strapi,
  { id, companyCode, orderId }: PaymentRow,
  reason: string,
): Promise<Outcome> =>
  inTransaction(strapi, async (trx): Promise<Outcome> => {
    const order = await lockOrder(trx, companyCode, orderId, { hidden: true });
    const { status, provider, amount, decimals, failure } = await lockPayment(trx, id);
    if (status === 'paid' || status === 'mismatched') return 'ignored';
    if (failure === reason && order.payment_status === 'failed') return 'declined';
    await noteFailure(trx, id, reason);
    const data = { payment_method: provider, amount: toMajor(amount, decimals), reason };
    const lastEvent = await appendEvents(trx, order, system, [{ kind: 'payment_failed', data }]);
    const isOver = order.payment_status === 'paid' || order.order_status === 'cancelled';
    await updateOrder(trx, order, {
      last_event: lastEvent,
      ...(isOver ? {} : { payment_status: 'failed' }),
    });
    return 'declined';
  });

/**
 * Brings a payment to where its provider says that it is; what the customer has agreed to is taken.
 * @returns what became of it
 * @throws ProviderUnavailable, ProviderRefusal
 */
export const followPayment = async (
  strapi: Core.Strapi,
  payment: PaymentRow,
  provider: PaymentProvider,
  state: PaymentState,
): Promise<Outcome> => {
  switch (state.status) {
    case 'paid':
      return settlePayment(strapi, payment, state);
    case 'approved':
      return takeApproved(strapi, payment, provider, state.providerId);
    case 'closed':
      await noteClosed(strapi.db.connection, payment.id);
      return 'closed';
    case 'open':
      return leaveOpen(strapi, payment, provider, state);
  }
};

/** Nobody has paid yet. Where it was begun twice at once, the first one counts. */
const leaveOpen = async (
  strapi: Core.Strapi,
  { id }: PaymentRow,
  { account }: PaymentProvider,
  { providerId, failure }: Pick<PaymentState, 'providerId' | 'failure'>,
): Promise<Outcome> => {
  const known = await noteOpen(strapi.db.connection, id, { providerId, failure, account });
  return known === providerId ? 'open' : 'left';
};

/** Takes what the customer has agreed to pay, if it is still wanted. */
export const takeApproved = async (
  strapi: Core.Strapi,
  payment: PaymentRow,
  provider: PaymentProvider,
  providerId: string | null,
): Promise<Outcome> => {
  if (providerId === null) return 'ignored';
  if (!(await isWanted(strapi.db.connection, payment.orderId))) return 'left';
  try {
    const taken = await provider.capture(providerId, payment.decimals, payment.id);
    if (taken.status === 'paid') return await settlePayment(strapi, payment, taken);
    return await leaveOpen(strapi, payment, provider, taken);
  } catch (error) {
    if (!(error instanceof ProviderRefusal)) throw error;
    return noteDecline(strapi, payment, error.code);
  }
};
