import { distanceInHundredths } from './distance';
import type { Point } from './point';

/** How a company reckons how long an order takes to the door. */
export type EtaRules = {
  preparationMinutes: number;
  /** how much longer the road is than the great circle */
  roadFactor: number;
  speedKmh: number;
  /** what a stop at a door takes */
  handoverMinutes: number;
};

/** What holds where a company has settled nothing else. */
export const defaultEtaRules: EtaRules = {
  preparationMinutes: 15,
  roadFactor: 1.3,
  speedKmh: 30,
  handoverMinutes: 5,
};

/** How a great-circle distance becomes a drive. */
export type RoadRules = Pick<EtaRules, 'roadFactor' | 'speedKmh'>;

/** A way on the road: kilometres, and minutes with their fraction. */
export type Drive = { km: number; minutes: number };

const MINUTES_PER_HOUR = 60;

/** Whole minutes, rounded up; 26.000000000000004 is 26, because the fraction is only what binary numbers cannot say. */
export const wholeMinutes = (minutes: number): number => Math.ceil(Math.round(minutes * 1e6) / 1e6);

/** What a great-circle distance is on the road. */
export const roadKm = (distanceKm: number, { roadFactor }: Pick<EtaRules, 'roadFactor'>): number =>
  distanceKm * roadFactor;

/** How long a great-circle distance takes on the road, in minutes with their fraction. */
export const drivingMinutes = (distanceKm: number, rules: RoadRules): number =>
  (roadKm(distanceKm, rules) / rules.speedKmh) * MINUTES_PER_HOUR;

/** The drive between two places as it is reckoned where nobody knows the roads. */
export const reckonedDrive = (from: Point, to: Point, rules: RoadRules): Drive => {
  const distanceKm = distanceInHundredths(from, to) / 100;
  return { km: roadKm(distanceKm, rules), minutes: drivingMinutes(distanceKm, rules) };
};

/** How long an order takes whose drive takes so many minutes: it is prepared, driven and handed over. */
export const etaOfDrive = (
  minutes: number,
  rules: Pick<EtaRules, 'preparationMinutes' | 'handoverMinutes'>,
): number => wholeMinutes(rules.preparationMinutes + minutes + rules.handoverMinutes);

/** How long an order takes to a door at a great-circle distance, in whole minutes, rounded up. */
export const etaMinutes = (distanceKm: number, rules: EtaRules): number =>
  etaOfDrive(drivingMinutes(distanceKm, rules), rules);
