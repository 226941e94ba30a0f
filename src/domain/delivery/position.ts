import { kilometresBetween } from './distance';
import type { Point } from './fee';

/** Where a phone says it was, and when. `accuracy` is in metres, null where the phone does not know. */
export type Position = Point & { accuracy: number | null; at: Date };

/** Why a point is not taken. */
export type Ignored = 'too_old' | 'in_the_future' | 'inaccurate' | 'duplicate' | 'too_fast';

/** What became of the points of a body: those that are taken by time, the others by where they stood. */
export type Sifted = { accepted: Position[]; ignored: { index: number; reason: Ignored }[] };

const SECOND = 1_000;
const OLDEST_MS = 24 * 60 * 60 * SECOND;
const FURTHEST_AHEAD_MS = 2 * 60 * SECOND;
const LEAST_ACCURATE_METRES = 100;
const FASTEST_KMH = 200;

/** From what age on a point cannot be taken any more. */
export const oldestAt = (now: Date): Date => new Date(now.getTime() - OLDEST_MS);

/** What is wrong with a point by itself. */
const complaintOf = ({ at, accuracy }: Position, now: Date): Ignored | null => {
  const age = now.getTime() - at.getTime();
  if (age > OLDEST_MS) return 'too_old';
  if (age < -FURTHEST_AHEAD_MS) return 'in_the_future';
  return accuracy !== null && accuracy > LEAST_ACCURATE_METRES ? 'inaccurate' : null;
};

/** Whether nobody drives from one point to the next in the time between them. */
const isTooFast = (from: Position, to: Position): boolean => {
  const hours = (to.at.getTime() - from.at.getTime()) / (3_600 * SECOND);
  return kilometresBetween(from, to) > FASTEST_KMH * hours;
};

/** Whichever of two points is the later one. */
const later = (one: Position | undefined, other: Position | undefined): Position | undefined => {
  if (!one || !other) return one ?? other;
  return one.at.getTime() > other.at.getTime() ? one : other;
};

/** What is wrong with a point after the one before it. */
const complaintAfter = (before: Position | undefined, position: Position): Ignored | null => {
  if (!before) return null;
  if (before.at.getTime() === position.at.getTime()) return 'duplicate';
  return isTooFast(before, position) ? 'too_fast' : null;
};

/**
 * Sifts the points that a phone sent. They are looked at in order of time, wherever they stood in the body; each is
 * compared with the point before it, be that of this body or known before.
 * @param known points taken before, in order of time: from the one before the earliest of the sent ones on
 */
export const siftPositions = (sent: Position[], known: Position[], now: Date): Sifted => {
  const accepted: Position[] = [];
  const ignored: Sifted['ignored'] = [];
  const byTime = sent
    .map((position, index) => ({ position, index }))
    .sort((one, other) => one.position.at.getTime() - other.position.at.getTime() || one.index - other.index);
  for (const { position, index } of byTime) {
    const knownBefore = known.findLast(({ at }) => at.getTime() <= position.at.getTime());
    const before = later(knownBefore, accepted.at(-1));
    const reason = complaintOf(position, now) ?? complaintAfter(before, position);
    if (reason) ignored.push({ index, reason });
    else accepted.push(position);
  }
  return { accepted, ignored: ignored.sort((one, other) => one.index - other.index) };
};

/** What a driver is doing, as far as it says how often their phone should tell where it is. */
export type Activity = {
  onDuty: boolean;
  /** orders that they have, and how many of these have left the store */
  orders: number;
  underWay: number;
};

const STILL_KM = 0.03;

const secondsFor = ({ onDuty, orders, underWay }: Activity): number => {
  if (underWay > 0) return 10;
  if (orders > 0) return 20;
  return onDuty ? 60 : 300;
};

/** Whether a phone has stayed where it was, from the first to the last of several points. */
const standsStill = (points: Position[]): boolean => {
  const [first] = points;
  return (
    first !== undefined &&
    points.length > 1 &&
    points.every((point) => kilometresBetween(first, point) <= STILL_KM)
  );
};

/**
 * After how many seconds the phone should tell again; half as often while it does not move.
 * @param points the last one known before, and those that were taken now, in order of time
 */
export const nextInterval = (activity: Activity, points: Position[]): number =>
  secondsFor(activity) * (standsStill(points) && activity.onDuty ? 2 : 1);
