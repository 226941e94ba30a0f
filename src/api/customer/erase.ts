import type { Knex } from 'knex';
import { eraseAccount } from '../../identity/account-store';
import type { AccountKind } from '../../identity/caller';
import { forgetBuyer, forgetDriver, forgetProofs } from '../order/erasure-store';
import { forgetFeedback } from '../order-rating/store';
import { forgetNotifications } from '../notification/store';
import { forgetRequestsOf } from '../stock-request/store';
import { closeCounters } from './counter-store';

/**
 * Erases what is personal about somebody: in the account, and in their orders. An order that is being placed meanwhile
 * is either seen here or refused.
 * @returns false when there is no such account, or it was erased before
 */
export const erasePerson = async (trx: Knex, kind: AccountKind, documentId: string): Promise<boolean> => {
  if (kind === 'customer') await closeCounters(trx, documentId);
  if (!(await eraseAccount(trx, kind, documentId))) return false;
  if (kind === 'customer') {
    await forgetBuyer(trx, documentId);
    await forgetProofs(trx, documentId);
    await forgetFeedback(trx, documentId);
    await forgetRequestsOf(trx, documentId);
    await forgetNotifications(trx, documentId);
  } else {
    await forgetDriver(trx, documentId);
  }
  return true;
};
