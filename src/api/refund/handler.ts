import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import { HandlingFailure } from '../../outbox/failure';
import type { OutboxHandler } from '../../outbox/handler';
import { carryOut } from './carry-out';
import { claimRefund, pendingRefunds } from './claim-store';
import { findRefund } from './store';
import { goOnLater, REFUND_TOPIC } from './waiting';

/** Goes on for more than a week. */
const PERSISTENCE = { concurrency: 5, attempts: 200, firstPauseMs: 5_000, longestPauseMs: 60 * 60_000 };

const RESUMED_AT_ONCE = 100;

const later = (why: string): HandlingFailure => new HandlingFailure(why, { retry: true });

/** Who goes on with refunds that nobody waits for any more. */
export const refundHandler = (strapi: Core.Strapi): OutboxHandler => ({
  ...PERSISTENCE,
  topic: REFUND_TOPIC,
  handle: async ({ company, payload }) => {
    const { refundId } = payload as { refundId: string };
    if (company === null) throw new HandlingFailure('the refund is of no company', { retry: false });
    const db = strapi.db.connection;
    const claimed = { id: refundId, companyCode: company, claim: createId() };
    if (await claimRefund(db, claimed)) {
      if ((await carryOut(strapi, claimed)) === 'pending') throw later('the provider is still at it');
      return;
    }
    const refund = await findRefund(db, company, refundId);
    if (refund?.status === 'pending') throw later('somebody is at it');
  },
});

/** Has refunds gone on with that wait though nothing is left on the outbox for them. */
export const resumeRefunds = async (strapi: Core.Strapi): Promise<void> => {
  const db = strapi.db.connection;
  for (const refund of await pendingRefunds(db, RESUMED_AT_ONCE)) await goOnLater(db, refund);
};
