import { daysAfter, localDay, localInstant } from '../company-day';
import { DomainError } from '../errors';

/** A time in which orders are brought; from the cut-off on nobody may choose it any more. */
export type SlotTimes = { start: Date; end: Date; cutoff: Date };

export type Slot = SlotTimes & { isActive: boolean };

/** How many orders a slot takes, and how many it has. */
export type Places = { capacity: number; taken: number };

/** The days on which a shop brings nothing, as dates of its own calendar. */
export type Calendar = { closedDays: string[]; timeZone: string };

/** Which slots a week has. `weekdays` are 1–7 for Monday to Sunday, times are minutes since midnight. */
export type WeeklyWindow = {
  weekdays: number[];
  from: number;
  to: number;
  cutoffMinutes: number;
  isActive: boolean;
};

const MINUTE = 60_000;

/** Whether a slot is one of the shop's at all: on, and not on a day on which nothing is brought. */
const isKept = ({ start, isActive }: Slot, { closedDays, timeZone }: Calendar): boolean =>
  isActive && !closedDays.includes(localDay(start, timeZone));

/** Whether a slot can be chosen at an instant, if there is room in it. */
export const isOpen = (slot: Slot, at: Date, calendar: Calendar): boolean =>
  isKept(slot, calendar) && at < slot.cutoff && at < slot.start;

/** Places that are left; none where the capacity was lowered below what is taken. */
export const availableIn = ({ capacity, taken }: Places): number => Math.max(0, capacity - taken);

const closed = (): DomainError => new DomainError('slot_closed', 'the slot takes no more orders');

/** @throws DomainError `slot_closed` */
export const assertOpen = (slot: Slot, at: Date, calendar: Calendar): void => {
  if (!isOpen(slot, at, calendar)) throw closed();
};

/**
 * Staff may put an order into a slot after its cut-off, too, as long as it is not over.
 * @throws DomainError `slot_closed`
 */
export const assertOpenToStaff = (slot: Slot, at: Date, calendar: Calendar): void => {
  if (!isKept(slot, calendar) || at >= slot.end) throw closed();
};

/** @throws DomainError `slot_full` */
export const assertRoom = (places: Places): void => {
  if (availableIn(places) === 0) throw new DomainError('slot_full', 'the slot has no place left');
};

const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7;

/** The slot that a window has on a date; null where it has none, or clocks skip all of it. */
export const slotOn = (window: WeeklyWindow, date: string, timeZone: string): SlotTimes | null => {
  if (!window.isActive || !window.weekdays.includes(weekdayOf(date))) return null;
  const start = localInstant(date, window.from, timeZone);
  const end = localInstant(date, window.to, timeZone);
  if (end <= start) return null;
  return { start, end, cutoff: new Date(start.getTime() - window.cutoffMinutes * MINUTE) };
};

/** So many dates of a shop's calendar from an instant on, today first, without the closed ones. */
export const openDates = (at: Date, days: number, { closedDays, timeZone }: Calendar): string[] => {
  const today = localDay(at, timeZone);
  return Array.from({ length: days }, (_, index) => daysAfter(today, index)).filter(
    (date) => !closedDays.includes(date),
  );
};
