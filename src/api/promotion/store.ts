import type { Knex } from 'knex';
import type { PromotionTerms } from '../../domain/catalogue/promotion-terms';
import { firstImage } from '../../storefront/images.sql';
import { scopeIds } from '../../storefront/offer-scope.sql';
import { bilingual, fallbacks, live, missingText, type Source, text } from '../../storefront/source';
import { fragment, type Fragment } from '../../storefront/sql-fragment';

/** Buy one, get one, where a bogo says nothing else. */
const bogoQuantity = (column: string): string =>
  `case en.type when 'bogo' then coalesce(en.${column}, 1) else en.${column} end`;

/** A promotion is live when it is switched on, active by status, and in date (D11). */
export const livePromotion = `${live} and en.status is distinct from 'inactive'`;

/**
 * Which products take part in which promotion, by name, by category with all below it, or because it is for everything:
 * a query that yields a promotion's `document_id` with each of its products as `list`.
 */
const takingPart = `
  select o.document_id, p.document_id as list
    from products p
    join promotions o on o.company_code = p.company_code and o.locale = 'en'
   where p.locale = 'en'
     and (exists (select 1 from promotions_products_lnk l where l.promotion_id = o.id and l.product_id = p.id)
          or exists (select 1 from promotions_categories_lnk l
                       join categories c on c.id = l.category_id
                       join storefront_products s on s.document_id = p.document_id and s.locale = 'en'
                      where l.promotion_id = o.id and c.document_id = any(s.category_ids))
          or not (exists (select 1 from promotions_products_lnk l where l.promotion_id = o.id)
                  or exists (select 1 from promotions_categories_lnk l where l.promotion_id = o.id)))`;

const promotionsOfProducts = `select document_id from (${takingPart}) parts where`;

/** The condition of a promotion that is live and that a product takes part in. */
export const liveFor = (productId: string): Fragment =>
  fragment(`is_live and document_id in (${promotionsOfProducts} list = ?)`, productId);

/** The condition of a product that takes part in a promotion, whatever its state. */
export const takesPartIn = (promotionId: string): Fragment =>
  fragment(`document_id in (select list from (${takingPart}) parts where document_id = ?)`, promotionId);

/** Promotions of a company; the public sees those that are live. */
export const promotionSource: Source = {
  rows: (audience) => `
    select en.document_id, en.type, en.priority, en.status, coalesce(en.is_active, true) as is_active,
           en.start_date, en.end_date, en.created_at, (${livePromotion}) as is_live,
           coalesce(case request.locale when 'ar' then nullif(ar.name, '') end, nullif(en.name, ''), ar.name) as name,
           json_build_object(
             'documentId', en.document_id, 'name', ${text('name')}, 'description', ${text('description')},
             'type', en.type, 'discount_type', en.discount_type, 'discount_value', trim_scale(en.discount_value),
             'requiredItemCount', en.required_item_count, 'comboPrice', trim_scale(en.combo_price),
             'buyQuantity', ${bogoQuantity('buy_quantity')}, 'getQuantity', ${bogoQuantity('get_quantity')},
             'products', ${scopeIds('promotion', 'products', 'en')},
             'categories', ${scopeIds('promotion', 'categories', 'en')},
             'image', ${firstImage('api::promotion.promotion', 'en.id', 'image')},
             'startDate', iso_instant(en.start_date), 'endDate', iso_instant(en.end_date),
             'status', coalesce(en.status, 'active'), 'isActive', coalesce(en.is_active, true),
             'priority', coalesce(en.priority, 0), 'minimum_order', trim_scale(en.minimum_order),
             'maximum_discount', trim_scale(en.maximum_discount), 'usage_limit', en.usage_limit,
             'usage_limit_total', en.usage_limit_total,
             'used_count', coalesce((select used_count from promotion_counters where promotion_id = en.document_id), 0),
             'fallbacks', ${fallbacks('name', 'description')},
             'createdAt', iso_instant(en.created_at),
             'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at)))::text as body
      from ${bilingual('promotions')} ${audience === 'public' ? `and ${livePromotion}` : ''}`,
  columns: {
    name: { sql: 'name', type: 'text' },
    type: { sql: 'type', type: 'text' },
    status: { sql: 'status', type: 'text' },
    isActive: { sql: 'is_active', type: 'boolean' },
    startDate: { sql: 'start_date', type: 'instant' },
    endDate: { sql: 'end_date', type: 'instant' },
    priority: { sql: 'priority', type: 'number' },
    createdAt: { sql: 'created_at', type: 'instant' },
    product: { sql: 'document_id', type: 'ids', lists: promotionsOfProducts },
    missing: missingText('promotions', 'name'),
  },
  defaultSort: 'priority desc nulls last, start_date desc nulls last',
  rules: {
    filters: {
      type: 'text',
      status: 'text',
      isActive: 'boolean',
      startDate: 'instant',
      endDate: 'instant',
      product: 'ids',
      missing: 'language',
    },
    sorts: ['name', 'priority', 'startDate', 'endDate', 'createdAt'],
    fields: [
      'documentId',
      'name',
      'description',
      'type',
      'discount_type',
      'discount_value',
      'requiredItemCount',
      'comboPrice',
      'buyQuantity',
      'getQuantity',
      'products',
      'categories',
      'image',
      'startDate',
      'endDate',
      'status',
      'isActive',
      'priority',
      'minimum_order',
      'maximum_discount',
      'usage_limit',
      'usage_limit_total',
      'used_count',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFilters: ['status', 'isActive', 'missing'],
};

/** Whether a company has such a promotion, whatever its state. */
export const hasPromotion = async (db: Knex, companyCode: string, documentId: string): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    'select 1 from promotions where document_id = ? and company_code = ? limit 1',
    [documentId, companyCode],
  );
  return rows.length > 0;
};

type TermsRow = Omit<PromotionTerms, 'hasScope'> & { has_scope: boolean };

/** The stored terms of a promotion, amounts as numbers of major units. */
export const readTerms = async (trx: Knex, documentId: string): Promise<PromotionTerms> => {
  const { rows } = await trx.raw<{ rows: TermsRow[] }>(
    `select p.type, p.discount_type, p.discount_value::float8 as discount_value,
            p.required_item_count as "requiredItemCount", p.combo_price::float8 as "comboPrice",
            p.buy_quantity as "buyQuantity", p.get_quantity as "getQuantity",
            p.minimum_order::float8 as minimum_order, p.maximum_discount::float8 as maximum_discount,
            p.start_date as "startDate", p.end_date as "endDate",
            exists (select 1 from promotions_products_lnk l where l.promotion_id = p.id)
              or exists (select 1 from promotions_categories_lnk l where l.promotion_id = p.id) as has_scope
       from promotions p
      where p.document_id = ? order by p.locale desc limit 1`,
    [documentId],
  );
  const [row] = rows;
  if (!row) throw new Error(`promotion ${documentId} vanished within its own write`);
  const { has_scope: hasScope, ...terms } = row;
  return { ...terms, hasScope };
};
