import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/**
 * Takes a place in a slot, if there is one. The slot's row is held, so that it is neither deleted nor made smaller before
 * the order is there; its counter says under lock how many have one.
 * @returns whether there was a place
 */
export const takePlace = async (trx: Knex, companyCode: string, slotId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `with slot as materialized (
       select document_id, capacity from delivery_slots where document_id = ? and company_code = ? for share)
     insert into slot_counters as c (slot_id, company_code, taken)
     select slot.document_id, ?, 1 from slot where slot.capacity > 0
     on conflict (slot_id) do update set taken = c.taken + 1 where c.taken < (select capacity from slot)
     returning 1`,
    [slotId, companyCode, companyCode],
  );
  return rows.length === 1;
};

/** Gives the place of an order back. Who calls it holds the order, which has one. */
export const freePlace = async (trx: Knex, slotId: string): Promise<void> => {
  await queryPrepared(trx, 'update slot_counters set taken = taken - 1 where slot_id = ?', [slotId]);
};

/**
 * Holds a slot, so that no order takes a place in it until the transaction ends.
 * @returns how many orders have one
 */
export const holdSlot = async (trx: Knex, companyCode: string, slotId: string): Promise<number> => {
  await queryPrepared(
    trx,
    'select 1 from delivery_slots where document_id = ? and company_code = ? for update',
    [slotId, companyCode],
  );
  const [counter] = await queryPrepared<{ taken: number }>(
    trx,
    'select taken from slot_counters where slot_id = ?',
    [slotId],
  );
  return counter?.taken ?? 0;
};

/** Forgets the counter of a slot that is gone. */
export const forgetPlaces = async (trx: Knex, slotId: string): Promise<void> => {
  await queryPrepared(trx, 'delete from slot_counters where slot_id = ?', [slotId]);
};
