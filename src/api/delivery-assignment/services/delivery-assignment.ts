import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { roadRouterOf } from '../../../routing/road-router';
import { lockOrder } from '../../order/life-store';
import { findActive } from '../assignment-store';
import { type Assigned, assignNext, byItself } from '../assign-waiting';
import { readAssignmentRules } from '../candidate-store';
import { takeAway } from '../give';
import { closeStaleOffers } from '../offer-store';
import { planTrip } from '../plan-trip';
import { claimStaleTrips, readTrip, type StaleTrip, storeTrip } from '../trip-store';
import { findUnanswered, findWaitingCompanies } from '../waiting-store';

/** So many drivers who said nothing are passed over by one look. */
const MOST_UNANSWERED = 100;

/** Giving orders to drivers by itself; every call is a transaction, or one for each order or driver. */
export const createAssignmentService = ({ strapi }: { strapi: Core.Strapi }) => {
  const assign = async (companyCode: string): Promise<Assigned> => {
    const all: Assigned = { given: 0, offered: 0 };
    for (let isMore = true; isMore; ) {
      const some = await inTransaction(strapi, (trx) => assignNext(trx, companyCode));
      all.given += some.given;
      all.offered += some.offered;
      isMore = some.isMore;
    }
    return all;
  };

  const passOver = (companyCode: string, orderId: string): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      const order = await lockOrder(trx, companyCode, orderId, { hidden: true });
      const active = await findActive(trx, orderId);
      const isSilent =
        active?.status === 'assigned' &&
        active.acceptedAt === null &&
        active.respondBy !== null &&
        active.respondBy <= new Date();
      if (isSilent) await takeAway(trx, order, { outcome: 'timed_out', reason: null }, byItself);
    });

  const estimate = async (trip: StaleTrip): Promise<void> => {
    const db = strapi.db.connection;
    const { store, ...rules } = await readAssignmentRules(db, trip.companyCode);
    if (!store) return;
    const known = await readTrip(db, trip);
    const stops = await planTrip(known, { ...rules, store }, roadRouterOf(strapi), new Date());
    if (stops.length > 0) await storeTrip(db, trip, stops);
  };

  /** What fails for one holds up none of the others. */
  const each = async <Item>(items: Item[], work: (item: Item) => Promise<unknown>): Promise<void> => {
    for (const item of items) await work(item).catch((error: unknown) => strapi.log.error(error));
  };

  return {
    /** Gives the waiting orders of a company to drivers. */
    assign,

    /** Takes orders from drivers who have let the time to answer pass. */
    async passOverSilent(): Promise<void> {
      const unanswered = await findUnanswered(strapi.db.connection, MOST_UNANSWERED);
      await each(unanswered, ({ companyCode, orderId }) => passOver(companyCode, orderId));
    },

    /** Reckons anew when orders arrive whose drivers have moved, or have got others. */
    async estimateTrips(): Promise<void> {
      await each(await claimStaleTrips(strapi.db.connection), estimate);
    },

    /** Looks again for drivers for whatever waits, and forgets offers of what does not wait any more. */
    async lookAgain(): Promise<void> {
      await each(await findWaitingCompanies(strapi.db.connection), assign);
      await closeStaleOffers(strapi.db.connection);
    },
  };
};

export default createAssignmentService;
