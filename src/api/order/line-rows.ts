import type { PricedCart, PricedItem } from '../../domain/pricing/cart';
import { type LoadedCart, type LoadedGood, loadedGoods } from './cart-store';

/** A line of an order as its table has it, amounts in minor units; the goods of a combo line are its components. */
export type LineRow = {
  line: number;
  component: number;
  product_id: string;
  unit_id: string;
  quantity: number;
  net: number;
  [column: string]: unknown;
};

type Place = { line: number; component: number };

/** What a line freezes of the good: the price of tomorrow is no concern of today's order. */
export const frozenGoods = (good: LoadedGood): Record<string, unknown> => ({
  category_id: good.categoryId,
  sku: good.sku,
  title_en: good.titleEn,
  title_ar: good.titleAr,
  unit_name_en: good.unitNameEn,
  unit_name_ar: good.unitNameAr,
  image: good.image,
  unit_type: good.unitType,
  unit_value: good.unitValue,
  pack_qty: good.packQty,
  unit_cost: good.cost,
});

const rowOf = (place: Place, item: PricedItem, good: LoadedGood, combo: object | null): LineRow => ({
  ...place,
  product_id: item.good.productId,
  unit_id: item.good.unitId,
  ...frozenGoods(good),
  quantity: item.quantity,
  ordered_quantity: item.quantity,
  unit_price: item.good.price,
  shelf: item.shelf,
  promotion_discount: item.promotionDiscount,
  discount: item.discount,
  net: item.net,
  vat: item.vat,
  vat_rate: item.vatRate,
  adjustments: item.adjustments,
  ...combo,
});

/** The lines of a priced cart, numbered from 1, with everything that is frozen in them. */
export const lineRowsOf = ({ lines }: PricedCart, loaded: LoadedCart): LineRow[] => {
  const goodOf = loadedGoods(loaded);
  return lines.flatMap((line, index) => {
    const place = { line: index + 1, component: 0 };
    if (line.kind === 'plain') return [rowOf(place, line.item, goodOf(line.item), null)];
    const combo = {
      combo_promotion_id: line.promotionId,
      combo_quantity: line.quantity,
      combo_price: line.comboPrice,
    };
    return line.items.map((item, at) => rowOf({ ...place, component: at + 1 }, item, goodOf(item), combo));
  });
};
