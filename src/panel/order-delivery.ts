import type { Place } from './delivery-area';

/** Why an assignment ended. */
export type AssignmentOutcome =
  | 'delivered'
  | 'refused'
  | 'timed_out'
  | 'reassigned'
  | 'withdrawn'
  | 'failed'
  | 'returned'
  | 'order_cancelled';

/** One driver with an order, and how it went; moments are ISO. */
export type ShownAssignment = {
  documentId: string;
  driver: { documentId: string; name: string | null };
  status: 'assigned' | 'picked' | 'delivered' | 'cancelled';
  givenBy: 'staff' | 'automatic' | 'offer';
  outcome: AssignmentOutcome | null;
  /** the driver's own words, for a refusal or a failure */
  reason: string | null;
  assignedAt: string;
  respondBy: string | null;
  acceptedAt: string | null;
  pickedAt: string | null;
  outAt: string | null;
  failedAt: string | null;
  deliveredAt: string | null;
  endedAt: string | null;
  plannedKm: number | null;
};

/** A picture that a driver has taken as a proof. */
export type ShownProof = {
  kind: 'photo' | 'signature';
  /** where it is for who has a token of the API */
  url: string;
  at: string;
  driver: { documentId: string; name: string | null };
};

/** Somebody who could bring an order. */
export type AvailableDriver = {
  documentId: string;
  name: string;
  onDuty: boolean;
  load: number;
  capacity: number;
  position: (Place & { at: string }) | null;
  /** from where they were last to the store; null where either is unknown */
  distanceKm: number | null;
};

/** How an order is brought. */
export type OrderDelivery = {
  /** every driver who had it, the first one first */
  assignments: ShownAssignment[];
  proofs: ShownProof[];
  /** wrong codes that were said at the door; null where the order has no code */
  code: { wrong: number; isLocked: boolean } | null;
  /** whether every driver on duty is asked for it */
  isOffered: boolean;
  /** a driver brings its goods back, and nobody has noted yet that they are here */
  awaitsGoods: boolean;
};
