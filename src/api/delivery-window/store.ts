import type { Knex } from 'knex';
import type { SlotTimes } from '../../domain/delivery/slot';
import { queryPrepared } from '../../postgres/prepared';
import type { Source } from '../../storefront/source';

/** Weekly windows of a company, for staff. */
export const windowSource: Source = {
  rows: () => `
    select w.document_id, w.id, w."from", w."to", w.capacity, coalesce(w.is_active, true) as is_active, w.created_at,
           json_build_object(
             'documentId', w.document_id, 'weekdays', w.weekdays, 'from', w."from", 'to', w."to",
             'cutoffMinutes', w.cutoff_minutes, 'capacity', w.capacity, 'isActive', coalesce(w.is_active, true),
             'createdAt', iso_instant(w.created_at), 'updatedAt', iso_instant(w.updated_at))::text as body
      from delivery_windows w join request on w.company_code = request.company_code`,
  columns: {
    from: { sql: '"from"', type: 'text' },
    to: { sql: '"to"', type: 'text' },
    capacity: { sql: 'capacity', type: 'number' },
    isActive: { sql: 'is_active', type: 'boolean' },
    createdAt: { sql: 'created_at', type: 'instant' },
  },
  defaultSort: '"from", id',
  rules: {
    filters: { from: 'text', to: 'text', capacity: 'number', isActive: 'boolean' },
    sorts: ['from', 'to', 'capacity', 'createdAt'],
    fields: [
      'documentId',
      'weekdays',
      'from',
      'to',
      'cutoffMinutes',
      'capacity',
      'isActive',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: [],
};

/** A window as its row says it; what was typed in the panel is checked by `storedWindow`. */
export type WindowRow = {
  documentId: string;
  weekdays: unknown;
  from: string | null;
  to: string | null;
  cutoffMinutes: number | null;
  capacity: number | null;
  isActive: boolean;
};

/** Holds a window as it is now, so that its slots are made by one writer at a time; null where it is gone. */
export const lockWindow = async (
  trx: Knex,
  companyCode: string,
  documentId: string,
): Promise<WindowRow | null> => {
  const [row] = await queryPrepared<WindowRow>(
    trx,
    `select document_id as "documentId", weekdays::json as weekdays, "from", "to", cutoff_minutes as "cutoffMinutes", capacity,
            is_active is not false as "isActive"
       from delivery_windows where document_id = ? and company_code = ? for update`,
    [documentId, companyCode],
  );
  return row ?? null;
};

/** All windows that are on, with their companies. */
export const findActiveWindows = (db: Knex): Promise<{ documentId: string; companyCode: string }[]> =>
  queryPrepared(
    db,
    `select document_id as "documentId", company_code as "companyCode" from delivery_windows
      where is_active is not false order by id`,
    [],
  );

/** The windows of a company. */
export const findWindows = async (db: Knex, companyCode: string): Promise<string[]> => {
  const rows = await queryPrepared<{ documentId: string }>(
    db,
    'select document_id as "documentId" from delivery_windows where company_code = ? order by id',
    [companyCode],
  );
  return rows.map(({ documentId }) => documentId);
};

/**
 * Notes days as made.
 * @returns those that had not been
 */
export const claimDays = async (
  trx: Knex,
  companyCode: string,
  windowId: string,
  dates: string[],
): Promise<string[]> => {
  const rows = await queryPrepared<{ day: string }>(
    trx,
    `insert into delivery_window_days (window_id, day, company_code)
     select ?, day, ? from unnest(?::date[]) day
     on conflict (window_id, day) do nothing returning to_char(day, 'YYYY-MM-DD') as day`,
    [windowId, companyCode, dates],
  );
  return rows.map(({ day }) => day).sort();
};

/** A slot that is made of a window. */
export type MadeSlot = SlotTimes & { documentId: string };

/** Stores slots of a window; one that begins when another of the window does is left out. */
export const insertSlots = async (
  trx: Knex,
  window: { companyCode: string; documentId: string; capacity: number },
  slots: MadeSlot[],
): Promise<void> => {
  if (slots.length === 0) return;
  await queryPrepared(
    trx,
    `insert into delivery_slots (document_id, company_code, start, "end", cutoff, capacity, is_active, "window",
                                 created_at, updated_at, published_at)
     select document_id, ?, start at time zone 'utc', ending at time zone 'utc', cutoff at time zone 'utc', ?, true, ?,
            now() at time zone 'utc', now() at time zone 'utc', now() at time zone 'utc'
       from unnest(?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
            as made(document_id, start, ending, cutoff)
     on conflict ("window", start) where "window" is not null do nothing`,
    [
      window.companyCode,
      window.capacity,
      window.documentId,
      slots.map(({ documentId }) => documentId),
      slots.map(({ start }) => start),
      slots.map(({ end }) => end),
      slots.map(({ cutoff }) => cutoff),
    ],
  );
};

/** Removes the slots of a window that have not begun and that no order has; they are held, ids ascending. */
export const removeFreeSlots = async (trx: Knex, companyCode: string, windowId: string): Promise<void> => {
  await queryPrepared(
    trx,
    `select 1 from delivery_slots
      where "window" = ? and company_code = ? and start > now() at time zone 'utc' order by id for update`,
    [windowId, companyCode],
  );
  await queryPrepared(
    trx,
    `with gone as (
       delete from delivery_slots s
        where s."window" = ? and s.company_code = ? and s.start > now() at time zone 'utc'
          and not exists (select 1 from slot_counters c where c.slot_id = s.document_id and c.taken > 0)
       returning document_id)
     delete from slot_counters c using gone where c.slot_id = gone.document_id`,
    [windowId, companyCode],
  );
};

/** Forgets which days of a window were made, so that they are made anew. */
export const forgetDays = async (trx: Knex, windowId: string): Promise<void> => {
  await queryPrepared(trx, 'delete from delivery_window_days where window_id = ?', [windowId]);
};
