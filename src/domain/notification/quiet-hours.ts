import { daysAfter, localDay, localInstant } from '../company-day';

/** From when to when somebody wants silence, in minutes since midnight; `from` after `to` goes over midnight. */
export type QuietHours = { from: number; to: number };

/**
 * When quiet hours that hold at an instant will be over, by the clocks on the wall; where they show a time twice, by
 * the first of the two.
 * @returns null where it is not quiet
 */
export const quietUntil = (at: Date, { from, to }: QuietHours, timeZone: string): Date | null => {
  const today = localDay(at, timeZone);
  const length = from < to ? to : to + 24 * 60;
  for (const day of [daysAfter(today, -1), today]) {
    const begins = localInstant(day, from, timeZone);
    const ends = localInstant(day, length, timeZone);
    if (begins <= at && at < ends) return ends;
  }
  return null;
};

const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** @returns minutes since midnight; null for what is no time of a day such as 07:30 */
export const readClock = (text: string): number | null => {
  const [, hours, minutes] = CLOCK.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
};

/** A time of the day as a clock shows it: 07:30. */
export const clockText = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
