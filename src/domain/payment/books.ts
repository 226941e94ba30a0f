import type { Minor } from '../money';

/** What came in for an order, and what of it went back, or is on its way back, because it was too much. */
export type Books = { received: Minor; givenBack: Minor };

/**
 * How the money of an order stands.
 * @param owed what its customer owes for it: its total, or nothing where it was cancelled before it was paid
 */
export const balanceOf = ({ received, givenBack }: Books, owed: Minor): { due: Minor; excess: Minor } => {
  const kept = received - givenBack;
  return { due: Math.max(owed - kept, 0), excess: Math.max(kept - owed, 0) };
};
