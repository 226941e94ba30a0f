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

const dayAfter = (date: string): string =>
  new Date(new Date(`${date}T00:00:00Z`).getTime() + 86_400_000).toISOString().slice(0, 10);

/** The instant a start date means: a bare date begins at midnight in the store's time zone (D11). */
export const startInstant = (text: string, timeZone: string): Date =>
  bareDate.test(text) ? startOfDay(text, timeZone) : new Date(text);

/** The instant an end date means: a bare date ends with that day in the store's time zone (D11). */
export const endInstant = (text: string, timeZone: string): Date =>
  bareDate.test(text) ? startOfDay(dayAfter(text), timeZone) : new Date(text);
