import { DomainError } from '../../domain/errors';
import type { CartLine, ComboItem, Coupon, Good, PriceRules, Promotion } from '../../domain/pricing/cart';
import { toThousandths } from '../../domain/quantity';
import type { Flaw, LoadedCart, LoadedCoupon, LoadedGood, LoadedPromotion, Uses, Ware } from './cart-store';
import type { CartInput, GoodsInput } from './validation';

/** A product and unit that a body names, and where it names them. */
type Named = GoodsInput & { path: string };

const namedIn = (cart: CartInput): Named[] =>
  cart.flatMap((line, index) =>
    line.isCombo
      ? line.selectedProducts.map((item, place) => ({
          ...item,
          path: `cart.${index}.selectedProducts.${place}`,
        }))
      : [{ ...line, path: `cart.${index}` }],
  );

/** What a ware is found by. */
const keyOf = ({ productId, unitId }: Ware): string => `${productId} ${unitId ?? ''}`;

export const wareOf = ({ productId, selectedUnitId }: GoodsInput): Ware => ({
  productId,
  unitId: selectedUnitId ?? null,
});

/** The goods that a cart names, each once. */
export const waresOf = (cart: CartInput): Ware[] => [
  ...new Map(namedIn(cart).map((named) => [keyOf(wareOf(named)), wareOf(named)])).values(),
];

/** The promotions that combo lines name, each once. */
export const comboPromotionsOf = (cart: CartInput): string[] => [
  ...new Set(cart.flatMap((line) => (line.isCombo ? [line.promotion] : []))),
];

/** A flaw as clients are told of it: by place, product and unit. */
export type FlawedLine = { path: string; productId: string; selectedUnitId: string | null; reason: Flaw };

/** Finds what was loaded for what a cart names. */
export const goodsFinder = (cart: CartInput, { goods }: LoadedCart): ((ware: Ware) => LoadedGood) => {
  const byWare = new Map<string, LoadedGood>();
  waresOf(cart).forEach((ware, index) => {
    const good = goods[index];
    if (good) byWare.set(keyOf(ware), good);
  });
  return (ware) => {
    const good = byWare.get(keyOf(ware));
    if (!good) throw new Error(`product ${ware.productId} was not loaded`);
    return good;
  };
};

/** The lines that name what is not for sale. */
export const flawsIn = (cart: CartInput, loaded: LoadedCart): FlawedLine[] => {
  const find = goodsFinder(cart, loaded);
  return namedIn(cart).flatMap((named) => {
    const { flaw } = find(wareOf(named));
    if (!flaw) return [];
    const { productId, selectedUnitId = null, path } = named;
    return [{ path, productId, selectedUnitId, reason: flaw }];
  });
};

/** Basic units in one sale unit, as whole millionths. */
export const millionths = (packQty: number): number => Math.round(packQty * 1e6);

const goodOf = ({
  productId,
  unitId,
  price,
  packQty,
  unitType,
  step,
  vatRate,
  categoryIds,
}: LoadedGood): Good => ({
  productId,
  unitId,
  price,
  packQty: millionths(packQty),
  unitType,
  step,
  vatRate,
  categoryIds,
});

/**
 * Puts a cart together out of what was sent and what was loaded for it.
 * @throws ValidationError for quantities that the unit does not allow; DomainError `product_unavailable` with every
 * line that names what is not for sale
 */
export const assembleCart = (cart: CartInput, loaded: LoadedCart): CartLine[] => {
  const flaws = flawsIn(cart, loaded);
  if (flaws.length > 0) {
    throw new DomainError('product_unavailable', 'something in the cart is not for sale', { lines: flaws });
  }
  const find = goodsFinder(cart, loaded);
  const itemOf = (input: GoodsInput, path: string): ComboItem => {
    const good = goodOf(find(wareOf(input)));
    const quantity = toThousandths(`${path}.quantity`, input.quantity, good.unitType);
    return { good, quantity };
  };
  return cart.map((line, index): CartLine => {
    const path = `cart.${index}`;
    if (!line.isCombo) return { kind: 'plain', ...itemOf(line, path) };
    const { promotion, quantity, selectedProducts } = line;
    const items = selectedProducts.map((item, place) => itemOf(item, `${path}.selectedProducts.${place}`));
    return { kind: 'combo', promotionId: promotion, quantity, items };
  });
};

const usedUp = (used: number, limit: number | null): boolean => limit !== null && used >= limit;

const isExhausted = ({ used, usageLimitTotal }: Uses): boolean => usedUp(used, usageLimitTotal);

const isExhaustedForCustomer = ({ usedByCustomer, usageLimit }: Uses): boolean =>
  usedUp(usedByCustomer, usageLimit);

/** A promotion as pricing sees it. */
export const promotionOf = (loaded: LoadedPromotion): Promotion => ({
  ...loaded,
  isExhausted: isExhausted(loaded) || isExhaustedForCustomer(loaded),
});

const dateOf = (millis: number | null): Date | null => (millis === null ? null : new Date(millis));

/** A coupon as pricing sees it. */
export const couponOf = (loaded: LoadedCoupon): Coupon => ({
  ...loaded,
  startsAt: dateOf(loaded.startsAt),
  endsAt: dateOf(loaded.endsAt),
  isExhausted: isExhausted(loaded),
  isExhaustedForCustomer: isExhaustedForCustomer(loaded),
});

/** The shop's rules as pricing sees them. */
export const rulesOf = (
  { setting, zones }: Pick<LoadedCart, 'setting' | 'zones'>,
  decimals: number,
): PriceRules => ({
  decimals,
  vat: { rate: setting.vatRate, inclusive: setting.vatInclusive },
  minimumOrder: setting.minimumOrder,
  loyalty: { earnPerUnit: setting.earnPerUnit, redeemValue: setting.redeemValue },
  delivery: { ...setting.delivery, zones },
});
