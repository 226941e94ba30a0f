import type { Response } from 'supertest';
import { api, type RequestOptions, sql } from './application';
import { create, newProduct, type ProductItem, type Shop } from './catalogue';

/** A line of an order as clients see it. */
export interface OrderLine {
  id: string;
  productId: string;
  selectedUnitId: string;
  quantity: number;
  price: number;
  net: number;
  vat: number;
  adjustments: { kind: string; id: string | null; amount: number }[];
  [field: string]: unknown;
}

/** An order as clients see it. */
export interface OrderItem {
  documentId: string;
  invoice: number;
  cart: OrderLine[];
  order_status: string;
  delivery_status: string;
  payment_status: string;
  subtotal: number;
  discount: number;
  delivery_fee: number;
  vat: number;
  total: number;
  timeline: { seq: number; kind: string; actor: { kind: string }; data: Record<string, unknown> }[];
  [field: string]: unknown;
}

export const recipient = {
  name: 'Layla Mansour',
  email: 'layla@saptmarkets.test',
  contact: '+966500000001',
  address: 'King Fahd Road 1',
  city: 'Riyadh',
  country: 'SA',
  zipCode: '12211',
};

/** The body of an order, paid at the door. */
export const orderOf = (cart: object[], overrides: object = {}): Record<string, unknown> => ({
  cart,
  user_info: recipient,
  payment_method: 'cod',
  ...overrides,
});

/** A line for so many of a product's default unit. */
export const line = ({ documentId }: { documentId: string }, quantity = 1): object => ({
  productId: documentId,
  quantity,
});

/** A product of which so much lies at the default location, sold by the piece for 2.50. */
export const stocked = (shop: Shop, qty: number, overrides: object = {}): Promise<ProductItem> =>
  newProduct(shop, { stock: [{ locationId: 1, qty }], ...overrides });

export const place = (
  { options }: { options: RequestOptions },
  cart: object[],
  overrides: object = {},
  headers: Record<string, string> = {},
) => api.post('/api/order', orderOf(cart, overrides), { ...options, headers });

/** Places an order that has to go well. */
export const placed = async (
  customer: { options: RequestOptions },
  cart: object[],
  overrides: object = {},
): Promise<OrderItem> => {
  const response = await place(customer, cart, overrides);
  if (response.status !== 201) throw new Error(`POST /order: ${response.status} ${response.text}`);
  return response.body.data as OrderItem;
};

export const quoted = async (
  options: RequestOptions,
  cart: object[],
  overrides: object = {},
): Promise<OrderItem> => {
  const response = await api.post('/api/order/quote', { cart, ...overrides }, options);
  if (response.status !== 200) throw new Error(`POST /order/quote: ${response.status} ${response.text}`);
  return response.body.data as OrderItem;
};

/** Staff change an order. */
export const change = (shop: Shop, { documentId }: { documentId: string }, body: object) =>
  api.put(`/api/order/${documentId}`, body, shop.staff);

/** Moves an order on to a status, one step after the other. */
export const moveTo = async (shop: Shop, order: { documentId: string }, ...statuses: string[]) => {
  let last: Response | null = null;
  for (const order_status of statuses) last = await change(shop, order, { order_status }).expect(200);
  return last?.body.data as OrderItem;
};

/** What lies of a product, in basic units. */
export const stockOf = async (productId: string): Promise<{ onHand: number; reserved: number }> => {
  const { rows } = await sql.query<{ on_hand: string; reserved: string }>(
    'select sum(on_hand) as on_hand, sum(reserved) as reserved from stock_levels where product_id = $1',
    [productId],
  );
  return { onHand: Number(rows[0]!.on_hand) / 1_000, reserved: Number(rows[0]!.reserved) / 1_000 };
};

/** What the ledger says lies of a product: it must be what lies there. */
export const expectStockTrue = async (productId: string): Promise<void> => {
  const { rows } = await sql.query<{ on_hand: string; reserved: string }>(
    `select coalesce(sum(on_hand_delta), 0) as on_hand, coalesce(sum(reserved_delta), 0) as reserved
       from stock_movements where product_id = $1`,
    [productId],
  );
  expect(await stockOf(productId)).toEqual({
    onHand: Number(rows[0]!.on_hand) / 1_000,
    reserved: Number(rows[0]!.reserved) / 1_000,
  });
};

/** Everything that an order could leave behind in a company. */
export const traces = async ({ company }: Shop): Promise<Record<string, string>> => {
  const { rows } = await sql.query<Record<string, string>>(
    `select (select count(*) from orders where company_code = $1) as orders,
            (select count(*) from order_lines where company_code = $1) as lines,
            (select count(*) from order_events where company_code = $1) as events,
            (select count(*) from stock_movements where company_code = $1) as movements,
            (select count(*) from redemptions where company_code = $1) as redemptions,
            (select count(*) from points_movements where company_code = $1) as points,
            (select coalesce(sum(reserved), 0) from stock_levels where company_code = $1) as reserved,
            (select coalesce(sum(total_orders), 0) from customer_counters where company_code = $1) as counted,
            (select coalesce(sum(last), 0) from invoice_counters where company_code = $1) as invoice`,
    [company.code],
  );
  return rows[0]!;
};

/** What is counted of a customer; money in minor units. */
export const countersOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query<{ loyalty_points: string; total_orders: number; total_spent: string }>(
    'select loyalty_points, total_orders, total_spent from customer_counters where customer_id = $1',
    [documentId],
  );
  const [row] = rows;
  return {
    points: Number(row!.loyalty_points),
    orders: row!.total_orders,
    spent: Number(row!.total_spent),
  };
};

/** A coupon of a company, made as staff. */
export const newCoupon = (shop: Shop, body: object) =>
  create(shop, '/coupon', { type: 'fixed', value: 5, ...body });
