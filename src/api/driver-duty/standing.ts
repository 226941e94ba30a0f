import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import { takeAway } from '../delivery-assignment/give';
import type { Actor } from '../order/event-store';
import { lockOrder } from '../order/life-store';
import { byShop } from '../order/move';
import { type DriverKey, type DutyRow, endDuty, type HeldOrder, heldOrders, lockState } from './store';

/** Whether what a driver has fetched already keeps them. */
type Leaving = { mayHold: 'nothing' | 'picked' };

/** What is true of a driver whose orders and state are locked. */
type Standing = { duty: DutyRow; held: HeldOrder[] };

const MOST_TRIES = 20;

/**
 * Locks the orders that a driver has, by id, and then their state. Whoever gives orders locks in this sequence too; so
 * where one was given meanwhile, its lock would come too late: all are let go, and taken anew with it.
 */
const lockStanding = async (trx: Knex, key: DriverKey): Promise<Standing> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    await trx.raw('savepoint standing');
    const locked = new Set<string>();
    for (const { orderId } of await heldOrders(trx, key)) {
      await lockOrder(trx, key.companyCode, orderId);
      locked.add(orderId);
    }
    const duty = await lockState(trx, key);
    const held = await heldOrders(trx, key);
    if (held.every(({ orderId }) => locked.has(orderId))) {
      await trx.raw('release savepoint standing');
      return { duty, held };
    }
    await trx.raw('rollback to savepoint standing; release savepoint standing');
  }
  throw new DomainError('conflict', 'orders are being given to this driver');
};

/** What a driver has not fetched yet waits for another one. */
const withdrawUnfetched = async (
  trx: Knex,
  { companyCode }: DriverKey,
  held: HeldOrder[],
  actor: Actor,
  reason: string,
): Promise<void> => {
  const by = byShop(actor);
  for (const { orderId, isUnderWay } of held) {
    if (isUnderWay) continue;
    const order = await lockOrder(trx, companyCode, orderId);
    await takeAway(trx, order, { outcome: 'withdrawn', reason }, by);
  }
};

/**
 * Ends a driver's work: orders that they have not fetched go to others. Afterwards the driver's state is locked; their
 * account may be locked then, never before.
 * @param reason why the orders are withdrawn, as their timeline tells it
 * @returns since when they are off duty, and whether they were on duty until now; null for one who never was
 * @throws DomainError `in_use` where nothing may stay with them and something is on its way
 */
export const stopWorking = async (
  trx: Knex,
  key: DriverKey,
  actor: Actor,
  reason: string,
  { mayHold }: Leaving,
): Promise<{ since: Date | null; wasOnDuty: boolean }> => {
  const { duty, held } = await lockStanding(trx, key);
  const underWay = held.filter(({ isUnderWay }) => isUnderWay);
  if (mayHold === 'nothing' && underWay.length > 0) {
    throw new DomainError('in_use', 'orders are on their way', { orders: underWay.length });
  }
  await withdrawUnfetched(trx, key, held, actor, reason);
  return { since: duty.onDuty ? await endDuty(trx, key) : duty.since, wasOnDuty: duty.onDuty };
};
