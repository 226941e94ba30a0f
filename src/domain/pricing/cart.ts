import type { Minor } from '../money';
import type { Thousandths, UnitType } from '../quantity';
import type { DeliveryFee, DeliveryRules } from '../delivery/fee';
import type { Point } from '../delivery/point';

/** Basic units in one sale unit, in millionths, always whole: a carton of 12 is 12,000,000. */
export type Millionths = number;

/** A sale unit of a product with what pricing has to know of it. */
export type Good = {
  productId: string;
  unitId: string;
  /** of one sale unit */
  price: Minor;
  packQty: Millionths;
  unitType: UnitType;
  /** quantities are multiples of it; null where any is sold that the type of unit allows */
  step: Thousandths | null;
  /** per cent, two decimals at most; null = the shop's */
  vatRate: number | null;
  /** the categories of the product and everything above them */
  categoryIds: string[];
};

/** So much of a good; the quantity is in thousandths of the sale unit. */
export type PlainLine = { kind: 'plain'; good: Good; quantity: Thousandths };

/** What stands in one combo of a combo line. */
export type ComboItem = { good: Good; quantity: Thousandths };

/** Some combos, composed alike: `items` are those of one of them. */
export type ComboLine = { kind: 'combo'; promotionId: string; quantity: number; items: ComboItem[] };

export type CartLine = PlainLine | ComboLine;

/** Products ∪ products of the categories with all below them; both empty = everything. */
export type Scope = { productIds: string[]; categoryIds: string[] };

/** A promotion that is live, with its amounts in minor units. */
export type Promotion = Scope & {
  id: string;
  type: 'discount' | 'combo' | 'bogo';
  discountType: 'percentage' | 'fixed' | null;
  /** per cent (three decimals at most) or minor units */
  discountValue: number | null;
  requiredItemCount: number | null;
  comboPrice: Minor | null;
  buyQuantity: number | null;
  getQuantity: number | null;
  minimumOrder: Minor | null;
  maximumDiscount: Minor | null;
  priority: number;
  /** used as often as it may be, by all or by this customer */
  isExhausted: boolean;
};

/** A coupon, whatever its state. */
export type Coupon = Scope & {
  id: string;
  code: string;
  type: 'percentage' | 'fixed';
  /** per cent (three decimals at most) or minor units */
  value: number;
  minimumOrder: Minor | null;
  maximumDiscount: Minor | null;
  startsAt: Date | null;
  endsAt: Date | null;
  isActive: boolean;
  /** used as often as it may be by all */
  isExhausted: boolean;
  /** used as often as it may be by this customer */
  isExhaustedForCustomer: boolean;
};

/** How a company prices; amounts in minor units. */
export type PriceRules = {
  /** decimals of the currency: 0, 2 or 3 */
  decimals: number;
  vat: { rate: number; inclusive: boolean };
  minimumOrder: Minor | null;
  loyalty: {
    /** points for one major unit of goods */
    earnPerUnit: number;
    /** what a point is worth; 0 = points cannot be redeemed */
    redeemValue: Minor;
  };
  delivery: DeliveryRules;
};

/** Everything that a price depends on. */
export type PricingInput = {
  lines: CartLine[];
  promotions: Promotion[];
  /** null = none was asked for; `unknown` = the code that was sent belongs to none */
  coupon: Coupon | 'unknown' | null;
  points: { asked: number; balance: number };
  destination: Point | null;
  rules: PriceRules;
  at: Date;
};

/** Who took how much off a line; the amount is positive. `id` is null for points. */
export type Adjustment = { kind: 'promotion' | 'coupon' | 'points'; id: string | null; amount: Minor };

/** A good as priced. `net` = shelf − promotionDiscount − discount; `vat` is within it where prices are inclusive. */
export type PricedItem = {
  good: Good;
  quantity: Thousandths;
  /** unit price × quantity */
  shelf: Minor;
  adjustments: Adjustment[];
  promotionDiscount: Minor;
  /** coupon and points */
  discount: Minor;
  net: Minor;
  vat: Minor;
  /** per cent */
  vatRate: number;
};

/** A line as priced; the items of a combo line are those of all its combos together. */
export type PricedLine =
  | { kind: 'plain'; item: PricedItem }
  | { kind: 'combo'; promotionId: string; quantity: number; comboPrice: Minor; items: PricedItem[] };

/**
 * The VAT of everything taxed at one rate, the delivery fee within the shop's own. `net` is without it, so that
 * net + vat over all groups is the total.
 */
export type VatGroup = { rate: number; net: Minor; vat: Minor };

/** A cart as priced, in the order of the request; equal goods are one line, where the first of them stood. */
export type PricedCart = {
  lines: PricedLine[];
  /** the shelf price of everything */
  shelf: Minor;
  /** goods after promotions */
  subtotal: Minor;
  promotionDiscount: Minor;
  couponDiscount: Minor;
  pointsDiscount: Minor;
  /** coupon + points */
  discount: Minor;
  pointsUsed: number;
  /** what delivery will earn */
  pointsEarned: number;
  delivery: DeliveryFee & { vat: Minor };
  vat: Minor;
  vatGroups: VatGroup[];
  total: Minor;
  /** the promotions that took something, ids ascending; each is one use */
  promotionIds: string[];
  couponId: string | null;
};
