import type { ClientBase } from 'pg';

/** A range of products of a job, by their first rows. */
export type Batch = {
  jobId: string;
  companyCode: string;
  from: number;
  to: number;
  hasNew: boolean;
  hasPresent: boolean;
};

/** Rows of the batch at hand; every statement below takes job, first and last row, company as $1 to $4. */
const batchRows = 'select * from import_rows where job_id = $1 and head between $2 and $3';

/** The next products to apply behind a row; null when there are none left. */
export const nextBatch = async (
  db: ClientBase,
  job: { id: string; companyCode: string },
  behind: number,
  size: number,
): Promise<Batch | null> => {
  const { rows } = await db.query<Omit<Batch, 'jobId' | 'companyCode'> & { from: number | null }>(
    `with heads as (
       select head, is_new from import_rows where job_id = $1 and head = row and head > $2 order by head limit $3
     ), bounds as (
       select min(head) as first, max(head) as last, bool_or(is_new) as has_new, bool_or(not is_new) as has_present
         from heads
     )
     select first as "from", last as "to", has_new as "hasNew", has_present as "hasPresent" from bounds`,
    [job.id, behind, size],
  );
  const [found] = rows;
  return found?.from != null
    ? { ...found, from: found.from, jobId: job.id, companyCode: job.companyCode }
    : null;
};

/** Somebody may have made a product of a planned SKU since the plan; then the rows are about that one. */
const adoptProducts = `
update import_rows r set product_id = p.document_id, is_new = false, slug = null
  from import_rows h join products p on p.company_code = $4 and p.locale = 'en' and p.sku = h.sku
 where h.job_id = $1 and h.head between $2 and $3 and h.is_new and h.row = h.head
   and r.job_id = $1 and r.head = h.head`;

const adoptUnits = `
update import_rows r set sold_id = pu.id, makes_default = false
  from products p
  join product_units_product_id_lnk pl on pl.product_id = p.id
  join product_units pu on pu.id = pl.product_unit_id
  join product_units_unit_id_lnk ul on ul.product_unit_id = pu.id
  join units u on u.id = ul.unit_id
 where r.job_id = $1 and r.head between $2 and $3 and not r.is_new and r.sold_id is null
   and p.document_id = r.product_id and p.locale = 'en' and u.document_id = r.unit_id
   and pu.unit_value = r.unit_value`;

/** Every writer of prices or stock locks the product first, then its levels. */
const lockProducts = `
select 1 from products p
 where p.locale = 'en' and p.document_id in (select product_id from (${batchRows}) r where not r.is_new)
   and p.company_code = $4
 order by p.document_id for no key update of p`;

const lockLevels = `
select 1 from stock_levels l
 where l.product_id in (select product_id from (${batchRows}) r where not r.is_new and r.stock is not null)
   and l.company_code = $4
 order by l.product_id, l.location_id for update of l`;

/** What the rows refer to must still be there; a category may have been deleted since the plan. */
const missingReferences = `
select r.row, case when r.category_id is not null and c.id is null then 'category' else 'unit' end as column
  from (${batchRows}) r
  left join categories c on c.document_id = r.category_id and c.locale = 'en' and c.company_code = $4
  left join units u on u.document_id = r.unit_id and u.locale = 'en' and u.company_code = $4
  left join product_units pu on pu.id = r.sold_id and pu.company_code = $4
 where (r.category_id is not null and c.id is null) or (r.sold_id is null and r.unit_id is not null and u.id is null)
    or (r.sold_id is not null and pu.id is null)
 order by r.row limit 1`;

/** Products that are gone since the plan, and stock that orders wait for. */
const lostProducts = `
select r.row, 'sku' as column from (${batchRows}) r
 where not r.is_new and not exists (
   select 1 from products p where p.document_id = r.product_id and p.locale = 'en' and p.company_code = $4)
union all
select r.row, 'stock' from (${batchRows}) r
  join stock_levels l on l.product_id = r.product_id
  join locations d on d.document_id = l.location_id and d.is_default and d.company_code = $4
 where r.stock < l.reserved
 order by row limit 1`;

/**
 * New products with everything that hangs on them, in one statement: two rows a product (English and Arabic),
 * relations row to row, units related to the English row, stock with its line in the ledger ($5 reason, $6 actor).
 */
