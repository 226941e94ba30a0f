import type { Minor } from '../money';

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
