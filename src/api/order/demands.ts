import type { CartLine, ComboItem } from '../../domain/pricing/cart';
import { demandOf, type Portion } from '../../domain/stock/demand';
import type { Demand } from '../../domain/stock/reservation';
import type { LoadedCart } from './cart-store';

type Goods = Pick<ComboItem, 'good' | 'quantity'>;

/** All goods of a line, as much of each as all its combos take. */
export const goodsOfLine = (line: CartLine): Goods[] =>
  line.kind === 'plain'
    ? [line]
    : line.items.map(({ good, quantity }) => ({ good, quantity: quantity * line.quantity }));

const portionOf = ({ good: { productId, packQty }, quantity }: Goods): Portion => ({
  productId,
  packQty,
  quantity,
});

/** What goods take out of the stock together, product by product. */
export const demandsOf = (goods: Goods[], loaded: LoadedCart): Demand[] => {
  const onBackorder = new Set(
    loaded.goods.flatMap(({ backorder, productId }) => (backorder ? [productId] : [])),
  );
  return [...demandOf(goods.map(portionOf))].map(([productId, quantity]) => ({
    productId,
    quantity,
    backorder: onBackorder.has(productId),
  }));
};
