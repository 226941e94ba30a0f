import type { Adjustment, PricedCart, PricedItem, PricedLine } from '../../domain/pricing/cart';
import { toMajor } from '../../domain/money';
import { inLanguage, type Reader } from '../../storefront/reader';
import { presentZone } from '../delivery-zone/present';
import { type LoadedCart, type LoadedGood, loadedGoods } from './cart-store';
import { millionths } from './assemble';
import type { DeliveryPromise } from './promise';

const presentAdjustments = (adjustments: Adjustment[], decimals: number): object[] =>
  adjustments.map(({ kind, id, amount }) => ({ kind, id, amount: toMajor(amount, decimals) }));

/** The members that a line has of its good and its price, in the words of an order's `cart[]`. */
const presentItem = (
  { good, quantity, ...priced }: PricedItem,
  loaded: LoadedGood,
  reader: Reader,
): Record<string, unknown> => {
  const { decimals } = reader.company;
  const major = (amount: number): number => toMajor(amount, decimals);
  return {
    isCombo: false,
    productId: good.productId,
    selectedUnitId: good.unitId,
    title: inLanguage({ en: loaded.titleEn, ar: loaded.titleAr }, reader),
    sku: loaded.sku,
    image: loaded.image,
    category: loaded.categoryId,
    unitName: inLanguage({ en: loaded.unitNameEn, ar: loaded.unitNameAr }, reader),
    unitType: good.unitType,
    unitValue: loaded.unitValue,
    packQty: loaded.packQty,
    basePrice: toMajor(Math.round((good.price * 1e6) / millionths(loaded.packQty)), decimals),
    price: major(good.price),
    quantity: quantity / 1_000,
    shelf: major(priced.shelf),
    adjustments: presentAdjustments(priced.adjustments, decimals),
    promotion_discount: major(priced.promotionDiscount),
    discount: major(priced.discount),
    net: major(priced.net),
    vat: major(priced.vat),
    vatRate: priced.vatRate,
  };
};

const summed = (items: PricedItem[], of: (item: PricedItem) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);

const sumAdjustments = (items: PricedItem[]): Adjustment[] => {
  const sums = new Map<string, Adjustment>();
  for (const { kind, id, amount } of items.flatMap(({ adjustments }) => adjustments)) {
    const key = `${kind} ${id ?? ''}`;
    sums.set(key, { kind, id, amount: (sums.get(key)?.amount ?? 0) + amount });
  }
  return [...sums.values()];
};

const presentCombo = (
  line: Extract<PricedLine, { kind: 'combo' }>,
  id: string,
  loaded: LoadedCart,
  reader: Reader,
): object => {
  const { decimals } = reader.company;
  const major = (of: (item: PricedItem) => number): number => toMajor(summed(line.items, of), decimals);
  const goodOf = loadedGoods(loaded);
  const promotion = loaded.promotions.find((offer) => offer.id === line.promotionId);
  const words = { en: promotion?.nameEn ?? null, ar: promotion?.nameAr ?? null };
  const title = inLanguage(words, reader);
  const comboPrice = toMajor(line.comboPrice, decimals);
  const [rate, ...others] = new Set(line.items.map(({ vatRate }) => vatRate));
  return {
    id,
    isCombo: true,
    promotion: line.promotionId,
    title,
    price: comboPrice,
    comboPrice,
    quantity: line.quantity,
    shelf: major((item) => item.shelf),
    adjustments: presentAdjustments(sumAdjustments(line.items), decimals),
    promotion_discount: major((item) => item.promotionDiscount),
    discount: major((item) => item.discount),
    net: major((item) => item.net),
    vat: major((item) => item.vat),
    vatRate: others.length === 0 ? rate : null,
    comboDetails: {
      promotion: line.promotionId,
      name: title,
      quantity: line.quantity,
      comboPrice,
      saving: major((item) => item.promotionDiscount),
    },
    selectedProducts: line.items.map((item, place) => ({
      id: `${id}.${place + 1}`,
      ...presentItem(item, goodOf(item), reader),
    })),
  };
};

/**
 * A priced cart as `POST /order/quote` answers it: an order without what only an order has.
 * @param promise null where it is not about when something is brought
 */
export const presentQuote = (
  cart: PricedCart,
  loaded: LoadedCart,
  reader: Reader,
  promise: DeliveryPromise | null = null,
): object => {
  const { decimals, currency } = reader.company;
  const major = (amount: number): number => toMajor(amount, decimals);
  const goodOf = loadedGoods(loaded);
  return {
    currency,
    cart: cart.lines.map((line, index) =>
      line.kind === 'plain'
        ? { id: String(index + 1), ...presentItem(line.item, goodOf(line.item), reader) }
        : presentCombo(line, String(index + 1), loaded, reader),
    ),
    subtotal: major(cart.subtotal),
    promotion_discount: major(cart.promotionDiscount),
    discount: major(cart.discount),
    coupon_discount: major(cart.couponDiscount),
    points_discount: major(cart.pointsDiscount),
    points_used: cart.pointsUsed,
    points_earned: cart.pointsEarned,
    coupon: cart.couponId === null ? null : { documentId: cart.couponId, code: loaded.coupon?.code ?? null },
    promotions: cart.promotionIds,
    delivery_fee: major(cart.delivery.fee),
    delivery: {
      distanceKm: cart.delivery.distanceKm,
      estimated: cart.delivery.isEstimated,
      free: cart.delivery.isFree,
      zone: presentZone(cart.delivery.zoneId, loaded.zones, reader),
      ...(promise && { slot: promise.slot }),
    },
    ...(promise && { promised_delivery: promise.at }),
    vat: major(cart.vat),
    vat_inclusive: loaded.setting.vatInclusive,
    vat_by_rate: cart.vatGroups.map(({ rate, net, vat }) => ({ rate, net: major(net), vat: major(vat) })),
    total: major(cart.total),
  };
};
