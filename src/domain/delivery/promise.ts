import { etaMinutes, type EtaRules } from './eta';

const MINUTE = 60_000;

/**
 * When an order is promised to be there: by the end of its slot, else as soon as it can be (D38).
 * @returns null where it is not known how far it goes
 */
export const promisedDelivery = (
  slot: { end: Date } | null,
  distanceKm: number | null,
  rules: EtaRules,
  at: Date,
): Date | null => {
  if (slot) return slot.end;
  return distanceKm === null ? null : new Date(at.getTime() + etaMinutes(distanceKm, rules) * MINUTE);
};
