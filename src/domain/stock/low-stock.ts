import type { Thousandths } from '../quantity';

/** What there is of a product at a location, and how little of it is too little; in thousandths. */
export type Watched = {
  available: Thousandths;
  /** null where nobody wants to be told */
  threshold: Thousandths | null;
  /** whether it counted as low until now */
  wasLow: boolean;
};

const UNIT: Thousandths = 1_000;

/**
 * Whether a stock counts as low from now on. It becomes low at its threshold, and is over that only once there is a
 * quarter more, and at least one unit: a stock that goes up and down around its threshold is told of once.
 */
export const isLow = ({ available, threshold, wasLow }: Watched): boolean => {
  if (threshold === null) return false;
  if (!wasLow) return available <= threshold;
  return available * 4 < threshold * 5 || available < threshold + UNIT;
};

/** Those of several that change sides, and to which. */
export const crossings = <Place extends Watched>(
  places: Place[],
): { fallen: Place[]; recovered: Place[] } => {
  const crossed = places.filter((place) => isLow(place) !== place.wasLow);
  return {
    fallen: crossed.filter(({ wasLow }) => !wasLow),
    recovered: crossed.filter(({ wasLow }) => wasLow),
  };
};
