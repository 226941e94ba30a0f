import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import { liveBody } from '../../storefront/live-stock.sql';
import { availableAt } from '../../storefront/measure.sql';
import type { ReadScope } from '../../storefront/read';
import { fragment, type Fragment } from '../../storefront/sql-fragment';
import { missingText, type Source } from '../../storefront/source';
import { shelfOf } from './shelf';

/** Products of which no more is left than their threshold says. */
const runningLow = `
  select p.document_id from products p join request on p.company_code = request.company_code
   where p.locale = 'en' and p.low_stock_threshold is not null
     and p.low_stock_threshold * 1000 >= (
       select coalesce(sum(${availableAt('l')}), 0) from stock_levels l where l.product_id = p.document_id)`;

/** Products out of the read model; the public sees those that are active. */
export const productSource: Source = {
  rows: (audience) => `
    select s.*, f.sales from storefront_products s
      join request on s.company_code = request.company_code and s.locale = request.locale
      left join storefront_search f on f.document_id = s.document_id
     ${audience === 'public' ? `where s.status = 'active'` : ''}`,
  bodies: (audience) => `
    select s.document_id, ${audience === 'staff' ? `left(${liveBody}, -1) || s.staff_fields || '}'` : liveBody} as body
      from storefront_products s join request on s.locale = request.locale`,
  facts: {
    rows: (audience) => `
      select s.* from storefront_search s
        join request on s.company_code = request.company_code
       ${audience === 'public' ? `where s.status = 'active'` : ''}`,
    lack: ['title'],
  },
  shortcut: shelfOf,
  columns: {
    category: {
      sql: 'category_ids',
      type: 'ids',
      lists: `select document_id from storefront_shelves where`,
    },
    price: { sql: 'price', type: 'number' },
    inStock: { sql: 'in_stock', type: 'boolean' },
    tag: { sql: 'tags', type: 'words' },
    sku: { sql: 'sku', type: 'text' },
    barcode: { sql: 'barcode', type: 'text' },
    featured: { sql: 'featured', type: 'boolean' },
    trending: { sql: 'trending', type: 'boolean' },
    status: { sql: 'status', type: 'text' },
    title: { sql: 'title', type: 'text' },
    sales: { sql: 'sales', type: 'number', required: true },
    createdAt: { sql: 'created_at', type: 'instant', required: true },
    missing: missingText('products', 'title'),
    lowStock: { sql: `(document_id in (${runningLow}))`, type: 'boolean' },
  },
  defaultSort: 'created_at desc',
  rules: {
    filters: {
      category: 'ids',
      price: 'number',
      inStock: 'boolean',
      tag: 'words',
      sku: 'text',
      barcode: 'text',
      featured: 'boolean',
      trending: 'boolean',
      status: 'text',
      missing: 'language',
      lowStock: 'boolean',
    },
    sorts: ['price', 'title', 'createdAt', 'sales'],
    fields: [
      'documentId',
      'productId',
      'sku',
      'barcode',
      'title',
      'description',
      'slug',
      'category',
      'categories',
      'image',
      'stock',
      'locationStocks',
      'sales',
      'tag',
      'price',
      'prices',
      'basicUnit',
      'units',
      'status',
      'featured',
      'trending',
      'backorder',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFields: ['cost', 'vatRate', 'lowStockThreshold'],
  staffFilters: ['status', 'missing', 'lowStock'],
};

/** The condition for the product of a slug: Strapi's own table has the index of slugs, of those that are not empty. */
export const byProductSlug = (slug: string): Fragment =>
  slug.includes('\0')
    ? fragment('false')
    : fragment(
        `document_id = (select p.document_id from products p join request on p.company_code = request.company_code
                         where p.locale = 'en' and p.slug = ? and p.slug <> '')`,
        slug,
      );

/**
 * Refuses a product that the reader cannot see.
 * @throws DomainError `not_found`
 */
export const assertProductVisible = async (db: Knex, scope: ReadScope, productId: string): Promise<void> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from storefront_products
      where document_id = ? and locale = 'en' and company_code = ? and (? or status = 'active')`,
    [productId, scope.company.code, scope.audience === 'staff'],
  );
  if (rows.length === 0) throw notFound('product');
};

/**
 * Refuses a category that the reader cannot see.
 * @throws DomainError `not_found`
 */
export const assertCategoryVisible = async (
  db: Knex,
  scope: ReadScope,
  categoryId: string,
): Promise<void> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from categories
      where document_id = ? and locale = 'en' and company_code = ? and (? or is_active is not false)`,
    [categoryId, scope.company.code, scope.audience === 'staff'],
  );
  if (rows.length === 0) throw notFound('category');
};

