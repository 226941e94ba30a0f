import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import { findAccount } from '../../../identity/account-store';
import { isOpen } from '../../../identity/accounts';
import type { DriverCaller } from '../../../identity/caller';
import { enqueue } from '../../../outbox/enqueue';
import { ORDER_ASSIGNMENT } from '../../delivery-assignment/follow';
import { stopWorking } from '../standing';
import { beginDuty, type DutyRow, lockState } from '../store';

/** Drivers who come to work and go home. */
export const createDutyService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /**
   * Begins or ends a driver's duty; what is already so stays as it is. Orders that wait are looked at when somebody
   * comes; what the driver has not fetched goes to others when they leave.
   * @throws DomainError `in_use` for whoever leaves with orders on their way; `unauthenticated` for whoever may not sign
   * in any more
   */
  set: ({ company, documentId, name }: DriverCaller, on: boolean): Promise<DutyRow> =>
    inTransaction(strapi, async (trx) => {
      const key = { companyCode: company, driverId: documentId };
      if (!on) {
        const actor = { kind: 'driver' as const, id: documentId, name };
        const { since } = await stopWorking(trx, key, actor, 'off_duty', { mayHold: 'nothing' });
        return { onDuty: false, since };
      }
      const present = await lockState(trx, key);
      // Whoever was let in may have been shut out meanwhile; those who do it hold the state.
      if (!isOpen(await findAccount(trx, 'delivery', documentId))) {
        throw new DomainError('unauthenticated', 'sign in first');
      }
      if (present.onDuty) return present;
      const since = await beginDuty(trx, key);
      await enqueue(trx, { topic: ORDER_ASSIGNMENT, key: company, company, payload: {} });
      return { onDuty: true, since };
    }),
});

export default createDutyService;
