/**
 * Which change in which table touches which products. Each statement on a source table marks the
 * products it touches; when the transaction commits, they are projected, once each, however many
 * statements marked them and whoever wrote: the panel, REST, a bulk load, a cascade.
 */
import { tellOf } from './change-triggers';

type Source = {
  table: string;
  /** selects document ids of products, given the changed rows as `changed` */
  touches: string;
  /** for updates: the columns that matter (all when absent) */
  columns?: string[];
  /**
   * For rows that many products share: selects the codes of the companies concerned. A product that moves to
   * such a row in a transaction of its own is not seen from here, nor this change from there; so the companies'
   * projections wait until this transaction has ended.
   */
  sharedIn?: string;
  /** whether updates come with every order, and are judged by `hot-triggers.ts` */
  hot?: true;
  /** whether products may refer to what an insert changes; nobody refers to a row that is not committed yet */
  sharedOnInsert?: true;
};

const allCompanies = 'select code from companies where exists (select 1 from changed)';
const ownCompany = 'select company_code from changed';

const productsByRow = (column: string): string =>
  `select p.document_id from changed join products p on p.id = changed.${column}`;

const sources: Source[] = [
  { table: 'products', touches: 'select document_id from changed' },
  { table: 'products_category_lnk', touches: productsByRow('product_id') },
  { table: 'products_categories_lnk', touches: productsByRow('product_id') },
  { table: 'products_basic_unit_lnk', touches: productsByRow('product_id') },
  { table: 'product_units_product_id_lnk', touches: productsByRow('product_id') },
  {
    table: 'product_units',
    touches: `select p.document_id from changed
                join product_units_product_id_lnk l on l.product_unit_id = changed.id
                join products p on p.id = l.product_id`,
  },
  {
    table: 'product_units_unit_id_lnk',
    touches: `select p.document_id from changed
                join product_units_product_id_lnk l on l.product_unit_id = changed.product_unit_id
                join products p on p.id = l.product_id`,
  },
  {
    table: 'units',
    sharedIn: ownCompany,
    columns: ['name', 'symbol', 'type'],
    touches: `select p.document_id from changed
                join units u on u.document_id = changed.document_id
                join product_units_unit_id_lnk ul on ul.unit_id = u.id
                join product_units_product_id_lnk l on l.product_unit_id = ul.product_unit_id
                join products p on p.id = l.product_id
              union
              select p.document_id from changed
                join units u on u.document_id = changed.document_id
                join products_basic_unit_lnk bl on bl.unit_id = u.id
                join products p on p.id = bl.product_id`,
  },
  {
    table: 'categories',
    sharedIn: ownCompany,
    columns: ['name', 'slug'],
    touches: `select s.document_id from changed
                join storefront_shelves s on s.company_code = changed.company_code and s.list = changed.document_id`,
  },
  {
    table: 'categories_parent_lnk',
    sharedIn: 'select c.company_code from changed join categories c on c.id = changed.category_id',
    sharedOnInsert: true,
    touches: `select s.document_id from changed
                join categories c on c.id = changed.category_id
                join storefront_shelves s on s.company_code = c.company_code and s.list = c.document_id`,
  },
  {
    table: 'files_related_mph',
    touches: `select p.document_id from changed join products p on p.id = changed.related_id
               where changed.related_type = 'api::product.product'`,
  },
  {
    table: 'files',
    sharedIn: allCompanies,
    columns: ['url', 'alternative_text', 'alternative_text_ar', 'formats'],
    touches: `select p.document_id from changed
                join files_related_mph m on m.file_id = changed.id and m.related_type = 'api::product.product'
                join products p on p.id = m.related_id`,
  },
  { table: 'stock_levels', hot: true, touches: 'select product_id from changed' },
  {
    table: 'locations',
    sharedIn: ownCompany,
    columns: ['name', 'odoo_location_id', 'is_default'],
    touches: `select l.product_id from changed join stock_levels l on l.location_id = changed.document_id`,
  },
  {
    table: 'companies',
    sharedIn: 'select code from changed',
    columns: ['default_locale'],
    touches: `select p.document_id from changed join products p on p.company_code = changed.code`,
  },
];

