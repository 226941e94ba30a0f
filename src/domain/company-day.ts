const bareDate = /^\d{4}-\d{2}-\d{2}$/;

const offsetMinutes = (instant: Date, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return Math.round((local - instant.getTime()) / 60_000);
};

const MINUTE = 60_000;

/** The first instant of a day: midnight, or what follows it where clocks go forward at midnight. */
const startOfDay = (date: string, timeZone: string): Date => {
  const utc = new Date(`${date}T00:00:00Z`).getTime();
  const guess = utc - offsetMinutes(new Date(utc), timeZone) * MINUTE;
  const offset = offsetMinutes(new Date(guess), timeZone);
  const midnight = utc - offset * MINUTE;
  const exists = offsetMinutes(new Date(midnight), timeZone) === offset;
  return new Date(exists ? midnight : Math.max(guess, midnight));
};

const DAY = 86_400_000;

/** The date so many days after a date. */
export const daysAfter = (date: string, days: number): string =>
  new Date(new Date(`${date}T00:00:00Z`).getTime() + days * DAY).toISOString().slice(0, 10);

/** The date that a calendar on the wall shows at an instant. */
export const localDay = (instant: Date, timeZone: string): string =>
  new Date(instant.getTime() + offsetMinutes(instant, timeZone) * MINUTE).toISOString().slice(0, 10);

/**
 * The instant at which a clock on the wall shows a time: the first one where clocks go back and show it twice; where
 * they go forward and skip it, the one that they would have shown by then.
 * @param minutes since midnight, by the clock; 1,440 is the midnight that follows
 */
export const localInstant = (date: string, minutes: number, timeZone: string): Date => {
  const utc = new Date(`${date}T00:00:00Z`).getTime() + minutes * MINUTE;
  const [before, after] = [utc - DAY, utc + DAY].map((near) => offsetMinutes(new Date(near), timeZone));
  const candidates = [before, after].map((offset) => ({
    offset,
    at: new Date(utc - (offset ?? 0) * MINUTE),
  }));
  const shown = candidates.find(({ offset, at }) => offsetMinutes(at, timeZone) === offset) ?? candidates[0];
  if (!shown) throw new Error('a zone has an offset at every instant');
  return shown.at;
};

/** The instant a start date means: a bare date begins at midnight in the store's time zone (D11). */
export const startInstant = (text: string, timeZone: string): Date =>
  bareDate.test(text) ? startOfDay(text, timeZone) : new Date(text);

/** The instant an end date means: a bare date ends with that day in the store's time zone (D11). */
export const endInstant = (text: string, timeZone: string): Date =>
  bareDate.test(text) ? startOfDay(daysAfter(text, 1), timeZone) : new Date(text);

/** A half-open span of time. */
export type Span = { from: Date; to: Date };

/** From the first to the last instant of several days, both named days included. */
export const spanOf = (first: string, last: string, timeZone: string): Span => ({
  from: startInstant(first, timeZone),
  to: endInstant(last, timeZone),
});

/** The first day of the week of a day: its Monday. */
export const firstOfWeek = (day: string): string => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return daysAfter(day, -((weekday + 6) % 7));
};

/** The first day of the month of a day. */
export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;
