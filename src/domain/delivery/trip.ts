import type { Drive } from './eta';
import { wholeMinutes } from './eta';

const MINUTE_MS = 60_000;

/** A stop of a trip. */
export type Stop = {
  orderId: string;
  /** before that nobody is there to take it: the beginning of its slot */
  notBefore: Date | null;
};

/** What is known of a stop once the trip is reckoned. */
export type PlannedStop = {
  orderId: string;
  /** 1 for the first */
  sequence: number;
  /** from the stop before */
  km: number;
  /** when it is over, to the minute */
  estimate: Date;
};

const later = (one: Date, other: Date | null): Date => (other && other > one ? other : one);

/**
 * When the stops of a trip are over: the drives add up, and one handover a stop (D38).
 * @param drives to each stop from the one before, from where it starts to the first
 * @param leaving when it starts
 */
export const reckonTrip = (
  stops: Stop[],
  drives: Drive[],
  leaving: Date,
  handoverMinutes: number,
): PlannedStop[] => {
  let minutes = 0;
  return stops.map(({ orderId, notBefore }, index) => {
    const { km, minutes: driven } = drives[index] ?? { km: 0, minutes: 0 };
    minutes += driven + handoverMinutes;
    const over = new Date(leaving.getTime() + wholeMinutes(minutes) * MINUTE_MS);
    return { orderId, sequence: index + 1, km, estimate: later(over, notBefore) };
  });
};
