import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { PricedCart } from '../../domain/pricing/cart';
import { readPrepared } from '../../storefront/prepared';
import type { Actor } from './event-store';
import type { LineRow } from './line-rows';

/** Who gets the goods, and where, as it is kept with the order. */
export type UserInfo = {
  name: string;
  email: string | null;
  contact: string | null;
  address: string | null;
  city: string | null;
  country: string | null;
  zipCode: string | null;
  deliveryLocation: { latitude: number; longitude: number; accuracy: number | null } | null;
};

/** An order as it is to be stored; amounts are in minor units of its currency. */
export type NewOrder = {
  documentId: string;
  companyCode: string;
  customerId: string | null;
  paymentMethod: string;
  userInfo: UserInfo;
  language: 'en' | 'ar';
  currency: string;
  decimals: number;
  vatInclusive: boolean;
  /** per cent: the shop's own rate */
  vatRate: number;
  /** points for a major unit of goods, and what a point is worth */
  earnRate: number;
  redeemValue: Minor;
  couponCode: string | null;
  notes: string | null;
  /** when it is cancelled unless it is paid */
  expiresAt: Date | null;
  /** the first invoice number of the company */
  invoiceStart: number;
};

/** The columns of an order that its price fills; both a new order and an edited one have them from here. */
export const priceColumns = (cart: PricedCart): Record<string, Minor | boolean | string | null> => ({
  subtotal: cart.subtotal,
  promotion_discount: cart.promotionDiscount,
  discount: cart.discount,
  coupon_discount: cart.couponDiscount,
  points_discount: cart.pointsDiscount,
  delivery_fee: cart.delivery.fee,
  vat: cart.vat,
  vat_by_rate: JSON.stringify(cart.vatGroups),
  total: cart.total,
  delivery_distance_km: cart.delivery.distanceKm,
  delivery_estimated: cart.delivery.isEstimated,
  coupon_id: cart.couponId,
  points_used: cart.pointsUsed,
});

/** The columns that a price fills, and how their values are bound. */
export const pricedColumns: Record<string, string> = {
  subtotal: '?::bigint',
  promotion_discount: '?::bigint',
  discount: '?::bigint',
  coupon_discount: '?::bigint',
  points_discount: '?::bigint',
  delivery_fee: '?::bigint',
  vat: '?::bigint',
  vat_by_rate: '?::jsonb',
  total: '?::bigint',
  delivery_distance_km: '?::numeric',
  delivery_estimated: '?::boolean',
  coupon_id: '?::text',
  points_used: '?::int',
};

/** How the lines of an order stand in JSON: the columns of `order_lines` with their types. */
const lineColumns: Record<string, string> = {
  line: 'int',
  component: 'int',
  product_id: 'text',
  unit_id: 'text',
  category_id: 'text',
  sku: 'text',
  title_en: 'text',
  title_ar: 'text',
  unit_name_en: 'text',
  unit_name_ar: 'text',
  image: 'text',
  unit_type: 'text',
  unit_value: 'numeric',
  pack_qty: 'numeric',
  quantity: 'bigint',
  ordered_quantity: 'bigint',
  unit_price: 'bigint',
  shelf: 'bigint',
  promotion_discount: 'bigint',
  discount: 'bigint',
  net: 'bigint',
  vat: 'bigint',
  vat_rate: 'numeric',
  adjustments: 'jsonb',
  unit_cost: 'numeric',
  combo_promotion_id: 'text',
  combo_quantity: 'int',
  combo_price: 'bigint',
};

const lineNames = Object.keys(lineColumns).join(', ');
const lineTypes = Object.entries(lineColumns)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/**
 * @param orderId and company: SQL expressions
 * @param from where they come from, with a comma behind it
 */
const insertLines = (orderId: string, company: string, from = ''): string => `
  insert into order_lines (order_id, company_code, ${lineNames})
  select ${orderId}, ${company}, ${lineNames} from ${from} json_to_recordset(?::json) l(${lineTypes})`;

const orderColumns: Record<string, string> = {
  document_id: '?::text',
  company_code: '?::text',
  customer_id: '?::text',
  payment_method: '?::text',
  user_info: '?::jsonb',
  language: '?::text',
  currency: '?::text',
  decimals: '?::int',
  vat_inclusive: '?::boolean',
  vat_rate: '?::numeric',
  earn_rate: '?::numeric',
  redeem_value: '?::bigint',
  coupon_code: '?::text',
  notes: '?::text',
  expires_at: `?::timestamptz at time zone 'utc'`,
  ...pricedColumns,
};

/** Invoice number, order, lines and first event; the number last, so that others wait for it as shortly as can be. */
const insertStatement = `
  with number as (
    insert into invoice_counters as c (company_code, last, orders) values (?::text, ?::bigint, 1)
    on conflict (company_code) do update set last = greatest(c.last + 1, excluded.last), orders = c.orders + 1
    returning last),
  placed as (
    insert into orders (invoice, order_status, delivery_status, payment_status, points_earned, last_event,
                        created_at, updated_at, published_at, ${Object.keys(orderColumns).join(', ')})
    select number.last, 'pending', 'pending', 'pending', 0, 1,
           now() at time zone 'utc', now() at time zone 'utc', now() at time zone 'utc',
           ${Object.values(orderColumns).join(', ')}
      from number
    returning document_id, company_code, invoice, total / power(10::numeric, decimals) as total),
  told as (
    insert into order_events (order_id, company_code, seq, kind, actor_kind, actor_id, actor_name, data)
    select document_id, company_code, 1, 'order_created', ?::text, ?::text, ?::text,
           jsonb_build_object('invoice', invoice, 'total', trim_scale(total)) from placed)
  ${insertLines('placed.document_id', 'placed.company_code', 'placed,')}`;

/** Stores an order with its lines and its first event; its invoice number is the company's next. */
export const insertOrder = async (
  trx: Knex,
  order: NewOrder,
  cart: PricedCart,
  lines: LineRow[],
  actor: Actor,
): Promise<void> => {
  const priced = priceColumns(cart);
  await readPrepared(trx, insertStatement, [
    order.companyCode,
    order.invoiceStart,
    order.documentId,
    order.companyCode,
    order.customerId,
    order.paymentMethod,
    JSON.stringify(order.userInfo),
    order.language,
    order.currency,
    order.decimals,
    order.vatInclusive,
    order.vatRate,
    order.earnRate,
    order.redeemValue,
    order.couponCode,
    order.notes,
    order.expiresAt,
    ...Object.keys(pricedColumns).map((column) => priced[column] ?? null),
    actor.kind,
    actor.id,
    actor.name,
    JSON.stringify(lines),
  ]);
};

/** Puts other lines in the place of those of an order. */
export const replaceLines = async (
  trx: Knex,
  { companyCode, orderId }: { companyCode: string; orderId: string },
  lines: LineRow[],
): Promise<void> => {
  await readPrepared(trx, 'delete from order_lines where order_id = ?', [orderId]);
  await readPrepared(trx, insertLines('?::text', '?::text'), [orderId, companyCode, JSON.stringify(lines)]);
};
