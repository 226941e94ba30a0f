import { formatLocale } from '../offer/amount';

/** By ISO: Monday is the first day of the week, Sunday the seventh. */
export const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** Any Monday: days are named by it and those after it. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/** What a day of the week is called. */
export const weekdayName = (language: string, day: number, style: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(formatLocale(language), { weekday: style, timeZone: 'UTC' }).format(
    MONDAY + (day - 1) * DAY_MS,
  );
