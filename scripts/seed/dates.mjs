const DAY = 24 * 60 * 60 * 1000;

/**
 * A time some days from another, as text for a `timestamp` column in UTC, at the full hour.
 *
 * @param {Date} now
 * @param {number} days negative for the past
 */
export function daysFrom(now, days) {
  const time = new Date(now.getTime() + days * DAY);
  time.setUTCMinutes(0, 0, 0);
  return time.toISOString().slice(0, -1);
}