const insertProducts = `
with fresh as materialized (select * from (${batchRows}) r where r.is_new),
heads as materialized (select * from fresh where row = head),
made as (
  insert into products (document_id, company_code, title, slug, sku, barcode, status, featured, trending,
    created_at, updated_at, published_at, locale)
  select h.product_id, $4, case l.locale when 'en' then h.title_en else h.title_ar end, h.slug, h.sku, h.barcode,
         coalesce(h.status, 'active'), false, false, now(), now(), now(), l.locale
    from heads h cross join (values ('en'), ('ar')) l(locale)
   order by h.head, l.locale desc
  returning id, document_id, locale
),
primary_categories as (
  insert into products_category_lnk (product_id, category_id)
  select m.id, c.id from made m join heads h on h.product_id = m.document_id
    join categories c on c.document_id = h.category_id and c.locale = m.locale
),
all_categories as (
  insert into products_categories_lnk (product_id, category_id, category_ord)
  select m.id, c.id, 1 from made m join heads h on h.product_id = m.document_id
    join categories c on c.document_id = h.category_id and c.locale = m.locale
),
basic_units as (
  insert into products_basic_unit_lnk (product_id, unit_id)
  select m.id, u.id from made m join heads h on h.product_id = m.document_id
    join units u on u.document_id = h.basic_id and u.locale = m.locale
),
sold as (
  insert into product_units (document_id, company_code, unit_value, conversion_rate, price, original_price,
    is_default, is_active, barcode, created_at, updated_at, published_at)
  select f.new_unit_id, $4, f.unit_value, f.conversion_rate, f.price, f.original_price, f.row = f.head, true,
         f.unit_barcode, now(), now(), now()
    from fresh f order by f.head, f.row
  returning id, document_id
),
of_products as (
  insert into product_units_product_id_lnk (product_unit_id, product_id)
  select s.id, m.id from sold s join fresh f on f.new_unit_id = s.document_id
    join made m on m.document_id = f.product_id and m.locale = 'en'
),
of_units as (
  insert into product_units_unit_id_lnk (product_unit_id, unit_id)
  select s.id, u.id from sold s join fresh f on f.new_unit_id = s.document_id
    join units u on u.document_id = f.unit_id and u.locale = 'en'
),
place as (select document_id from locations where company_code = $4 and is_default),
levels as (
  insert into stock_levels (product_id, location_id, company_code, on_hand)
  select h.product_id, place.document_id, $4, h.stock from heads h cross join place where h.stock is not null
)
insert into stock_movements (company_code, product_id, location_id, kind, on_hand_delta, reason, actor)
select $4, h.product_id, place.document_id, 'adjustment', h.stock, $5, $6
  from heads h cross join place where h.stock > 0`;

const present = `(select * from (${batchRows}) r where not r.is_new)`;
const presentHeads = `(select * from (${batchRows}) r where not r.is_new and r.row = r.head)`;

/** Each of these changes what differs, and says which products that were. */
const updates: { sql: string; ledger?: true }[] = [
  {
    sql: `update products p set sku = coalesce(r.sku, p.sku), barcode = coalesce(r.barcode, p.barcode),
            status = coalesce(r.status, p.status), updated_at = now(),
            title = coalesce(case p.locale when 'en' then r.title_en else r.title_ar end, p.title)
       from ${presentHeads} r
      where p.document_id = r.product_id and p.company_code = $4
        and ((r.sku is not null and r.sku is distinct from p.sku)
          or (r.barcode is not null and r.barcode is distinct from p.barcode)
          or (r.status is not null and r.status is distinct from coalesce(p.status, 'active'))
          or (case p.locale when 'en' then r.title_en else r.title_ar end) is not null
             and (case p.locale when 'en' then r.title_en else r.title_ar end)
               is distinct from btrim(p.title, E' \\t\\r\\n'))
     returning p.document_id`,
  },
  {
    sql: `with wanted as (
            select p.id, p.document_id, c.id as category_id
              from ${presentHeads} r
              join products p on p.document_id = r.product_id and p.company_code = $4
              join categories c on c.document_id = r.category_id and c.locale = p.locale
          ), moved as (
            update products_category_lnk l set category_id = w.category_id from wanted w
             where l.product_id = w.id and l.category_id <> w.category_id
            returning w.document_id
          ), placed as (
            insert into products_category_lnk (product_id, category_id)
            select w.id, w.category_id from wanted w
             where not exists (select 1 from products_category_lnk l where l.product_id = w.id)
            returning product_id
          ), shelved as (
            insert into products_categories_lnk (product_id, category_id, category_ord)
            select w.id, w.category_id, 0 from wanted w
             where not exists (select 1 from products_categories_lnk l
                                where l.product_id = w.id and l.category_id = w.category_id)
            returning product_id
          )
          select document_id from moved
          union select w.document_id from wanted w
           where w.id in (select product_id from placed) or w.id in (select product_id from shelved)`,
  },
  {
    // The default is taken from the present unit before another gets it.
    sql: `update product_units pu set is_default = false, updated_at = now()
       from ${present} r
       join products p on p.document_id = r.product_id and p.locale = 'en' and p.company_code = $4
       join product_units_product_id_lnk pl on pl.product_id = p.id
      where r.makes_default and pu.id = pl.product_unit_id and pu.is_default and pu.id is distinct from r.sold_id
     returning p.document_id`,
  },
  {
    sql: `update product_units pu set price = coalesce(r.price, pu.price),
            original_price = coalesce(r.original_price, pu.original_price),
            barcode = coalesce(r.unit_barcode, pu.barcode),
            is_default = pu.is_default or r.makes_default, updated_at = now()
       from ${present} r
      where pu.id = r.sold_id and pu.company_code = $4
        and ((r.price is not null and r.price <> pu.price)
          or (r.original_price is not null and r.original_price is distinct from pu.original_price)
          or (r.unit_barcode is not null and r.unit_barcode is distinct from pu.barcode)
          or (r.makes_default and pu.is_default is not true))
     returning r.product_id as document_id`,
  },
  {
    sql: `with fresh as materialized (select * from ${present} n where n.sold_id is null and n.unit_id is not null),
          sold as (
            insert into product_units (document_id, company_code, unit_value, conversion_rate, price, original_price,
              is_default, is_active, barcode, created_at, updated_at, published_at)
            select f.new_unit_id, $4, f.unit_value, f.conversion_rate, f.price, f.original_price,
                   f.makes_default or (f.row = f.head and not exists (
                     select 1 from products p join product_units_product_id_lnk pl on pl.product_id = p.id
                      where p.document_id = f.product_id)),
                   true, f.unit_barcode, now(), now(), now()
              from fresh f order by f.head, f.row
            returning id, document_id
          ), of_products as (
            insert into product_units_product_id_lnk (product_unit_id, product_id)
            select s.id, p.id from sold s join fresh f on f.new_unit_id = s.document_id
              join products p on p.document_id = f.product_id and p.locale = 'en'
          ), of_units as (
            insert into product_units_unit_id_lnk (product_unit_id, unit_id)
            select s.id, u.id from sold s join fresh f on f.new_unit_id = s.document_id
              join units u on u.document_id = f.unit_id and u.locale = 'en'
          )
          select product_id as document_id from fresh`,
  },
  {
    ledger: true,
    sql: `with place as (select document_id from locations where company_code = $4 and is_default),
          wanted as (
            select r.product_id, place.document_id as location_id, r.stock, coalesce(l.on_hand, 0) as on_hand
              from ${presentHeads} r cross join place
              left join stock_levels l on l.product_id = r.product_id and l.location_id = place.document_id
             where r.stock is not null and (l.product_id is null or l.on_hand <> r.stock)
          ), written as (
            insert into stock_levels (product_id, location_id, company_code, on_hand)
            select product_id, location_id, $4, stock from wanted
            on conflict (product_id, location_id) do update set on_hand = excluded.on_hand, updated_at = now()
          ), moved as (
            insert into stock_movements (company_code, product_id, location_id, kind, on_hand_delta, unit_cost, reason, actor)
            select $4, w.product_id, location_id, 'adjustment', stock - on_hand, p.cost, $5, $6
              from wanted w join products p on p.document_id = w.product_id and p.locale = 'en' where stock <> on_hand
          )
          select product_id as document_id from wanted`,
  },
];

