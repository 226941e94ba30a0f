import type { ClientBase } from 'pg';

const complain = (column: string, code: string, value: string, from: string): string => `
  insert into import_complaints (row, column_name, code, value)
  select p.row, '${column}', '${code}', left((${value})::text, 120) from import_planned p ${from}
  on conflict do nothing`;

const contradicts = (column: string): string =>
  complain(
    column,
    'contradicts',
    'h.row',
    `join import_planned h on h.row = p.head
      where p.row > p.head and p.${column} is not null and p.${column} is distinct from h.${column}`,
  );

const requiredForNew = (column: string, condition: string, rows = ''): string =>
  complain(column, 'required', 'null', `where p.is_new and ${condition} ${rows}`);

const ONLY_HEADS = 'and p.row = p.head';

/** Pieces are whole: what is stored is rounded to six decimals, as the rules of product units do. */
const brokenPieces = `p.unit_type = 'piece' and mod(round(p.unit_value * p.conversion_rate, 6), 1) <> 0`;

/** Everything that a row can be wrong about besides its own cells; $1 is the company. */
const checks: string[] = [
  // What a new product says of itself.
  requiredForNew('title_en', 'p.title_en is null and p.title_ar is null', ONLY_HEADS),
  requiredForNew('category', 'p.category_id is null', ONLY_HEADS),
  requiredForNew('unit', 'p.unit_id is null'),
  requiredForNew('price', 'p.price is null'),

  // What a new unit of a product that is there says of itself.
  complain(
    'unit',
    'no_such_unit',
    'null',
    `where not p.is_new and p.sold_id is null and p.unit_id is null
        and (p.price is not null or p.original_price is not null or p.unit_barcode is not null)`,
  ),
  complain(
    'price',
    'required_for_unit',
    'null',
    'where not p.is_new and p.sold_id is null and p.unit_id is not null and p.price is null',
  ),

  // Units fit what the product is counted by.
  complain(
    'unit',
    'no_basic_unit',
    'p.unit_type',
    'where p.sold_id is null and p.unit_id is not null and p.basic_id is null',
  ),
  complain(
    'unit',
    'wrong_unit_type',
    'p.basic_type',
    'where p.unit_id is not null and p.basic_type is not null and p.unit_type <> p.basic_type',
  ),
  complain('unit_value', 'broken_pieces', 'p.unit_value', `where p.sold_id is null and ${brokenPieces}`),
  complain(
    'unit_value',
    'not_positive',
    'p.unit_value',
    'where p.sold_id is null and round(p.unit_value * p.conversion_rate, 6) <= 0',
  ),
  complain(
    'unit',
    'duplicate_unit',
    'o.row',
    `join (select row as at, min(row) over (partition by head, coalesce(sold_id::text, unit_id || ' ' || trim_scale(unit_value))) as row
             from import_planned where sold_id is not null or unit_id is not null) o on o.at = p.row
      where o.row < p.row`,
  ),

  // The rows of a product agree with its first row.
  ...['title_en', 'title_ar', 'category', 'status', 'stock'].map((column) =>
    contradicts(column === 'category' ? 'category_id' : column).replace("'category_id'", "'category'"),
  ),

  // Two products of the file are not one in the shop.
  complain(
    'sku',
    'same_product',
    'o.row',
    `join (select product_id, min(head) as row from import_planned where product_id is not null group by product_id) o
        on o.product_id = p.product_id
      where p.row = p.head and o.row < p.row`,
  ),

  // Keys that others have: products their barcodes and SKUs, units theirs.
  complain(
    'barcode',
    'barcode_taken',
    `coalesce(t.sku, t.document_id)`,
    `join products t on t.company_code = $1 and t.locale = 'en' and t.barcode = p.barcode
      where p.row = p.head and t.document_id is distinct from p.product_id`,
  ),
  complain(
    'barcode',
    'barcode_of_other_sku',
    'p.present_sku',
    `where p.row = p.head and p.sku is not null and p.present_sku <> '' and p.present_sku <> p.sku`,
  ),
  complain(
    'barcode',
    'barcode_taken_by_unit',
    't.document_id',
    `join product_units t on t.company_code = $1 and t.barcode = p.unit_barcode
      where p.unit_barcode is not null and t.id is distinct from p.sold_id`,
  ),
  complain(
    'barcode',
    'repeated_barcode',
    'o.row',
    `join (select barcode, min(row) as row from import_planned where barcode is not null and row = head
            group by barcode having count(*) > 1) o on o.barcode = p.barcode
      where p.row = p.head and p.row > o.row`,
  ),
  complain(
    'barcode',
    'repeated_barcode',
    'o.row',
    `join (select unit_barcode, min(row) as row from import_planned where unit_barcode is not null
            group by unit_barcode having count(*) > 1) o on o.unit_barcode = p.unit_barcode
      where p.row > o.row`,
  ),

  // Stock lies at the default location, in whole pieces, and never below what orders wait for.
  complain(
    'stock',
    'no_default_location',
    'null',
    `where p.row = p.head and p.stock is not null
        and not exists (select 1 from locations l where l.company_code = $1 and l.is_default)`,
  ),
  complain(
    'stock',
    'broken_pieces',
    'p.stock / 1000.0',
    `where p.row = p.head and p.stock % 1000 <> 0 and coalesce(p.basic_type, p.unit_type) = 'piece'`,
  ),
  complain(
    'stock',
    'stock_reserved',
    'trim_scale(l.reserved / 1000.0)',
    `join stock_levels l on l.product_id = p.product_id
     join locations d on d.document_id = l.location_id and d.is_default and d.company_code = $1
      where p.row = p.head and p.stock < l.reserved`,
  ),
];

/** Holds the plan against the rules of the shop; what is wrong goes to the complaints. */
export const checkPlan = async (db: ClientBase, companyCode: string): Promise<void> => {
  for (const check of checks) await db.query(check, check.includes('$1') ? [companyCode] : []);
};
