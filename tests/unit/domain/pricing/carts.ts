import type {
  CartLine,
  Coupon,
  Good,
  PricedCart,
  PricedItem,
  PriceRules,
  PricingInput,
  Promotion,
} from '../../../../src/domain/pricing/cart';
import { priceCart } from '../../../../src/domain/pricing/price-cart';

/** A piece that is sold one by one; prices are in minor units. */
export const piece = (productId: string, price: number, more: Partial<Good> = {}): Good => ({
  productId,
  unitId: `${productId}-unit`,
  price,
  packQty: 1_000_000,
  unitType: 'piece',
  step: null,
  vatRate: null,
  categoryIds: [],
  ...more,
});

/** Goods sold by the kilogram. */
export const byWeight = (productId: string, price: number, more: Partial<Good> = {}): Good =>
  piece(productId, price, { unitType: 'weight', ...more });

/** A line of so many sale units. */
export const line = (good: Good, units: number): CartLine => ({
  kind: 'plain',
  good,
  quantity: Math.round(units * 1000),
});

const promotion: Promotion = {
  id: 'promotion',
  type: 'discount',
  discountType: null,
  discountValue: null,
  requiredItemCount: null,
  comboPrice: null,
  buyQuantity: null,
  getQuantity: null,
  minimumOrder: null,
  maximumDiscount: null,
  priority: 0,
  isExhausted: false,
  productIds: [],
  categoryIds: [],
};

export const percentage = (id: string, discountValue: number, more: Partial<Promotion> = {}): Promotion => ({
  ...promotion,
  id,
  discountType: 'percentage',
  discountValue,
  ...more,
});

export const fixed = (id: string, discountValue: number, more: Partial<Promotion> = {}): Promotion => ({
  ...promotion,
  id,
  discountType: 'fixed',
  discountValue,
  ...more,
});

export const combo = (
  id: string,
  requiredItemCount: number,
  comboPrice: number,
  more: Partial<Promotion> = {},
): Promotion => ({ ...promotion, id, type: 'combo', requiredItemCount, comboPrice, ...more });

export const bogo = (
  id: string,
  buyQuantity: number | null,
  getQuantity: number | null,
  more: Partial<Promotion> = {},
): Promotion => ({ ...promotion, id, type: 'bogo', buyQuantity, getQuantity, ...more });

export const coupon = (more: Partial<Coupon> = {}): Coupon => ({
  id: 'coupon',
  code: 'SAVE10',
  type: 'percentage',
  value: 10,
  minimumOrder: null,
  maximumDiscount: null,
  startsAt: null,
  endsAt: null,
  isActive: true,
  isExhausted: false,
  isExhaustedForCustomer: false,
  productIds: [],
  categoryIds: [],
  ...more,
});

export const rules: PriceRules = {
  decimals: 2,
  vat: { rate: 15, inclusive: true },
  minimumOrder: null,
  loyalty: { earnPerUnit: 0, redeemValue: 0 },
  delivery: {
    basePrice: 0,
    perKm: 0,
    freeRadiusKm: null,
    maxKm: null,
    freeThreshold: null,
    requireLocation: false,
    store: null,
    zones: [],
  },
};

export const at = new Date('2026-03-01T09:00:00Z');

/** Prices lines with nothing else to it but what is named. */
export const price = (lines: CartLine[], more: Partial<PricingInput> = {}): PricedCart =>
  priceCart({
    lines,
    promotions: [],
    coupon: null,
    points: { asked: 0, balance: 0 },
    destination: null,
    rules,
    at,
    ...more,
  });

/** Everything that was priced, those in combo lines too. */
export const itemsOf = ({ lines }: PricedCart): PricedItem[] =>
  lines.flatMap((priced) => (priced.kind === 'plain' ? [priced.item] : priced.items));

/** What goods cost, line by line. */
export const nets = (cart: PricedCart): number[] => itemsOf(cart).map(({ net }) => net);

/** Code and details of a refusal; fails where there is none. */
export const refusalOf = (act: () => unknown): { code: string; details: unknown } => {
  try {
    act();
  } catch (error) {
    const { code, details } = error as { code: string; details: unknown };
    return { code, details };
  }
  throw new Error('nothing was refused');
};
