import { sql } from './application';
import { create, type Item, type Shop, unique } from './catalogue';

/** The body of a coupon of ten per cent. */
export const couponBody = (overrides: object = {}): Record<string, unknown> => ({
  code: unique('SAVE-'),
  type: 'percentage',
  value: 10,
  ...overrides,
});

/** A coupon as staff read it. */
export interface CouponItem extends Item {
  code: string;
}

export const newCoupon = (shop: Shop, overrides: object = {}): Promise<CouponItem> =>
  create<CouponItem>(shop, '/coupon', couponBody(overrides));

/** As if orders had used a promotion or coupon, one for each customer that is named. */
export const use = async (
  shop: Shop,
  kind: 'promotion' | 'coupon',
  { documentId }: Item,
  ...customers: string[]
): Promise<void> => {
  for (const customer of customers) {
    await sql.query(
      `insert into redemptions (company_code, kind, target_id, order_id, customer_key) values ($1, $2, $3, $4, $5)`,
      [shop.company.code, kind, documentId, unique('order-'), customer],
    );
  }
  await sql.query(
    `insert into ${kind}_counters as c (${kind}_id, used_count) values ($1, $2)
     on conflict (${kind}_id) do update set used_count = c.used_count + excluded.used_count`,
    [documentId, customers.length],
  );
};
