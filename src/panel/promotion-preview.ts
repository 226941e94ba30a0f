/** A product that can be put into the cart of a preview, and the units that it is sold in. */
export type PreviewProduct = {
  documentId: string;
  title: string | null;
  units: { documentId: string; name: string | null; unitValue: number; isDefault: boolean }[];
};

/** Who took how much off a line, in major units. */
export type PreviewAdjustment = { kind: string; id: string | null; amount: number };

/** A line of a quote as the panel shows it. */
export type PreviewLine = {
  id: string;
  title: string | null;
  unitName: string | null;
  unitValue: number;
  quantity: number;
  shelf: number;
  net: number;
  adjustments: PreviewAdjustment[];
};

/** What the panel shows of a quote; amounts are in major units. */
export type PreviewQuote = {
  currency: string;
  cart: PreviewLine[];
  subtotal: number;
  promotion_discount: number;
  delivery_fee: number;
  total: number;
};

/** A cart that cannot be priced, and why. */
export type PreviewRefusal = { error: { code: string; message: string } };

/** What a cart costs now, and at another time. */
export type PromotionPreviewAnswer = {
  now: PreviewQuote | PreviewRefusal;
  then: PreviewQuote | PreviewRefusal;
  difference: { subtotal: number; promotion_discount: number; delivery_fee: number; total: number } | null;
};
