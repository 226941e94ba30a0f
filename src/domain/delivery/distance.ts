import type { Point } from './point';

/** Mean radius of the earth, in kilometres. */
export const EARTH_KM = 6371;

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The great-circle distance of two places in kilometres. */
export const kilometresBetween = (from: Point, to: Point): number => {
  const sine = (one: number, other: number): number => Math.sin(radians(other - one) / 2) ** 2;
  const height =
    sine(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * sine(from.longitude, to.longitude);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(height)));
};

/** The great-circle distance of two places in hundredths of a kilometre, rounded half up. */
export const distanceInHundredths = (from: Point, to: Point): number =>
  Math.round(kilometresBetween(from, to) * 100);
