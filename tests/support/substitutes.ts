import { api, sql } from './application';
import { newProduct, type ProductItem, type Shop } from './catalogue';
import { stocked } from './orders';

/** Something to order, and what can go in its place: as pieces for 4.00, and by weight. */
export interface Larder {
  milk: ProductItem;
  laban: ProductItem;
  dates: ProductItem;
}

export const newLarder = async (shop: Shop, laban = 10): Promise<Larder> => ({
  milk: await stocked(shop, 20, { cost: 1 }),
  laban: await stocked(shop, laban, {
    title: { en: 'Laban', ar: 'لبن' },
    cost: 3,
    sku: 'LABAN-1',
    units: [{ unitId: shop.piece, unitValue: 1, price: 4 }],
  }),
  dates: await newProduct(shop, {
    title: { en: 'Dates', ar: 'تمر' },
    basicUnit: shop.kilo,
    units: [{ unitId: shop.kilo, unitValue: 1, price: 20 }],
    stock: [{ locationId: 1, qty: 5 }],
  }),
});

/** Staff put an order together. */
export const pick = (
  shop: Shop,
  { documentId }: { documentId: string },
  lines: object[],
  more: object = {},
) => api.post(`/api/order/${documentId}/pick`, { lines, ...more }, shop.staff);

/** So much of another product in the place of a line. */
export const instead = ({ documentId }: ProductItem, quantity: number, line = '1'): object => ({
  line,
  quantity,
  substitute: { productId: documentId },
});

/** How many basic units of products count as sold, in their order. */
export const salesOf = async (...products: ProductItem[]): Promise<number[]> => {
  const { rows } = await sql.query<{ product_id: string; sales: string }>(
    'select product_id, sales from product_counters where product_id = any($1)',
    [products.map(({ documentId }) => documentId)],
  );
  const sales = new Map(rows.map((row) => [row.product_id, Number(row.sales)]));
  return products.map(({ documentId }) => sales.get(documentId) ?? 0);
};
