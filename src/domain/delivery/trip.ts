import type { Drive } from './eta';

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
  /** when it is over */
  estimate: Date;
};

/** When a trip starts, what it is now, and what a stop at a door takes. */
export type TripTimes = { leaving: Date; now: Date; handoverMinutes: number };

/** Full minutes: what is told of an arrival does not change with every second that a driver is faster or slower. */
export const upToTheMinute = (at: Date): Date => new Date(Math.ceil(at.getTime() / MINUTE_MS) * MINUTE_MS);

/**
 * When the stops of a trip are over: the drives add up, with one handover a stop (D38) and the time that a driver waits
 * for somebody. What ought to be over by now is over now, and everything behind it later by as much.
 * @param drives to each stop from the one before, from where it starts to the first
 */
export const reckonTrip = (
  stops: Stop[],
  drives: Drive[],
  { leaving, now, handoverMinutes }: TripTimes,
): PlannedStop[] => {
  let over = leaving.getTime();
  return stops.map(({ orderId, notBefore }, index) => {
    const { km, minutes } = drives[index] ?? { km: 0, minutes: 0 };
    const arrival = Math.max(over + Math.round(minutes * MINUTE_MS), notBefore?.getTime() ?? 0);
    over = Math.max(arrival + handoverMinutes * MINUTE_MS, now.getTime());
    return { orderId, sequence: index + 1, km, estimate: new Date(over) };
  });
};
