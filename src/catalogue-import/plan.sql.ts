import type { ClientBase } from 'pg';

/** A document id made by the database: a letter and 23 hexadecimal digits, as valid as Strapi's. */
const newDocumentId = `chr(97 + floor(random() * 26)::int) || left(md5(gen_random_uuid()::text), 23)`;

const trimmed = (text: string): string => `btrim(${text}, E' \\t\\r\\n')`;

/**
 * Says for each staged row of company $1 which product it is about (`head` is the product's first row), whether
 * that product is new, and which of its units is meant. Rows without a SKU that repeat the barcode of a row with
 * one are about that row's product.
 */
const plan = `
create temporary table import_planned as
with skus as (
  select barcode, min(sku) as sku from import_staged where sku is not null and barcode is not null group by barcode
),
headed as (
  select s.*, min(s.row) over same as head, max(s.sku) over same as group_sku
    from (select s.*, coalesce('s' || coalesce(s.sku, skus.sku), 'b' || s.barcode, 'r' || s.row) as key
            from import_staged s left join skus on s.sku is null and skus.barcode = s.barcode) s
  window same as (partition by key)
),
heads as (select * from headed where row = head),
found as (
  select h.head, h.group_sku,
         coalesce(by_sku.document_id, by_barcode.document_id, by_unit.document_id) as product_id,
         by_sku.document_id is null and by_barcode.document_id is null and by_unit.document_id is not null as by_unit_barcode
    from heads h
    left join products by_sku on by_sku.company_code = $1 and by_sku.locale = 'en' and by_sku.sku = h.group_sku
    left join products by_barcode
      on by_barcode.company_code = $1 and by_barcode.locale = 'en' and by_barcode.barcode = h.barcode
    left join product_units pu on pu.company_code = $1 and pu.barcode = h.barcode
    left join product_units_product_id_lnk pl on pl.product_unit_id = pu.id
    left join products by_unit on by_unit.id = pl.product_id
),
about as (
  select f.*, en.id as product_row, en.sku as present_sku, en.barcode as present_barcode, en.title as present_en,
         ar.title as present_ar, en.status as present_status, c.document_id as present_category,
         b.document_id as basic_id, b.type as basic_type, b.conversion_rate as basic_rate
    from found f
    left join products en on en.document_id = f.product_id and en.locale = 'en'
    left join products ar on ar.document_id = f.product_id and ar.locale = 'ar'
    left join products_category_lnk cl on cl.product_id = en.id
    left join categories c on c.id = cl.category_id
    left join products_basic_unit_lnk bl on bl.product_id = en.id
    left join units b on b.id = bl.unit_id
),
sold as (
  select a.head, pu.id, pu.unit_value, pu.price, pu.original_price, pu.barcode, coalesce(pu.is_default, false) as is_default,
         u.document_id as unit_id, count(*) over (partition by a.head, u.document_id) as of_unit
    from about a
    join product_units_product_id_lnk pl on pl.product_id = a.product_row
    join product_units pu on pu.id = pl.product_unit_id
    left join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
    left join units u on u.id = ul.unit_id
)
select h.row, h.head, a.product_id, a.product_id is null as is_new, a.by_unit_barcode,
       a.group_sku as sku, h.sku as row_sku, h.barcode, h.title_en, h.title_ar, h.category_id, h.status, h.stock,
       h.unit_id, coalesce(sold.unit_value, h.unit_value, 1) as unit_value, h.price, h.original_price,
       sold.id as sold_id, sold.price as sold_price, sold.original_price as sold_original_price,
       sold.barcode as sold_barcode, coalesce(sold.is_default, false) as is_default,
       u.type as unit_type, u.conversion_rate as unit_rate,
       a.present_sku, a.present_barcode, a.present_en, a.present_ar, a.present_status, a.present_category,
       a.basic_id, a.basic_type, a.basic_rate, a.product_row,
       null::text as slug, null::text as unit_barcode, false as makes_default, null::numeric as conversion_rate
  from headed h
  join about a on a.head = h.head
  left join units u on u.document_id = h.unit_id and u.locale = 'en'
  left join sold on sold.head = h.head and case
    when h.unit_id is null then sold.is_default
    else sold.unit_id = h.unit_id
     and (sold.unit_value = coalesce(h.unit_value, 1) or (h.unit_value is null and sold.of_unit = 1)) end`;

/** New products are counted in the basic unit of what they are sold by: of its kind, the first that is basic. */
const chooseBasicUnits = `
with basics as (
  select distinct on (type) document_id, type, conversion_rate from units
   where company_code = $1 and locale = 'en' and (is_basic or conversion_rate = 1)
   order by type, is_basic desc nulls last, id
)
update import_planned p set basic_id = basics.document_id, basic_type = basics.type, basic_rate = basics.conversion_rate
  from import_planned h join basics on basics.type = h.unit_type
 where p.is_new and h.row = p.head and h.row = h.head`;

/** Rates as product units derive them (D7), the barcodes that further rows give to units, and the default unit. */
const settleUnits = `
update import_planned p set
  conversion_rate = case when p.sold_id is null then round(p.unit_rate / p.basic_rate, 6) end,
  unit_barcode = case
    when p.row = p.head or p.barcode is not distinct from coalesce(h.barcode, p.present_barcode) then null
    when p.row_sku is null and p.sold_barcode = p.barcode then null
    else p.barcode end,
  makes_default = p.row = p.head and not p.is_default and (p.sold_id is not null or p.unit_id is not null)
    and (p.is_new or p.head in (select head from import_planned where is_default))
  from import_planned h
 where h.row = p.head`;

