/** A price before and after, as people read it. */
export type PriceLineShown = {
  sku: string | null;
  title: string | null;
  unit: string;
  before: number;
  after: number;
};

/** What a change would do: sums are over one of each unit. */
export type PricePreview = {
  products: number;
  units: number;
  sumBefore: number;
  sumAfter: number;
  lines: PriceLineShown[];
  /** prices that would fall below zero, which no change does; the first of them, and how many */
  refused: PriceLineShown[];
  refusedCount: number;
};
