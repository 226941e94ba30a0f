import { endInstant, startInstant } from '../catalogue/company-day';

/** A half-open span of time. */
export type Span = { from: Date; to: Date };

/** A day as clocks in a time zone show it, as `2026-11-27`. */
export const dayIn = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    instant,
  );

/** From the first to the last instant of several days, both named days included. */
export const spanOf = (first: string, last: string, timeZone: string): Span => ({
  from: startInstant(first, timeZone),
  to: endInstant(last, timeZone),
});

const ONE_DAY = 86_400_000;

const moved = (day: string, days: number): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() + days * ONE_DAY).toISOString().slice(0, 10);

/** The week of a day, which begins on Monday: its first day. */
export const firstOfWeek = (day: string): string => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return moved(day, -((weekday + 6) % 7));
};

/** The first day of the month of a day. */
export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
