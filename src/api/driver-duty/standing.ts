import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import { takeAway } from '../delivery-assignment/give';
import type { Actor } from '../order/event-store';
import { lockOrder } from '../order/life-store';
import { type DriverKey, endDuty, heldOrders, lockState } from './store';

/** Whether what a driver has fetched already keeps them. */
type Leaving = { mayHold: 'nothing' | 'picked' };

/**
 * Locks the orders that a driver has, before anything else of the driver is locked, as whoever gives orders does.
 */
export const lockHeldOrders = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<void> => {
  for (const { orderId } of await heldOrders(trx, driverId)) await lockOrder(trx, companyCode, orderId);
};

/** What a driver has not fetched yet waits for another one. */
const withdrawUnfetched = async (
  trx: Knex,
  { companyCode, driverId }: DriverKey,
  actor: Actor,
  reason: string,
): Promise<void> => {
  const by = { actor, mover: 'system' as const, rules: { customerMayCancelProcessing: false } };
  for (const { orderId, status } of await heldOrders(trx, driverId)) {
    if (status !== 'assigned') continue;
    const order = await lockOrder(trx, companyCode, orderId);
    if (order.delivery_personnel !== driverId) continue;
    await takeAway(trx, order, { outcome: 'withdrawn', reason }, by);
  }
};

/**
 * Ends a driver's work: orders that they have not fetched go to others.
 * @param reason why the orders are withdrawn, as their timeline tells it
 * @returns since when they are off duty; null for one who never was on duty
 * @throws DomainError `in_use` where nothing may stay with them and something is on its way
 */
export const stopWorking = async (
  trx: Knex,
  key: DriverKey,
  actor: Actor,
  reason: string,
  { mayHold }: Leaving,
): Promise<Date | null> => {
  await lockHeldOrders(trx, key);
  const { onDuty, since } = await lockState(trx, key);
  const underWay = (await heldOrders(trx, key.driverId)).filter(({ status }) => status === 'picked');
  if (mayHold === 'nothing' && underWay.length > 0) {
    throw new DomainError('in_use', 'orders are on their way', { orders: underWay.length });
  }
  await withdrawUnfetched(trx, key, actor, reason);
  return onDuty ? endDuty(trx, key) : since;
};
