import type { Knex } from 'knex';
import type { Coupon } from '../../domain/pricing/cart';
import { toMinor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';
import { scopeIds } from '../../storefront/offer-scope.sql';
import type { Source } from '../../storefront/source';
import type { Company } from '../../tenancy/company';

/** Coupons of a company, for staff. */
export const couponSource: Source = {
  rows: () => `
    select c.document_id, c.code, c.type, coalesce(c.is_active, true) as is_active, c.start_date, c.end_date,
           c.created_at, coalesce(n.used_count, 0) as used_count,
           json_build_object(
             'documentId', c.document_id, 'code', c.code, 'type', c.type, 'value', trim_scale(c.value),
             'maximum_discount', trim_scale(c.maximum_discount), 'minimum_order', trim_scale(c.minimum_order),
             'startDate', iso_instant(c.start_date), 'endDate', iso_instant(c.end_date),
             'usage_limit_total', c.usage_limit_total, 'usage_limit_per_customer', c.usage_limit_per_customer,
             'products', ${scopeIds('coupon', 'products', 'c')},
             'categories', ${scopeIds('coupon', 'categories', 'c')},
             'isActive', coalesce(c.is_active, true), 'used_count', coalesce(n.used_count, 0),
             'createdAt', iso_instant(c.created_at), 'updatedAt', iso_instant(c.updated_at))::text as body
      from coupons c
      join request on c.company_code = request.company_code
      left join coupon_counters n on n.coupon_id = c.document_id`,
  columns: {
    code: { sql: 'code', type: 'text' },
    type: { sql: 'type', type: 'text' },
    isActive: { sql: 'is_active', type: 'boolean' },
    startDate: { sql: 'start_date', type: 'instant' },
    endDate: { sql: 'end_date', type: 'instant' },
    used_count: { sql: 'used_count', type: 'number', required: true },
    createdAt: { sql: 'created_at', type: 'instant' },
  },
  defaultSort: 'created_at desc',
  rules: {
    filters: {
      code: 'text',
      type: 'text',
      isActive: 'boolean',
      startDate: 'instant',
      endDate: 'instant',
      used_count: 'number',
    },
    sorts: ['code', 'startDate', 'endDate', 'used_count', 'createdAt'],
    fields: [
      'documentId',
      'code',
      'type',
      'value',
      'maximum_discount',
      'minimum_order',
      'startDate',
      'endDate',
      'usage_limit_total',
      'usage_limit_per_customer',
      'products',
      'categories',
      'isActive',
      'used_count',
      'createdAt',
      'updatedAt',
    ],
  },
  staffFilters: [],
};

/** What a shopper is told of a coupon, amounts in major units. */
export type CouponOffer = {
  code: string;
  type: Coupon['type'];
  value: number;
  maximum_discount: number | null;
  minimum_order: number | null;
  startDate: Date | null;
  endDate: Date | null;
};

type CouponRow = CouponOffer & {
  documentId: string;
  isActive: boolean;
  isExhausted: boolean;
  isExhaustedForCustomer: boolean;
};

/**
 * Finds a coupon by its code, whatever its state.
 * @param customerId whose uses are counted; null = nobody's
 */
export const findCoupon = async (
  db: Knex,
  company: Company,
  code: string,
  customerId: string | null,
): Promise<{ offer: CouponOffer; coupon: Coupon } | null> => {
  const [row] = await queryPrepared<CouponRow>(
    db,
    `select c.document_id as "documentId", c.code, c.type, c.value::float8 as value,
            c.maximum_discount::float8 as maximum_discount, c.minimum_order::float8 as minimum_order,
            c.start_date at time zone 'utc' as "startDate", c.end_date at time zone 'utc' as "endDate",
            c.is_active is not false as "isActive",
            coalesce(n.used_count >= c.usage_limit_total, false) as "isExhausted",
            coalesce((select count(*) from redemptions r
                       where r.target_id = c.document_id and r.kind = 'coupon' and r.customer_key = ?)
                     >= c.usage_limit_per_customer, false) as "isExhaustedForCustomer"
       from coupons c left join coupon_counters n on n.coupon_id = c.document_id
      where c.company_code = ? and lower(c.code) = lower(?) and lower(c.code) <> ''`,
    [customerId, company.code, code],
  );
  if (!row) return null;
  const { documentId, isActive, isExhausted, isExhaustedForCustomer, ...offer } = row;
  const inMinor = (amount: number | null): number | null =>
    amount === null ? null : toMinor(amount, company.decimals);
  return {
    offer,
    coupon: {
      id: documentId,
      code: offer.code,
      type: offer.type,
      value: offer.type === 'fixed' ? toMinor(offer.value, company.decimals) : offer.value,
      minimumOrder: inMinor(offer.minimum_order),
      maximumDiscount: inMinor(offer.maximum_discount),
      startsAt: offer.startDate,
      endsAt: offer.endDate,
      isActive,
      isExhausted,
      isExhaustedForCustomer,
      // The estimate ignores what the coupon is for.
      productIds: [],
      categoryIds: [],
    },
  };
};
