import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { DomainError, invalidField } from '../../domain/errors';
import { assertGivable, wantedStates } from '../../domain/order/assignment';
import { endInstant } from '../../domain/company-day';
import type { States } from '../../domain/order/transitions';
import type { Company } from '../../tenancy/company';
import type { StoredSlot } from '../delivery-slot/store';
import type { Actor, OrderEvent } from './event-store';
import { takeAway } from '../delivery-assignment/give';
import { endActive, handOver } from '../delivery-assignment/hand-over';
import { isDriverOf, lockOrder, type OrderRow } from './life-store';
import { applyMove, type Beside } from './move';
import { customersMayCancelProcessing } from './rules-store';
import { slotForOrder } from './slot-flow';
import type { OrderChange } from './validation';
import { beginOrderWrite } from './writing';

/** A change of an order by staff. */
export type ChangeRequest = { company: Company; orderId: string; change: OrderChange; actor: Actor };

/** The document type by which the audit log knows orders. */
export const ORDER = 'api::order.order';

const sameInstant = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();

/**
 * Staff notes and times, and who delivers: what is written beside the states.
 * @param slot another slot, null for none any more; it is expected by its end, where staff say nothing else
 */
const besideOf = (
  order: OrderRow,
  change: OrderChange,
  slot: StoredSlot | null | undefined,
  company: Company,
): Beside => {
  const columns: Beside['columns'] = {};
  const events: OrderEvent[] = [];
  const { notes, estimated_delivery: estimate, delivery_personnel: driver } = change;
  if (notes !== undefined && (notes === '' ? null : notes) !== order.notes) {
    columns['notes'] = notes === '' ? null : notes;
    events.push({ kind: 'order_note', data: { notes: columns['notes'] } });
  }
  if (slot !== undefined) columns['delivery_slot'] = slot?.documentId ?? null;
  const at = estimate
    ? endInstant(estimate, company.timezone)
    : estimate === undefined && slot
      ? slot.end
      : null;
  if ((estimate !== undefined || slot) && !sameInstant(at, order.estimated_delivery)) {
    columns['estimated_delivery'] = at;
    events.push({ kind: 'order_changed', data: { estimated_delivery: at?.toISOString() ?? null } });
  }
  if (driver !== undefined && driver !== order.delivery_personnel) {
    columns['delivery_personnel'] = driver;
    events.push({ kind: 'order_assigned', data: { from: order.delivery_personnel, driverId: driver } });
  }
  return { columns, events };
};

/**
 * Staff give an order to somebody, who need not say that they take it; or what came back to nobody.
 * @returns the drivers who have an order more, or less
 */
const changeDriver = async (trx: Knex, order: OrderRow, driver: string | null): Promise<string[]> => {
  if (driver !== null) {
    return handOver(trx, order, { driver, givenBy: 'staff', respondBy: null, acceptedAt: null });
  }
  const before = await endActive(trx, order, {});
  return before === null ? [] : [before];
};

/** Nobody is on the way with an order that is assigned to nobody. */
const assertHasDriver = (
  order: OrderRow,
  { delivery_status }: Partial<States>,
  driver: string | null,
): void => {
  if (delivery_status !== 'assigned' || order.delivery_status === 'assigned' || driver !== null) return;
  throw new DomainError('illegal_transition', 'say who is to bring the order', {
    field: 'delivery_personnel',
    from: order.delivery_status,
    to: delivery_status,
    allowed: [],
  });
};

/**
 * Changes what staff may change of an order, with all that follows from it; what is already so is left alone.
 * @returns whether anything changed
 * @throws DomainError `not_found`, `illegal_transition`, `insufficient_stock`; ValidationError
 */
export const changeOrder = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, orderId, change, actor }: ChangeRequest,
): Promise<boolean> => {
  await beginOrderWrite(trx);
  let order = await lockOrder(trx, company.code, orderId);
  const before = order;
  const driver = change.delivery_personnel;
  const isOther = driver !== undefined && driver !== order.delivery_personnel;
  if (isOther) assertGivable(order);
  if (isOther && driver !== null && !(await isDriverOf(trx, company.code, driver))) {
    throw invalidField('delivery_personnel', 'is nobody who delivers for this company');
  }
  const rules = { customerMayCancelProcessing: await customersMayCancelProcessing(trx, company.code) };
  const by = { actor, mover: 'staff' as const, rules };
  if (isOther && driver === null && order.delivery_status === 'assigned') {
    await takeAway(trx, order, { outcome: 'withdrawn', reason: null }, { ...by, mover: 'system' });
    order = await lockOrder(trx, company.code, orderId);
  }
  const wanted = wantedStates(order, change, driver);
  assertHasDriver(order, wanted, driver === undefined ? order.delivery_personnel : driver);
  const slot = await slotForOrder(trx, company, order, change.delivery_slot, wanted);
  const changesDriver = driver !== undefined && driver !== order.delivery_personnel;
  const drivers = changesDriver ? await changeDriver(trx, order, driver) : [];
  const beside = { ...besideOf(order, change, slot, company), drivers };
  const changed = await applyMove(trx, order, wanted, by, beside);
  if (changed || order !== before) {
    await recordAct(strapi, trx, {
      action: 'update',
      subject: { type: ORDER, id: orderId },
      company: company.code,
      before: {
        order_status: before.order_status,
        delivery_status: before.delivery_status,
        delivery_personnel: before.delivery_personnel,
        delivery_slot: before.delivery_slot,
      },
      after: { ...change, notes: undefined },
    });
  }
  return changed || order !== before;
};
