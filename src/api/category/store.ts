import type { Knex } from 'knex';
import { firstImage, picture } from '../../storefront/images.sql';
import { queryPrepared } from '../../postgres/prepared';
import type { Audience, Source } from '../../storefront/source';
import { bilingual, fallbacks, missingText, text } from '../../storefront/source';

const PARENT = `(select p.document_id from categories_parent_lnk l join categories p on p.id = l.inv_category_id
                  where l.category_id = en.id)`;

const isActive = (row: string, audience: Audience): string =>
  audience === 'public' ? `and ${row}.is_active is not false` : '';

const children = (audience: Audience): string => `
  (select coalesce(json_agg(ch.document_id order by ch.sort_order, ch.id), '[]')
     from categories_parent_lnk l join categories ch on ch.id = l.category_id
    where l.inv_category_id = en.id ${isActive('ch', audience)})`;

const members = (image: string): string => `
  'documentId', en.document_id, 'name', ${text('name')}, 'slug', en.slug,
  'description', ${text('description')}, 'image', ${image},
  'fallbacks', ${fallbacks('name', 'description')},
  'isActive', coalesce(en.is_active, true), 'isHome', coalesce(en.is_home, false), 'sortOrder', en.sort_order,
  'createdAt', iso_instant(en.created_at), 'updatedAt', iso_instant(greatest(en.updated_at, ar.updated_at))`;

const UID = 'api::category.category';

/** Categories of a company; the public sees those that are active. */
export const categorySource: Source = {
  rows: (audience) => `
    select en.document_id, en.slug, en.sort_order, en.created_at, coalesce(en.is_active, true) as is_active,
           coalesce(en.is_home, false) as is_home, ${PARENT} as parent,
           coalesce(case request.locale when 'ar' then nullif(ar.name, '') end, nullif(en.name, ''), ar.name) as name,
           json_build_object(
             ${members(firstImage(UID, 'en.id', 'image'))}, 'parent', ${PARENT}, 'children', ${children(audience)})::text as body
      from ${bilingual('categories')} ${isActive('en', audience)}`,
  columns: {
    name: { sql: 'name', type: 'text' },
    slug: { sql: 'slug', type: 'text' },
    parent: { sql: 'parent', type: 'id' },
    isHome: { sql: 'is_home', type: 'boolean' },
    isActive: { sql: 'is_active', type: 'boolean' },
    sortOrder: { sql: 'sort_order', type: 'number' },
    createdAt: { sql: 'created_at', type: 'instant' },
    missing: missingText('categories', 'name'),
  },
  defaultSort: 'sort_order asc nulls last',
  rules: {
    filters: {
      name: 'text',
      slug: 'text',
      parent: 'id',
      isHome: 'boolean',
      isActive: 'boolean',
      missing: 'language',
    },
    sorts: ['name', 'slug', 'sortOrder', 'createdAt'],
    fields: [
      'documentId',
      'name',
      'slug',
      'description',
      'image',
      'parent',
      'children',
      'isActive',
      'isHome',
      'sortOrder',
      'createdAt',
      'updatedAt',
      'fallbacks',
    ],
  },
  staffFilters: ['isActive', 'missing'],
};

/** One row of the tree: its JSON without children, and where it hangs. */
export type TreeRow = { document_id: string; parent: string | null; body: string };

/**
 * Every active category with its parent, in shelf order, in one statement. Each picture is turned into JSON
 * once, however many categories show it.
 */
export const readTreeRows = async (
  db: Knex,
  companyCode: string,
  locale: string,
  fallback: string,
): Promise<TreeRow[]> => {
  return await queryPrepared<TreeRow>(
    db,
    `with request as (select ?::text as company_code, ?::text as locale, ?::text as fallback),
          links as materialized (
            select distinct on (m.related_id) m.related_id, m.file_id from files_related_mph m
             where m.related_type = '${UID}' and m.field = 'image' order by m.related_id, m."order", m.id),
          pictures as materialized (
            select f.id, ${picture()} as json from files f cross join request where f.id in (select file_id from links)),
          parents as (
            select l.category_id, p.document_id
              from categories_parent_lnk l join categories p on p.id = l.inv_category_id)
     select en.document_id, parents.document_id as parent,
            json_build_object(${members('pictures.json')}, 'parent', parents.document_id)::text as body
       from categories en
       join request on en.company_code = request.company_code
       left join categories ar on ar.document_id = en.document_id and ar.locale = 'ar'
       left join parents on parents.category_id = en.id
       left join links on links.related_id = en.id
       left join pictures on pictures.id = links.file_id
      where en.locale = 'en' ${isActive('en', 'public')}
      order by en.sort_order nulls last, en.id`,
    [companyCode, locale, fallback],
  );
};

