import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { invalidField } from '../../domain/errors';
import { assertGivable, wantedStates } from '../../domain/order/assignment';
import { endInstant } from '../../domain/company-day';
import type { Company } from '../../tenancy/company';
import type { StoredSlot } from '../delivery-slot/store';
import type { Actor, OrderEvent } from './event-store';
import { followIdleness } from '../delivery-assignment/assignment-store';
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

/** Staff give an order to somebody, who need not say that they take it, or to nobody. */
const changeDriver = async (trx: Knex, order: OrderRow, driver: string | null): Promise<void> => {
  if (driver !== null) {
    await handOver(trx, order, { driver, givenBy: 'staff', respondBy: null, acceptedAt: null });
    return;
  }
  const before = await endActive(trx, order, {});
  if (before !== null) await followIdleness(trx, [before]);
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
  const order = await lockOrder(trx, company.code, orderId);
  const driver = change.delivery_personnel;
  if (driver !== undefined && driver !== order.delivery_personnel) assertGivable(order, driver);
  if (driver && driver !== order.delivery_personnel && !(await isDriverOf(trx, company.code, driver))) {
    throw invalidField('delivery_personnel', 'is nobody who delivers for this company');
  }
  const rules = { customerMayCancelProcessing: await customersMayCancelProcessing(trx, company.code) };
  const by = { actor, mover: 'staff' as const, rules };
  const wanted = wantedStates(order, change, change.delivery_personnel);
  const slot = await slotForOrder(trx, company, order, change.delivery_slot, wanted);
  if (driver !== undefined && driver !== order.delivery_personnel) await changeDriver(trx, order, driver);
  const changed = await applyMove(trx, order, wanted, by, besideOf(order, change, slot, company));
  if (changed) {
    await recordAct(strapi, trx, {
      action: 'update',
      subject: { type: ORDER, id: orderId },
      company: company.code,
      before: {
        order_status: order.order_status,
        delivery_status: order.delivery_status,
        delivery_personnel: order.delivery_personnel,
        delivery_slot: order.delivery_slot,
      },
      after: { ...change, notes: undefined },
    });
  }
  return changed;
};
