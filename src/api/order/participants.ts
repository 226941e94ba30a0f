import type { Knex } from 'knex';
import type { SignedInCaller } from '../../identity/caller';
import { brings } from '../delivery-assignment/assignment-store';
import { isOrderOf } from './life-store';
import { findLastEvent } from './live-store';
import { findStrangers, type Participation } from './participant-store';

/** Whether somebody takes part in an order of a company: its customer, whoever brings it, staff who read orders. */
const takesPart = (
  db: Knex,
  caller: SignedInCaller,
  companyCode: string,
  orderId: string,
): Promise<boolean> => {
  switch (caller.kind) {
    case 'customer':
      return isOrderOf(db, companyCode, orderId, caller.documentId);
    case 'delivery':
      return brings(db, companyCode, orderId, caller.documentId);
    case 'staff':
      return Promise.resolve(caller.permissions.includes('orders.read'));
  }
};

/**
 * @param companyCode a company of the caller's
 * @returns the number of the last event of an order that the caller takes part in; null where it is not theirs
 */
export const lastEventFor = async (
  db: Knex,
  caller: SignedInCaller,
  companyCode: string,
  orderId: string,
): Promise<number | null> =>
  (await takesPart(db, caller, companyCode, orderId)) ? findLastEvent(db, { companyCode, orderId }) : null;

/** Those of some who do not take part in the order (any more), by their places; all are asked for in one statement. */
export const findOutsiders = async (
  db: Knex,
  asked: { caller: SignedInCaller; companyCode: string; orderId: string }[],
): Promise<number[]> => {
  const reading = asked.flatMap(({ caller }, place) =>
    caller.kind === 'staff' && !caller.permissions.includes('orders.read') ? [place] : [],
  );
  const taking = asked.flatMap(({ caller, companyCode, orderId }, place): Participation[] =>
    caller.kind === 'staff'
      ? []
      : [{ place, kind: caller.kind, documentId: caller.documentId, companyCode, orderId }],
  );
  return taking.length === 0 ? reading : [...reading, ...(await findStrangers(db, taking))];
};