/** The tables whose change reaches the read model. */
export const projectionSources = sources.map((source) => source.table);

// The first key of the advisory locks of the read model; the second is the company's.
const LOCK = 5_055;

const lockCompanies = (lock: string, codes: string): string => `
  perform ${lock}(${LOCK}, hashtext(code))
     from (select distinct code from (${codes}) concerned(code) order by code) ordered;`;

const waitFor = ({ sharedIn, sharedOnInsert }: Source, event: string, changed: string): string =>
  sharedIn && (event !== 'insert' || sharedOnInsert)
    ? lockCompanies('pg_advisory_xact_lock', `with changed as (${changed}) ${sharedIn}`)
    : '';

const markFunction = (source: Source, event: string, changed: string): string => `
create or replace function storefront_mark_${source.table}_${event}() returns trigger language plpgsql as $$
begin${waitFor(source, event, changed)}
  with changed as (${changed}), marked as (
    insert into storefront_dirty (document_id)
    select distinct touched.document_id from (${source.touches}) touched(document_id)
     where touched.document_id is not null
    on conflict do nothing returning 1
  )
  insert into storefront_pending (transaction_id)
  select pg_current_xact_id() where exists (select 1 from marked)
  on conflict do nothing;
  return null;
end
$$`;

const markTrigger = (table: string, event: string, transitions: string): string => `
create or replace trigger storefront_${event} after ${event} on ${table}
  referencing ${transitions}
  for each statement execute function storefront_mark_${table}_${event}()`;

const changedByUpdate = (columns: string[] | undefined): string => {
  if (!columns) return 'select * from old_rows union all select * from new_rows';
  const of = (alias: string): string => columns.map((column) => `${alias}.${column}`).join(', ');
  return `select n.* from new_rows n join old_rows o on o.id = n.id where (${of('o')}) is distinct from (${of('n')})`;
};

const statementsOf = (source: Source): string[] => [
  markFunction(source, 'insert', 'select * from new_rows'),
  markTrigger(source.table, 'insert', 'new table as new_rows'),
  markFunction(source, 'delete', 'select * from old_rows'),
  markTrigger(source.table, 'delete', 'old table as old_rows'),
  ...(source.hot
    ? []
    : [
        markFunction(source, 'update', changedByUpdate(source.columns)),
        markTrigger(source.table, 'update', 'old table as old_rows new table as new_rows'),
      ]),
];

const projectedCompanies = `select company_code from products where document_id = any(ids)
     union select company_code from storefront_products where document_id = any(ids)`;

const flushFunction = `
create or replace function storefront_flush() returns trigger language plpgsql as $$
declare
  ids text[];
begin
  with taken as (
    delete from storefront_dirty where transaction_id = pg_current_xact_id() returning document_id
  )
  select array_agg(document_id::text) into ids from taken;
  delete from storefront_pending where transaction_id = pg_current_xact_id();
  if ids is not null then
    ${lockCompanies('pg_advisory_xact_lock_shared', 'select company_code from products where document_id = any(ids)').trim()}
    -- Before the projection, which forgets whose the deleted ones were.
    ${tellOf('products', projectedCompanies)}
    perform storefront_refresh(ids);
  end if;
  return null;
end
$$`;

const flushTrigger = [
  'drop trigger if exists storefront_flush on storefront_pending',
  `create constraint trigger storefront_flush after insert on storefront_pending
     deferrable initially deferred for each row execute function storefront_flush()`,
];

/** Everything that keeps the read model true, safe to run again. */
export const projectionTriggers = [...sources.flatMap(statementsOf), flushFunction, ...flushTrigger];
