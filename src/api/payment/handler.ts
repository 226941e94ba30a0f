import type { Core } from '@strapi/strapi';
import type { OutboxHandler } from '../../outbox/handler';
import { rescale } from '../../payments/minor-units';
import type { EventRefund } from '../../payments/provider';
import { providerOf } from '../../payments/provider-of';
import { bookForeign } from '../refund/foreign';
import { settleRefund } from '../refund/settle';
import { findToldRefund } from '../refund/store';
import { noteDecline, takeApproved } from './follow';
import { type InboxEvent, noteOutcome, type Outcome, readEvent } from './inbox-store';
import { findPayment, noteClosed } from './payment-store';
import { settlePayment } from './settle';

/** The outbox topic of what providers tell. */
export const PAYMENT_EVENT = 'payment_event';

const refundOutcomes = { pending: 'open', succeeded: 'refunded', failed: 'refund_failed' } as const;

/** What an event means for its refund. Staff can make refunds at the provider that the shop knows nothing of. */
const followRefund = async (
  strapi: Core.Strapi,
  { companyCode, provider }: InboxEvent,
  told: EventRefund,
): Promise<Outcome> => {
  const known = await findToldRefund(strapi.db.connection, companyCode, told);
  const id = known ?? (await bookForeign(strapi, companyCode, provider, told));
  if (id === null) return 'unknown_refund';
  return refundOutcomes[await settleRefund(strapi, companyCode, id, told)];
};

/** What an event means for its payment. It may be late, repeated or out of order: what is paid stays paid. */
const followEvent = async (strapi: Core.Strapi, inboxEvent: InboxEvent): Promise<Outcome> => {
  const { companyCode, provider, event } = inboxEvent;
  if (event.kind === 'other') return 'ignored';
  if (event.kind === 'refund') return followRefund(strapi, inboxEvent, event.refund);
  const { payment: told } = event;
  const payment = await findPayment(strapi.db.connection, companyCode, provider, told);
  if (!payment) return 'unknown_payment';
  switch (event.kind) {
    case 'paid':
      return settlePayment(strapi, payment, {
        ...told,
        amount: rescale(told.amount, told.decimals, payment.decimals),
      });
    case 'approved':
      return takeApproved(
        strapi,
        payment,
        await providerOf(strapi, companyCode, provider, { evenSwitchedOff: true }),
        told.providerId ?? payment.providerId,
      );
    case 'declined':
      return noteDecline(strapi, payment, told.failure ?? 'declined');
    case 'closed':
      await noteClosed(strapi.db.connection, payment.id);
      return 'closed';
  }
};

/** Who does what follows from what providers tell. */
export const paymentEventHandler = (strapi: Core.Strapi): OutboxHandler => ({
  topic: PAYMENT_EVENT,
  concurrency: 4,
  attempts: 20,
  firstPauseMs: 1_000,
  longestPauseMs: 30 * 60_000,
  handle: async ({ payload }) => {
    const { eventId } = payload as { eventId: string };
    const told = await readEvent(strapi.db.connection, eventId);
    if (!told) return;
    const outcome = await followEvent(strapi, told);
    await noteOutcome(strapi.db.connection, eventId, outcome);
    if (outcome.startsWith('unknown')) {
      strapi.log.warn(
        `${told.provider} told ${told.companyCode} of something unknown: ${told.event.eventId}`,
      );
    }
  },
});
