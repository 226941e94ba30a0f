import { DomainError } from '../errors';
import type { Minor } from '../money';
import { share } from '../rounding';
import { distanceInHundredths } from './distance';

/** A place on the globe, in degrees. */
export type Point = { latitude: number; longitude: number };

/** What delivery costs, and how far it goes. null = off. */
export type DeliveryRules = {
  basePrice: Minor;
  perKm: Minor;
  freeRadiusKm: number | null;
  maxKm: number | null;
  /** from this subtotal on delivery is free */
  freeThreshold: Minor | null;
  requireLocation: boolean;
  store: Point | null;
};

/** What a delivery costs. `distanceKm` is null, and the fee an estimate, while a place is not known. */
export type DeliveryFee = {
  fee: Minor;
  distanceKm: number | null;
  isEstimated: boolean;
  isFree: boolean;
};

const feeForDistance = (rules: DeliveryRules, hundredths: number, isBigEnough: boolean): Minor => {
  const isNear = rules.freeRadiusKm !== null && hundredths / 100 <= rules.freeRadiusKm;
  return isNear || isBigEnough ? 0 : rules.basePrice + share(rules.perKm, hundredths, 100);
};

/**
 * What delivery costs by the great-circle distance to 0.01 km; the base price where it is not known.
 * @param subtotal goods after promotions, before coupon and points
 * @throws DomainError `out_of_range`, `delivery_location_required`
 */
export const deliveryFee = (
  rules: DeliveryRules,
  destination: Point | null,
  subtotal: Minor,
): DeliveryFee => {
  if (!destination && rules.requireLocation) throw new DomainError('delivery_location_required');

  const isBigEnough = rules.freeThreshold !== null && subtotal >= rules.freeThreshold;
  if (!destination || !rules.store) {
    const fee = isBigEnough ? 0 : rules.basePrice;
    return { fee, distanceKm: null, isEstimated: true, isFree: fee === 0 };
  }
  const hundredths = distanceInHundredths(rules.store, destination);
  const distanceKm = hundredths / 100;
  if (rules.maxKm !== null && distanceKm > rules.maxKm) {
    throw new DomainError('out_of_range', undefined, { distanceKm, maxKm: rules.maxKm });
  }
  const fee = feeForDistance(rules, hundredths, isBigEnough);
  return { fee, distanceKm, isEstimated: false, isFree: fee === 0 };
};
