import { kilometresBetween } from './distance';
import type { Point } from './point';

/** Where a phone says it was, and when. `accuracy` is in metres, null where the phone does not know. */
export type Position = Point & { accuracy: number | null; at: Date };

/** Why a point is not taken. */
export type Ignored = 'too_old' | 'in_the_future' | 'inaccurate' | 'duplicate' | 'too_fast';

/**
 * What became of the points of a body: those that are taken by time, the others by where they stood. `revived` are
 * doubted points of earlier bodies that are taken now, by time; `doubted` is what the next body may bear out.
 */
export type Sifted = {
  accepted: Position[];
  ignored: { index: number; reason: Ignored }[];
  revived: Position[];
  doubted: Position[];
};

/** What was known when points arrive, by time: taken points, and the doubted ones after the last of them. */
export type Known = { taken: Position[]; doubted: Position[] };

const SECOND = 1_000;
const OLDEST_MS = 24 * 60 * 60 * SECOND;
const FURTHEST_AHEAD_MS = 2 * 60 * SECOND;
const LEAST_ACCURATE_METRES = 100;
const FASTEST_KMH = 200;
const ENOUGH_WITNESSES = 3;

/** From what age on a point cannot be taken any more. */
export const oldestAt = (now: Date): Date => new Date(now.getTime() - OLDEST_MS);

/** Until when a point may be ahead. */
export const newestAt = (now: Date): Date => new Date(now.getTime() + FURTHEST_AHEAD_MS);

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

/** What is wrong with a point after the one before it. */
const complaintAfter = (before: Position | undefined, position: Position): Ignored | null => {
  if (!before) return null;
  if (before.at.getTime() === position.at.getTime()) return 'duplicate';
  return isTooFast(before, position) ? 'too_fast' : null;
};

/** A point of the body that is looked at; `index` is null for one of an earlier body. */
type Witness = { position: Position; index: number | null };

const byTime = (sent: Position[]): (Witness & { index: number })[] =>
  sent
    .map((position, index) => ({ position, index }))
    .sort((one, other) => one.position.at.getTime() - other.position.at.getTime() || one.index - other.index);

const isAfter = (one: Position, other: Position | undefined): boolean =>
  !other || one.at.getTime() > other.at.getTime();

/** Points that contradict the last one taken, one more; those that it contradicts itself are forgotten. */
const joined = (witnesses: Witness[], witness: Witness): Witness[] => {
  const last = witnesses.at(-1)?.position;
  if (!isAfter(witness.position, last)) return witnesses;
  return last && isTooFast(last, witness.position) ? [witness] : [...witnesses, witness];
};

/**
 * Sifts the points that a phone sent. They are looked at in order of time, wherever they stood in the body; each is
 * compared with the point before it, be that of this body or known before. Where the last one of all is contradicted
 * by three in a row that agree among themselves, it was the wrong one, and they are taken.
 * @param known the points taken before, from the one before the earliest of the sent ones on
 */
export const siftPositions = (sent: Position[], known: Known, now: Date): Sifted => {
  const accepted: Position[] = [];
  const revived: Position[] = [];
  const reasons = new Map<number, Ignored>();
  const lastTaken = known.taken.at(-1);
  let witnesses: Witness[] = known.doubted
    .filter((position) => isAfter(position, lastTaken))
    .map((position) => ({ position, index: null }));
  let before: Position | undefined;
  let next = 0;
  for (const witness of byTime(sent)) {
    const { position, index } = witness;
    const flaw = complaintOf(position, now);
    if (flaw) {
      reasons.set(index, flaw);
      continue;
    }
    for (let taken = known.taken[next]; taken && !isAfter(taken, position); taken = known.taken[next]) {
      if (isAfter(taken, before)) before = taken;
      next += 1;
    }
    const reason = complaintAfter(before, position);
    if (reason) reasons.set(index, reason);
    else {
      accepted.push(position);
      before = position;
    }
    if (!isAfter(position, lastTaken) || reason === 'duplicate') continue;
    witnesses = reason ? joined(witnesses, witness) : [];
    if (witnesses.length < ENOUGH_WITNESSES) continue;
    for (const believed of witnesses) {
      if (believed.index === null) revived.push(believed.position);
      else {
        accepted.push(believed.position);
        reasons.delete(believed.index);
      }
    }
    before = position;
    witnesses = [];
  }
  return {
    accepted,
    ignored: [...reasons]
      .map(([index, reason]) => ({ index, reason }))
      .sort((one, other) => one.index - other.index),
    revived,
    doubted: witnesses.map(({ position }) => position),
  };
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
