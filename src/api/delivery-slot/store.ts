import type { Knex } from 'knex';
import type { Places, Slot } from '../../domain/delivery/slot';
import { queryPrepared } from '../../postgres/prepared';
import type { Source } from '../../storefront/source';

const available = 'greatest(s.capacity - coalesce(c.taken, 0), 0)';

/** Slots of a company, for staff. */
export const slotSource: Source = {
  rows: () => `
    select s.document_id, s.id, s.start, s."end", s.cutoff, s.capacity, coalesce(s.is_active, true) as is_active,
           s."window", s.created_at, coalesce(c.taken, 0) as taken, ${available} as available,
           json_build_object(
             'documentId', s.document_id, 'start', iso_instant(s.start), 'end', iso_instant(s."end"),
             'cutoff', iso_instant(s.cutoff), 'capacity', s.capacity, 'isActive', coalesce(s.is_active, true),
             'window', s."window", 'taken', coalesce(c.taken, 0), 'available', ${available},
             'createdAt', iso_instant(s.created_at), 'updatedAt', iso_instant(s.updated_at))::text as body
      from delivery_slots s
      join request on s.company_code = request.company_code
      left join slot_counters c on c.slot_id = s.document_id`,
  columns: {
    start: { sql: 'start', type: 'instant' },
    end: { sql: '"end"', type: 'instant' },
    cutoff: { sql: 'cutoff', type: 'instant' },
    capacity: { sql: 'capacity', type: 'number' },
    isActive: { sql: 'is_active', type: 'boolean' },
    window: { sql: '"window"', type: 'id' },
    taken: { sql: 'taken', type: 'number', required: true },
    available: { sql: 'available', type: 'number', required: true },
    createdAt: { sql: 'created_at', type: 'instant' },
  },
  defaultSort: 'start, id',
  rules: {
    filters: {
      start: 'instant',
      end: 'instant',
      cutoff: 'instant',
      capacity: 'number',
      isActive: 'boolean',
      window: 'id',
      taken: 'number',
      available: 'number',
    },
    sorts: ['start', 'end', 'cutoff', 'capacity', 'taken', 'available', 'createdAt'],
    fields: [
      'documentId',
      'start',
      'end',
      'cutoff',
      'capacity',
      'isActive',
      'window',
      'taken',
      'available',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: [],
};

/** A slot as it stands now. */
export type StoredSlot = Slot & Places & { documentId: string };

const slotColumns = `
  s.document_id as "documentId", s.start at time zone 'utc' as start, s."end" at time zone 'utc' as "end",
  s.cutoff at time zone 'utc' as cutoff, s.capacity, s.is_active is not false as "isActive",
  coalesce((select c.taken from slot_counters c where c.slot_id = s.document_id), 0) as taken`;

/** A slot of a company, or null. */
export const findSlot = async (
  db: Knex,
  companyCode: string,
  documentId: string,
): Promise<StoredSlot | null> => {
  const [slot] = await queryPrepared<StoredSlot>(
    db,
    `select ${slotColumns} from delivery_slots s where s.document_id = ? and s.company_code = ?`,
    [documentId, companyCode],
  );
  return slot ?? null;
};

/** Slots of a company that begin in a time, the earliest first. */
export const findSlotsBetween = (
  db: Knex,
  companyCode: string,
  from: Date,
  to: Date,
): Promise<StoredSlot[]> =>
  queryPrepared<StoredSlot>(
    db,
    `select ${slotColumns} from delivery_slots s
      where s.company_code = ? and s.start >= ?::timestamptz at time zone 'utc'
        and s.start < ?::timestamptz at time zone 'utc'
      order by s.start, s.id`,
    [companyCode, from, to],
  );

/** The days on which a company brings nothing. */
export const findClosedDays = async (db: Knex, companyCode: string): Promise<string[]> => {
  const [setting] = await queryPrepared<{ closedDays: string[] }>(
    db,
    `select coalesce(delivery_closed_days::json, '[]') as "closedDays" from settings where company_code = ?`,
    [companyCode],
  );
  return setting?.closedDays ?? [];
};
