import type { Knex } from 'knex';
import { assertOpenToStaff } from '../../domain/delivery/slot';
import { DomainError, invalidField } from '../../domain/errors';
import type { OrderStatus } from '../../domain/order/transitions';
import type { Company } from '../../tenancy/company';
import { freePlace, takePlace } from '../delivery-slot/places';
import { findClosedDays, findSlot, type StoredSlot } from '../delivery-slot/store';
import type { OrderEvent } from './event-store';
import type { OrderRow } from './life-store';
import type { Columns } from './order-columns';

/**
 * Takes a place in a slot for an order.
 * @throws DomainError `slot_full`; `slot_closed` for one that was deleted meanwhile
 */
export const takeSlot = async (trx: Knex, companyCode: string, slotId: string): Promise<void> => {
  if (await takePlace(trx, companyCode, slotId)) return;
  const isThere = (await findSlot(trx, companyCode, slotId)) !== null;
  throw new DomainError(isThere ? 'slot_full' : 'slot_closed', 'the slot has no place for this order');
};

/** Gives the place back of an order that is cancelled before its goods have left; it remembers its slot. */
export const leaveSlot = async (trx: Knex, order: OrderRow): Promise<void> => {
  if (order.delivery_slot !== null) await freePlace(trx, order.delivery_slot);
};

/**
 * Takes the place again that a cancelled order had given back, where there is one and its time is not over.
 * @returns the slot that the order goes on with
 */
export const takeSlotAgain = async (trx: Knex, order: OrderRow): Promise<string | null> => {
  const { companyCode, delivery_slot: slotId } = order;
  const slot = slotId && (await findSlot(trx, companyCode, slotId));
  if (!slot || slot.end <= new Date()) return null;
  return (await takePlace(trx, companyCode, slot.documentId)) ? slot.documentId : null;
};

/** In which states an order has a delivery ahead. */
const movable: OrderStatus[] = ['pending', 'processing', 'shipped'];

/**
 * The slot that staff put an order into; undefined where it stays as it is.
 * @param wanted the document id of a slot, null for none, undefined where nothing is said
 * @throws DomainError `slot_closed`, `illegal_transition` for an order that is over; ValidationError
 */
export const slotForOrder = async (
  trx: Knex,
  company: Company,
  order: OrderRow,
  wanted: string | null | undefined,
  { order_status: status = order.order_status }: { order_status?: OrderStatus },
): Promise<StoredSlot | null | undefined> => {
  if (wanted === undefined || wanted === order.delivery_slot) return undefined;
  if (!movable.includes(status)) {
    throw new DomainError('illegal_transition', 'the order has no delivery ahead', {
      field: 'delivery_slot',
      order_status: status,
      allowed: movable,
    });
  }
  if (wanted === null) return null;
  const slot = await findSlot(trx, company.code, wanted);
  if (!slot) throw invalidField('delivery_slot', 'is none of the shop’s slots');
  const closedDays = await findClosedDays(trx, company.code);
  assertOpenToStaff(slot, new Date(), { closedDays, timeZone: company.timezone });
  return slot;
};

/**
 * Moves the place of an order to where its columns say; counters are locked by id.
 * @throws DomainError `slot_full`
 */
export const moveSlot = async (trx: Knex, order: OrderRow, columns: Columns): Promise<void> => {
  const { delivery_slot: from, companyCode } = order;
  const { delivery_slot: to } = columns;
  if (to === undefined || to === from) return;
  const take = async (): Promise<void> => {
    if (typeof to === 'string') await takeSlot(trx, companyCode, to);
  };
  const isFirst = from === null || (typeof to === 'string' && to < from);
  if (isFirst) await take();
  if (from !== null) await freePlace(trx, from);
  if (!isFirst) await take();
};

/** What is told of an order that is now in another slot, or in none. */
export const slotEvents = (
  { delivery_slot: from }: OrderRow,
  { delivery_slot: to }: Columns,
): OrderEvent[] =>
  to === undefined || to === from ? [] : [{ kind: 'order_changed', data: { delivery_slot: { from, to } } }];
