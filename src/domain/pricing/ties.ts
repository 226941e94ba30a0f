/** What stands in a cart or an order, as far as its place goes when others have an equal claim. */
export type Placed = {
  productId: string;
  unitId: string;
  /** of the combo line it stands in, and how that is composed */
  combo: { promotionId: string; key: string } | null;
};

const byText = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);

/** The order in which ties are decided: product, unit, then what stands in combo lines. */
export const byPlace = (one: Placed, other: Placed): number =>
  byText(one.productId, other.productId) ||
  byText(one.unitId, other.unitId) ||
  byText(one.combo?.promotionId ?? '', other.combo?.promotionId ?? '') ||
  byText(one.combo?.key ?? '', other.combo?.key ?? '');
