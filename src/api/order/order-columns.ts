import type { Company } from '../../tenancy/company';
import { UTC } from '../../postgres/utc';
import type { Priced } from './price';

/** Values of columns of `orders`, by name. Amounts are in minor units, times are dates, JSON is text. */
export type Columns = Record<string, string | number | boolean | Date | null>;

/** How the value of each column is bound; Strapi keeps times without a zone, in UTC. */
const bindings: Record<string, string> = {
  document_id: '?::text',
  company_code: '?::text',
  customer_id: '?::text',
  order_status: '?::text',
  delivery_status: '?::text',
  delivery_personnel: '?::text',
  payment_method: '?::text',
  payment_status: '?::text',
  user_info: '?::jsonb',
  recipient: '?::text',
  language: '?::text',
  currency: '?::text',
  decimals: '?::int',
  vat_inclusive: '?::boolean',
  vat_rate: '?::numeric',
  earn_rate: '?::numeric',
  redeem_value: '?::bigint',
  subtotal: '?::bigint',
  promotion_discount: '?::bigint',
  discount: '?::bigint',
  coupon_discount: '?::bigint',
  points_discount: '?::bigint',
  delivery_fee: '?::bigint',
  vat: '?::bigint',
  vat_by_rate: '?::jsonb',
  total: '?::bigint',
  agreed_total: '?::bigint',
  refunded_total: '?::bigint',
  paid_at: UTC,
  seller: '?::jsonb',
  delivery_distance_km: '?::numeric',
  delivery_estimated: '?::boolean',
  delivery_zone: '?::text',
  delivery_slot: '?::text',
  coupon_id: '?::text',
  coupon_code: '?::text',
  points_used: '?::int',
  points_earned: '?::bigint',
  notes: '?::text',
  cancel_reason: '?::text',
  last_event: '?::int',
  estimated_delivery: UTC,
  promised_delivery: UTC,
  actual_delivery: UTC,
  shipped_at: UTC,
  cancelled_at: UTC,
  expires_at: UTC,
  hidden_at: UTC,
};

/** The placeholder of a column, with its type. */
export const bindingOf = (column: string): string => {
  const binding = bindings[column];
  if (!binding) throw new Error(`orders have no column ${column} that could be written`);
  return binding;
};

/**
 * The columns that a price fills, with the rules that it was made by: an order that is edited is priced anew under the
 * rules of that moment.
 */
export const pricedColumns = (company: Company, { cart, loaded: { setting } }: Priced): Columns => ({
  currency: company.currency,
  decimals: company.decimals,
  vat_inclusive: setting.vatInclusive,
  vat_rate: setting.vatRate,
  earn_rate: setting.earnPerUnit,
  redeem_value: setting.redeemValue,
  subtotal: cart.subtotal,
  promotion_discount: cart.promotionDiscount,
  discount: cart.discount,
  coupon_discount: cart.couponDiscount,
  points_discount: cart.pointsDiscount,
  delivery_fee: cart.delivery.fee,
  vat: cart.vat,
  vat_by_rate: JSON.stringify(cart.vatGroups),
  total: cart.total,
  agreed_total: cart.total,
  delivery_distance_km: cart.delivery.distanceKm,
  delivery_estimated: cart.delivery.isEstimated,
  delivery_zone: cart.delivery.zoneId,
  coupon_id: cart.couponId,
  points_used: cart.pointsUsed,
});
