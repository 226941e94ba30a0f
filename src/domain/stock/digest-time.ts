import { localDay, localInstant } from '../company-day';

/**
 * The day for which a daily mail is due at an instant, because its hour has come by the clock of the company; null before
 * that.
 */
export const digestDay = (at: Date, hour: number, timeZone: string): string | null => {
  const day = localDay(at, timeZone);
  return at >= localInstant(day, hour * 60, timeZone) ? day : null;
};
