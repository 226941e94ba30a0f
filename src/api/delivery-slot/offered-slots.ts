import type { Knex } from 'knex';
import { daysAfter, endInstant, localDay, startInstant } from '../../domain/company-day';
import { availableIn, isOpen } from '../../domain/delivery/slot';
import type { Company } from '../../tenancy/company';
import { findClosedDays, findSlotsBetween } from './store';

/** A slot that a customer may choose; `available` is 0 for a full one. */
export type OfferedSlot = {
  documentId: string;
  start: Date;
  end: Date;
  cutoff: Date;
  available: number;
};

const COMING_DAYS = 7;

/**
 * The slots that a customer may choose now, the earliest first, with those that are full.
 * @param date of the store's calendar; null = today and the six days after it
 */
export const offeredSlots = async (
  db: Knex,
  { code, timezone }: Pick<Company, 'code' | 'timezone'>,
  date: string | null,
): Promise<OfferedSlot[]> => {
  const now = new Date();
  const first = date ?? localDay(now, timezone);
  const last = date ?? daysAfter(first, COMING_DAYS - 1);
  const calendar = { closedDays: await findClosedDays(db, code), timeZone: timezone };
  const slots = await findSlotsBetween(db, code, startInstant(first, timezone), endInstant(last, timezone));
  return slots
    .filter((slot) => isOpen(slot, now, calendar))
    .map((slot) => ({
      documentId: slot.documentId,
      start: slot.start,
      end: slot.end,
      cutoff: slot.cutoff,
      available: availableIn(slot),
    }));
};
