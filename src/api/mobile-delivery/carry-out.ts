import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { happenedAt } from '../../domain/delivery/phone-event';
import { DomainError, notFound } from '../../domain/errors';
import { moveOrder, type States } from '../../domain/order/transitions';
import { findActive, updateActive } from '../delivery-assignment/assignment-store';
import { takeAway } from '../delivery-assignment/give';
import { lockOrder, type OrderRow } from '../order/life-store';
import { applyMove, type Beside, byShop, type MoveBy } from '../order/move';
import { checkOff } from './check-list';
import { assertTheirs, type AtWork, type Driver } from './driver';
import { assertHandedOver } from './handover';
import { acceptOffer, hasRefused, isOffered, refuseOffer } from './offer';
import type { DriverUpdate } from './update-input';

/** What a driver says of an order. */
export type UpdateRequest = AtWork & { orderId: string; update: DriverUpdate };

/** An update, with all that is known when it is carried out. */
type Work = UpdateRequest & { strapi: Core.Strapi; trx: Knex; order: OrderRow; at: Date };

/** Whether anything has changed. */
type Step = (work: Work) => Promise<boolean>;

const rules = { customerMayCancelProcessing: false };

const byDriver = (driver: Driver): MoveBy => ({ actor: driver, mover: 'driver', rules });

const lockAgain = ({ trx, company, orderId }: Work): Promise<OrderRow> =>
  lockOrder(trx, company.code, orderId);

const move = (
  { trx, order, driver, at, update }: Work,
  to: States['delivery_status'],
  beside: Partial<Beside> = {},
): Promise<boolean> =>
  applyMove(trx, order, { delivery_status: to }, byDriver(driver), {
    columns: {},
    events: [],
    at,
    reason: update.reason ? update.reason : null,
    ...beside,
  });

const checked = async (work: Work): Promise<boolean> => {
  const { strapi, trx, company, orderId, driver, update } = work;
  if (!update.items) return false;
  await checkOff(strapi, trx, { company, orderId, driver, items: update.items });
  return true;
};

/** Takes an order that is offered; goods are locked before drivers. */
const take: Step = async (work) => {
  const { trx, order, driver, at } = work;
  const hasItems = (await isOffered(trx, order, driver)) && (await checked(work));
  await acceptOffer(trx, hasItems ? await lockAgain(work) : order, driver, at);
  return true;
};

const accept: Step = async (work) => {
  const { trx, orderId, order, driver, at } = work;
  if (order.delivery_personnel !== driver.id) return take(work);
  const active = await findActive(trx, orderId);
  const isNew = active !== null && active.acceptedAt === null;
  if (isNew) await updateActive(trx, orderId, { accepted_at: at, respond_by: null });
  const hasItems = active !== null && (await checked(work));
  return isNew || hasItems;
};

const refuse: Step = async ({ trx, order, driver, update }) => {
  const reason = update.reason ?? null;
  if (order.delivery_personnel !== driver.id) {
    if (await refuseOffer(trx, order, driver, reason)) return true;
    if (await hasRefused(trx, order.documentId, driver)) return false;
    throw notFound('order');
  }
  if (order.delivery_status !== 'assigned') {
    throw new DomainError('illegal_transition', 'the order is not waiting to be fetched', {
      field: 'delivery_status',
      from: order.delivery_status,
      to: 'refused',
      allowed: ['assigned'],
    });
  }
  // It goes back to the shop, which is not a driver's move.
  await takeAway(trx, order, { outcome: 'refused', reason }, byShop(driver));
  return true;
};

/** What could not be handed over is tried again: the shop gives it anew to who has it, and they leave with it. */
const tryAgain = async (work: Work): Promise<boolean> => {
  const { trx, order, driver, at } = work;
  const beside = { columns: {}, events: [], at };
  await applyMove(trx, order, { delivery_status: 'assigned' }, byShop(driver), beside);
  return move({ ...work, order: await lockAgain(work) }, 'picked');
};

const pick: Step = async (work) => {
  const { order, driver } = work;
  assertTheirs(order, driver);
  if (order.delivery_status === 'picked') return false;
  if (order.delivery_status === 'failed') return tryAgain(work);
  moveOrder(order, { delivery_status: 'picked' }, 'driver', rules);
  const hasItems = await checked(work);
  return move(hasItems ? { ...work, order: await lockAgain(work) } : work, 'picked');
};

const leave: Step = async (work) => {
  const { trx, order, orderId, driver, at } = work;
  assertTheirs(order, driver);
  if (order.delivery_status === 'failed') await tryAgain(work);
  else if (order.delivery_status !== 'picked') {
    throw new DomainError('illegal_transition', 'the goods were not fetched', {
      field: 'delivery_status',
      from: order.delivery_status,
      to: 'out',
      allowed: ['picked', 'failed'],
    });
  }
  const active = await findActive(trx, orderId);
  if (!active || active.outAt !== null) return false;
  await updateActive(trx, orderId, { out_at: at });
  return true;
};

const deliver: Step = async (work) => {
  const { trx, order, driver, update } = work;
  assertTheirs(order, driver);
  if (order.delivery_status === 'delivered') return false;
  moveOrder(order, { delivery_status: 'delivered' }, 'driver', rules);
  const cash = await assertHandedOver(trx, order, update);
  return move(work, 'delivered', { cash });
};

const fail: Step = async (work) => {
  const { order, driver, update } = work;
  assertTheirs(order, driver);
  if (order.delivery_status === 'failed') return false;
  return move(work, 'failed', {
    events: [{ kind: 'order_changed', data: { delivery_failed: update.reason ?? null } }],
  });
};

const bringBack: Step = async (work) => {
  const { order, driver, update } = work;
  assertTheirs(order, driver);
  if (order.delivery_status === 'returned') return false;
  return move(work, 'returned', {
    columns: { cancel_reason: update.reason ? update.reason : 'not_delivered' },
  });
};

const steps: Record<DriverUpdate['status'], Step> = {
  accepted: accept,
  refused: refuse,
  picked: pick,
  out: leave,
  delivered: deliver,
  failed: fail,
  returned: bringBack,
};

/** The latest of what is known to have happened to the assignment of an order, or to the order before it had one. */
const lastStamp = async (trx: Knex, { documentId, createdAt }: OrderRow): Promise<Date> => {
  const active = await findActive(trx, documentId);
  if (!active) return createdAt;
  const { assignedAt, acceptedAt, pickedAt, outAt, failedAt } = active;
  const stamps = [assignedAt, acceptedAt, pickedAt, outAt, failedAt];
  return new Date(Math.max(...stamps.flatMap((stamp) => (stamp ? [stamp.getTime()] : []))));
};

/**
 * Does to an order what its driver says.
 * @param order locked by this transaction
 * @returns false where it was so already
 * @throws DomainError `not_found`, `illegal_transition`, `already_assigned`, `code_locked`, `invalid_code`,
 * `proof_required`, `cash_exceeds_due`, and what picking refuses; ValidationError
 */
export const carryOut = async (
  strapi: Core.Strapi,
  trx: Knex,
  order: OrderRow,
  request: UpdateRequest,
): Promise<boolean> => {
  const { update } = request;
  const said = update.at ? new Date(update.at) : null;
  const at = happenedAt(said, new Date(), await lastStamp(trx, order));
  return steps[update.status]({ ...request, strapi, trx, order, at });
};
