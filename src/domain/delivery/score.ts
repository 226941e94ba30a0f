import { distanceInHundredths } from './distance';
import type { Point } from './point';

/** A driver as the shop knows them when an order is to be given to somebody. */
export type Candidate = {
  driverId: string;
  isActive: boolean;
  isOnDuty: boolean;
  /** where they were last, and when; null = never heard of */
  position: (Point & { at: Date }) | null;
  /** orders that they have now */
  load: number;
  /** orders that they can have at once */
  capacity: number;
  /** 1 to 5; null = nobody has rated them yet */
  rating: number | null;
  /** since when they have no order; null = they have one */
  idleSince: Date | null;
  deliveriesToday: number;
};

/** What is true for all drivers at an assignment. */
export type ScoreRules = { store: Point; radiusKm: number; now: Date };

/** A driver who can take an order, and how well it suits them: 0 to 1. */
export type Scored<C extends Candidate = Candidate> = { candidate: C; distanceKm: number; score: number };

/** A position that is older says nothing any more. */
export const FRESH_MS = 10 * 60_000;

/** For so long somebody is not asked again for an order that they said nothing to. */
export const ASKED_AGAIN_MS = 10 * 60_000;

/** Orders that a driver takes at once where nobody has said how many. */
export const USUAL_CAPACITY = 5;

const UNRATED = 4;
const BEST_RATING = 5;
const HOUR_MS = 60 * 60_000;

const weights = { nearness: 0.5, freedom: 0.25, rating: 0.15, idleness: 0.1 };

/** The distance of an eligible driver to the store; null for one who is not eligible. */
const eligibleDistance = (candidate: Candidate, { store, radiusKm, now }: ScoreRules): number | null => {
  const { isActive, isOnDuty, position, load, capacity } = candidate;
  if (!isActive || !isOnDuty || !position || load >= capacity) return null;
  if (now.getTime() - position.at.getTime() > FRESH_MS) return null;
  const distanceKm = distanceInHundredths(position, store) / 100;
  return distanceKm <= radiusKm ? distanceKm : null;
};

const scoreOf = (candidate: Candidate, distanceKm: number, { radiusKm, now }: ScoreRules): number => {
  const { load, capacity, rating, idleSince } = candidate;
  const idleHours = idleSince ? Math.max(0, now.getTime() - idleSince.getTime()) / HOUR_MS : 0;
  return (
    weights.nearness * (radiusKm > 0 ? 1 - distanceKm / radiusKm : 1) +
    weights.freedom * (1 - load / capacity) +
    weights.rating * ((rating ?? UNRATED) / BEST_RATING) +
    weights.idleness * Math.min(idleHours, 1)
  );
};

/** Scores that differ by less are the same but for the arithmetic. */
const SAME_SCORE = 1e-9;

const byMerit = (one: Scored, other: Scored): number => {
  if (Math.abs(one.score - other.score) > SAME_SCORE) return other.score - one.score;
  const busier = one.candidate.deliveriesToday - other.candidate.deliveriesToday;
  if (busier !== 0) return busier;
  return one.candidate.driverId < other.candidate.driverId ? -1 : 1;
};

/** The drivers who can take an order now, best first. */
export const rankDrivers = <C extends Candidate>(candidates: C[], rules: ScoreRules): Scored<C>[] =>
  candidates
    .flatMap((candidate) => {
      const distanceKm = eligibleDistance(candidate, rules);
      return distanceKm === null
        ? []
        : [{ candidate, distanceKm, score: scoreOf(candidate, distanceKm, rules) }];
    })
    .sort(byMerit);