/** The version of a company's shelves; it grows with every change of what the tree shows. */
export const readShelvesVersion = async (db: Knex, companyCode: string): Promise<string> => {
  const [row] = await queryPrepared<{ shelves: string }>(
    db,
    'select shelves from storefront_versions where company_code = ?',
    [companyCode],
  );
  return row?.shelves ?? '0';
};

/** What stands above a category, nearest first; ends where a circle closes. */
export const ancestorsOf = async (db: Knex, documentId: string): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { document_id: string }[] }>(
    `with recursive up(id, depth) as (
       select l.inv_category_id, 1 from categories c join categories_parent_lnk l on l.category_id = c.id
        where c.document_id = ?
       union
       select l.inv_category_id, up.depth + 1 from up join categories_parent_lnk l on l.category_id = up.id
        where up.depth < 100
     )
     select c.document_id, min(up.depth) as depth from up join categories c on c.id = up.id
      group by c.document_id order by depth`,
    [documentId],
  );
  return rows.map((row) => row.document_id);
};

/** How many of each kind still refer to a category. */
export type CategoryUses = { products: number; children: number; promotions: number; coupons: number };

/** What still refers to a category. */
export const countUses = async (db: Knex, documentId: string): Promise<CategoryUses> => {
  const { rows } = await db.raw<{ rows: CategoryUses[] }>(
    `with mine as (select id from categories where document_id = ?)
     select (select count(distinct p.document_id)::int from products p
              where p.id in (select product_id from products_category_lnk where category_id in (select id from mine)
                             union select product_id from products_categories_lnk where category_id in (select id from mine))) as products,
            (select count(distinct c.document_id)::int from categories c
              join categories_parent_lnk l on l.category_id = c.id
             where l.inv_category_id in (select id from mine)) as children,
            (select count(distinct p.document_id)::int from promotions p
              join promotions_categories_lnk l on l.promotion_id = p.id
             where l.category_id in (select id from mine)) as promotions,
            (select count(distinct c.document_id)::int from coupons c
              join coupons_categories_lnk l on l.coupon_id = c.id
             where l.category_id in (select id from mine)) as coupons`,
    [documentId],
  );
  return rows[0] ?? { products: 0, children: 0, promotions: 0, coupons: 0 };
};

const moveLinks = (table: string, owner: string, target: string): string => `
  with pairs as (select old.id as old_id, new.id as new_id from categories old
                   join categories new on new.locale = old.locale and new.document_id = :to
                  where old.document_id = :from),
       kept as (delete from ${table} l using pairs
                 where l.${target} = pairs.old_id
                   and exists (select 1 from ${table} d where d.${owner} = l.${owner} and d.${target} = pairs.new_id))
  update ${table} l set ${target} = pairs.new_id from pairs
   where l.${target} = pairs.old_id
     and not exists (select 1 from ${table} d where d.${owner} = l.${owner} and d.${target} = pairs.new_id)`;

/** Moves everything that refers to one category over to another, set-based. */
export const reassignUses = async (trx: Knex, from: string, to: string): Promise<void> => {
  const moves: [string, string, string][] = [
    ['products_category_lnk', 'product_id', 'category_id'],
    ['products_categories_lnk', 'product_id', 'category_id'],
    ['promotions_categories_lnk', 'promotion_id', 'category_id'],
    ['coupons_categories_lnk', 'coupon_id', 'category_id'],
    ['categories_parent_lnk', 'category_id', 'inv_category_id'],
  ];
  for (const [table, owner, target] of moves) await trx.raw(moveLinks(table, owner, target), { from, to });
};