/**
 * Whether a planned row `p` changes anything of the product that is there.
 * A default unit moves only when the file names the present one as well, in a later row.
 */
const changesRow = `(
  (p.sold_id is null and p.unit_id is not null) or p.makes_default
  or (p.price is not null and p.price <> p.sold_price)
  or (p.original_price is not null and p.original_price is distinct from p.sold_original_price)
  or (p.unit_barcode is not null and p.unit_barcode is distinct from p.sold_barcode)
  or p.row = p.head and (
    (p.sku is not null and p.sku is distinct from p.present_sku)
    or (p.barcode is not null and not p.by_unit_barcode and p.barcode is distinct from p.present_barcode)
    or (p.title_en is not null and p.title_en is distinct from ${trimmed('p.present_en')})
    or (p.title_ar is not null and p.title_ar is distinct from ${trimmed('p.present_ar')})
    or (p.category_id is not null and p.category_id is distinct from p.present_category)
    or (p.status is not null and p.status is distinct from coalesce(p.present_status, 'active'))
    or (p.stock is not null and p.stock is distinct from (
      select l.on_hand from stock_levels l join locations d on d.document_id = l.location_id and d.is_default
       where l.product_id = p.product_id and d.company_code = $1))))`;

/** Makes the plan out of the staged rows. */
export const planRows = async (db: ClientBase, companyCode: string): Promise<void> => {
  await db.query('analyze import_staged');
  await db.query('drop table if exists pg_temp.import_planned');
  // A temporary table's query takes no parameters, so the code goes in as a literal.
  await db.query(plan.replaceAll('$1', (db as ClientBase & Quoting).escapeLiteral(companyCode)));
  await db.query('create unique index on import_planned (row); create index on import_planned (head)');
  await db.query('analyze import_planned');
  await db.query(chooseBasicUnits, [companyCode]);
  await db.query(settleUnits);
};

type Quoting = { escapeLiteral: (text: string) => string };

export type PlanCounts = { creates: number; updates: number; unchanged: number };

/** How many products the plan makes, changes, and leaves as they are. */
export const countPlan = async (db: ClientBase, companyCode: string): Promise<PlanCounts> => {
  const { rows } = await db.query<PlanCounts>(
    `select count(*) filter (where is_new)::int as creates,
            count(*) filter (where not is_new and changes)::int as updates,
            count(*) filter (where not is_new and not changes)::int as unchanged
       from (select p.head, bool_or(p.is_new) as is_new, bool_or(${changesRow}) as changes
               from import_planned p group by p.head) products`,
    [companyCode],
  );
  return rows[0] ?? { creates: 0, updates: 0, unchanged: 0 };
};

/** The slugs that products of a company have, and the names of the new ones, in the order of the sheet. */
export const readSlugs = async (db: ClientBase, companyCode: string): Promise<Set<string>> => {
  const { rows } = await db.query<{ slug: string }>(
    `select slug from products where company_code = $1 and locale = 'en' and slug is not null`,
    [companyCode],
  );
  return new Set(rows.map((row) => row.slug));
};

export const readNewNames = async (db: ClientBase): Promise<{ row: number; name: string }[]> => {
  const { rows } = await db.query<{ row: number; name: string }>(
    `select row, coalesce(title_en, title_ar, '') as name from import_planned
      where is_new and row = head order by row`,
  );
  return rows;
};

export const writeSlugs = async (db: ClientBase, slugs: { row: number; slug: string }[]): Promise<void> => {
  await db.query(
    `create temporary table if not exists import_slugs (row int primary key, slug text not null);
     truncate import_slugs`,
  );
  await db.query('insert into import_slugs select * from unnest($1::int[], $2::text[])', [
    slugs.map(({ row }) => row),
    slugs.map(({ slug }) => slug),
  ]);
};

/**
 * Moves the plan to where it outlives this process. Products that nothing changes are left out, counted.
 * @returns how many rows were left out
 */
export const keepPlan = async (db: ClientBase, jobId: string, companyCode: string): Promise<number> => {
  const { rowCount } = await db.query(
    `with ids as materialized (
       select head, ${newDocumentId} as product_id from import_planned where is_new and row = head
     ), changing as (
       select head from import_planned p group by head having bool_or(p.is_new or ${changesRow})
     )
     insert into import_rows (job_id, head, row, product_id, is_new, sku, barcode, slug, title_en, title_ar, category_id,
       status, stock, sold_id, new_unit_id, unit_id, unit_value, conversion_rate, price, original_price, unit_barcode,
       makes_default, basic_id)
     select $2, p.head, p.row, coalesce(p.product_id, ids.product_id), p.is_new,
            case when p.row = p.head then p.sku end,
            case when p.row = p.head and not p.by_unit_barcode then p.barcode end,
            s.slug,
            case when p.row = p.head then p.title_en end, case when p.row = p.head then p.title_ar end,
            case when p.row = p.head then p.category_id end, case when p.row = p.head then p.status end,
            case when p.row = p.head then p.stock end,
            p.sold_id, case when p.sold_id is null and p.unit_id is not null then ${newDocumentId} end, p.unit_id, p.unit_value,
            p.conversion_rate, p.price, p.original_price, p.unit_barcode, p.makes_default, p.basic_id
       from import_planned p
       join changing on changing.head = p.head
       left join ids on ids.head = p.head
       left join import_slugs s on s.row = p.row
      order by p.head, p.row`,
    [companyCode, jobId],
  );
  await db.query('analyze import_rows');
  const { rows } = await db.query<{ count: number }>('select count(*)::int as count from import_planned');
  return (rows[0]?.count ?? 0) - (rowCount ?? 0);
};
