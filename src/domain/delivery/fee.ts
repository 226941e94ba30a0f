import { DomainError } from '../errors';
import type { Minor } from '../money';
import { share } from '../rounding';
import { distanceInHundredths } from './distance';
import type { Point } from './point';
import { smallestZoneAt, type Zone } from './zone';

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
  /** active areas with a fee of their own; those that cannot contain the destination may be absent */
  zones: Zone[];
};

/**
 * What a delivery costs. `distanceKm` is null while a place is not known; then the fee is an estimate, unless it is that
 * of a zone.
 */
export type DeliveryFee = {
  fee: Minor;
  distanceKm: number | null;
  isEstimated: boolean;
  isFree: boolean;
  /** the document id of the zone whose fee it is, or would be below the threshold */
  zoneId: string | null;
};

/** What the distance costs, where it is known: in hundredths of a kilometre. */
const feeForDistance = (rules: DeliveryRules, hundredths: number | null): Minor => {
  if (hundredths === null) return rules.basePrice;
  const isNear = rules.freeRadiusKm !== null && hundredths / 100 <= rules.freeRadiusKm;
  return isNear ? 0 : rules.basePrice + share(rules.perKm, hundredths, 100);
};

const assertInRange = ({ maxKm }: DeliveryRules, distanceKm: number | null): void => {
  if (maxKm === null || distanceKm === null || distanceKm <= maxKm) return;
  throw new DomainError('out_of_range', undefined, { distanceKm, maxKm });
};

/** From which subtotal on delivery is free: a zone may only be more generous than its company. */
const freeFrom = ({ freeThreshold }: DeliveryRules, zone: Zone | null): Minor | null => {
  const thresholds = [freeThreshold, zone?.freeThreshold ?? null].filter((amount) => amount !== null);
  return thresholds.length === 0 ? null : Math.min(...thresholds);
};

/**
 * What delivery costs: nothing from the threshold on, the company's or the zone's, whichever is lower; else what the smallest zone around the destination says; else by
 * the great-circle distance to 0.01 km, or the base price where that is not known.
 * @param subtotal goods after promotions, before coupon and points
 * @throws DomainError `out_of_range`, `delivery_location_required`
 */
export const deliveryFee = (
  rules: DeliveryRules,
  destination: Point | null,
  subtotal: Minor,
): DeliveryFee => {
  if (!destination && rules.requireLocation) throw new DomainError('delivery_location_required');

  const hundredths = destination && rules.store ? distanceInHundredths(rules.store, destination) : null;
  const distanceKm = hundredths === null ? null : hundredths / 100;
  assertInRange(rules, distanceKm);

  const zone = destination && smallestZoneAt(rules.zones, destination);
  const freeThreshold = freeFrom(rules, zone);
  const isBigEnough = freeThreshold !== null && subtotal >= freeThreshold;
  const fee = isBigEnough ? 0 : (zone?.fee ?? feeForDistance(rules, hundredths));
  return {
    fee,
    distanceKm,
    isEstimated: distanceKm === null && !zone,
    isFree: fee === 0,
    zoneId: zone?.documentId ?? null,
  };
};