/** Adds the primary category of a product to its categories, in every language. */
export const includePrimaryCategory = async (trx: Knex, documentId: string): Promise<void> => {
  await trx.raw(
    `insert into products_categories_lnk (product_id, category_id, category_ord)
     select l.product_id, l.category_id, 0
       from products p join products_category_lnk l on l.product_id = p.id
      where p.document_id = ?
        and not exists (select 1 from products_categories_lnk c
                         where c.product_id = l.product_id and c.category_id = l.category_id)`,
    [documentId],
  );
};

/** What a product's rules look at. */
export type ProductFacts = { images: number; foreignUnits: number; units: number };

/** Counts pictures, units, and units of another type than the basic unit. */
export const readProductFacts = async (trx: Knex, documentId: string): Promise<ProductFacts> => {
  const { rows } = await trx.raw<{ rows: ProductFacts[] }>(
    `with base as (select p.id, b.type as basic_type from products p
                     left join products_basic_unit_lnk l on l.product_id = p.id
                     left join units b on b.id = l.unit_id
                    where p.document_id = ? order by p.locale desc limit 1),
          sold as (select u.type from base join product_units_product_id_lnk pl on pl.product_id = base.id
                     left join product_units_unit_id_lnk ul on ul.product_unit_id = pl.product_unit_id
                     left join units u on u.id = ul.unit_id)
     select (select count(*)::int from files_related_mph m, base
              where m.related_type = 'api::product.product' and m.related_id = base.id and m.field = 'image') as images,
            (select count(*)::int from sold, base where sold.type is distinct from base.basic_type) as "foreignUnits",
            (select count(*)::int from sold) as units`,
    [documentId],
  );
  return rows[0] ?? { images: 0, foreignUnits: 0, units: 0 };
};

/** The basic unit of a product. */
export const basicUnitOf = async (trx: Knex, documentId: string): Promise<string | null> => {
  const { rows } = await trx.raw<{ rows: { document_id: string }[] }>(
    `select u.document_id from products p join products_basic_unit_lnk l on l.product_id = p.id
       join units u on u.id = l.unit_id where p.document_id = ? limit 1`,
    [documentId],
  );
  return rows[0]?.document_id ?? null;
};

const forOnly = (offer: 'promotion' | 'coupon'): string => `
  select count(distinct o.document_id)::int
    from products p
    join ${offer}s_products_lnk l on l.product_id = p.id
    join ${offer}s o on o.id = l.${offer}_id
   where p.document_id = ?
     and not exists (select 1 from ${offer}s_categories_lnk c where c.${offer}_id = o.id)
     and not exists (select 1 from ${offer}s_products_lnk x where x.${offer}_id = o.id and x.product_id <> p.id)`;

/** How many promotions and coupons are for this product alone; without it they would be for everything. */
export const countOffersForOnly = async (
  trx: Knex,
  documentId: string,
): Promise<{ promotions: number; coupons: number }> => {
  const { rows } = await trx.raw<{ rows: { promotions: number; coupons: number }[] }>(
    `select (${forOnly('promotion')}) as promotions, (${forOnly('coupon')}) as coupons`,
    [documentId, documentId],
  );
  return rows[0] ?? { promotions: 0, coupons: 0 };
};