/** A row that can no longer be applied, because the shop changed since the file was checked. */
export type Obstacle = { row: number; column: 'category' | 'unit' | 'sku' | 'stock' };

/** Locks what the batch changes, and says whether something is in its way. */
export const prepareBatch = async (db: ClientBase, batch: Batch): Promise<Obstacle | null> => {
  const range = [batch.jobId, batch.from, batch.to];
  const whole = [...range, batch.companyCode];
  if (batch.hasNew) {
    const { rowCount } = await db.query(adoptProducts, whole);
    if (rowCount) {
      await db.query(adoptUnits, range);
      batch.hasPresent = true;
    }
  }
  if (batch.hasPresent) {
    await db.query(lockProducts, whole);
    await db.query(lockLevels, whole);
    const { rows } = await db.query<Obstacle>(lostProducts, whole);
    if (rows[0]) return rows[0];
  }
  const { rows } = await db.query<Obstacle>(missingReferences, whole);
  return rows[0] ?? null;
};

/**
 * Writes a batch into the catalogue, each table by one statement.
 * @returns how many products are new, and how many others differ from before
 */
export const writeBatch = async (
  db: ClientBase,
  batch: Batch,
  ledger: { reason: string; actor: string },
): Promise<{ created: number; updated: number }> => {
  const whole: unknown[] = [batch.jobId, batch.from, batch.to, batch.companyCode];
  const withLedger = [...whole, ledger.reason, ledger.actor];
  if (batch.hasNew) await db.query(insertProducts, withLedger);
  const changed = new Set<string>();
  if (batch.hasPresent) {
    for (const { sql, ledger: recorded } of updates) {
      const { rows } = await db.query<{ document_id: string }>(sql, recorded ? withLedger : whole);
      for (const row of rows) changed.add(row.document_id);
    }
  }
  const { rows } = await db.query<{ created: number }>(
    `select count(*)::int as created from (${batchRows}) r where r.is_new and r.row = r.head`,
    whole.slice(0, 3),
  );
  return { created: rows[0]?.created ?? 0, updated: changed.size };
};

/** Tables that were small a moment ago would otherwise be joined as if they still were. */
export const analyseCatalogue = async (db: ClientBase): Promise<void> => {
  await db.query(
    `analyze products, products_category_lnk, products_categories_lnk, products_basic_unit_lnk, product_units,
       product_units_product_id_lnk, product_units_unit_id_lnk, stock_levels, storefront_products,
       storefront_shelves, storefront_search`,
  );
};
