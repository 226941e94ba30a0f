import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

export type OfferKind = 'promotion' | 'coupon';

/** A promotion or a coupon. */
export type Offer = { kind: OfferKind; id: string };

const idsOf = (offers: Offer[], kind: OfferKind): string[] =>
  [...new Set(offers.flatMap((offer) => (offer.kind === kind ? [offer.id] : [])))].sort();

/** An update that changes nothing locks the row, whether it was there before or not. */
const lockStatement = (kind: OfferKind): string => `
  insert into ${kind}_counters as c (${kind}_id) select id from unnest(?::text[]) id order by id
  on conflict (${kind}_id) do update set used_count = c.used_count`;

/** Locks how often offers were used until the transaction ends: promotions first, then coupons, ids ascending. */
export const lockUses = async (trx: Knex, offers: Offer[]): Promise<void> => {
  for (const kind of ['promotion', 'coupon'] as const) {
    const ids = idsOf(offers, kind);
    if (ids.length > 0) await queryPrepared(trx, lockStatement(kind), [ids]);
  }
};

/** How often an offer was used: by all, and by a customer. */
export type UseCounts = { id: string; used: number; usedByCustomer: number };

/**
 * Counts uses as they are committed now.
 * @param customerKey the customer's id, `email:` and a guest's address, or null
 * @param orderId an order whose own uses do not count
 */
export const countUses = (
  trx: Knex,
  offers: Offer[],
  customerKey: string | null,
  orderId: string | null,
): Promise<UseCounts[]> =>
  queryPrepared<UseCounts>(
    trx,
    `with wanted as (select unnest(?::text[]) as id, ?::text as customer_key, ?::text as order_id)
     select w.id,
            (select coalesce(sum(used_count), 0) from (
               select used_count from promotion_counters where promotion_id = w.id
               union all select used_count from coupon_counters where coupon_id = w.id) c)::int
              - (select count(*) from redemptions r where r.order_id = w.order_id and r.target_id = w.id)::int as used,
            (select count(*) from redemptions r
              where r.target_id = w.id and r.customer_key = w.customer_key
                and r.order_id is distinct from w.order_id)::int as "usedByCustomer"
       from wanted w`,
    [offers.map(({ id }) => id), customerKey, orderId],
  );

const countMore = (kind: OfferKind, condition: string): string => `
  insert into ${kind}_counters as c (${kind}_id, used_count)
  select id, 1 from unnest(?::text[]) id where ${condition} order by id
  on conflict (${kind}_id) do update set used_count = c.used_count + 1 returning 1`;

/** Coupons wait for the promotions, so that everybody locks them in that order. */
const addStatement = `
  with promotions_used as (${countMore('promotion', 'true')}),
  coupons_used as (${countMore('coupon', '(select count(*) from promotions_used) >= 0')})
  insert into redemptions (company_code, kind, target_id, order_id, customer_key)
  select ?, kind, id, ?, ? from unnest(?::text[], ?::text[]) used(kind, id)`;

/** Notes that an order used offers: one use each. */
export const addUses = async (
  trx: Knex,
  order: { companyCode: string; orderId: string; customerKey: string },
  offers: Offer[],
): Promise<void> => {
  if (offers.length === 0) return;
  await queryPrepared(trx, addStatement, [
    idsOf(offers, 'promotion'),
    idsOf(offers, 'coupon'),
    order.companyCode,
    order.orderId,
    order.customerKey,
    offers.map(({ kind }) => kind),
    offers.map(({ id }) => id),
  ]);
};

/** The offers that an order uses. */
export const usesOf = (trx: Knex, orderId: string): Promise<Offer[]> =>
  queryPrepared<Offer>(trx, 'select kind, target_id as id from redemptions where order_id = ?', [orderId]);

const countLess = (kind: OfferKind): string => `
  with locked as (
    select ${kind}_id from ${kind}_counters where ${kind}_id = any(?::text[]) order by ${kind}_id for update)
  update ${kind}_counters c set used_count = c.used_count - 1 from locked where c.${kind}_id = locked.${kind}_id`;

/** Gives the uses of an order back, once: they are gone with their redemptions. */
export const removeUses = async (trx: Knex, orderId: string): Promise<void> => {
  const offers = await usesOf(trx, orderId);
  for (const kind of ['promotion', 'coupon'] as const) {
    const ids = idsOf(offers, kind);
    if (ids.length > 0) await queryPrepared(trx, countLess(kind), [ids]);
  }
  await queryPrepared(trx, 'delete from redemptions where order_id = ?', [orderId]);
};
