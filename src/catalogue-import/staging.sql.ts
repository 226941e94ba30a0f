import type { ClientBase } from 'pg';
import type { RowComplaint } from './import-failure';

/** A row on its way from the file to the plan: references are ids, amounts exact decimal texts. */
export type StagedRow = {
  row: number;
  sku: string | null;
  barcode: string | null;
  titleEn: string | null;
  titleAr: string | null;
  categoryId: string | null;
  unitId: string | null;
  unitValue: string | null;
  price: string | null;
  originalPrice: string | null;
  stock: string | null;
  status: string | null;
};

const columns: [name: string, type: string, field: keyof StagedRow][] = [
  ['row', 'int', 'row'],
  ['sku', 'text', 'sku'],
  ['barcode', 'text', 'barcode'],
  ['title_en', 'text', 'titleEn'],
  ['title_ar', 'text', 'titleAr'],
  ['category_id', 'text', 'categoryId'],
  ['unit_id', 'text', 'unitId'],
  ['unit_value', 'numeric', 'unitValue'],
  ['price', 'numeric', 'price'],
  ['original_price', 'numeric', 'originalPrice'],
  ['stock', 'bigint', 'stock'],
  ['status', 'text', 'status'],
];

const names = columns.map(([name]) => name).join(', ');
const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');

/**
 * Makes the tables through which a file is read. They belong to the connection and are gone with it; a cell
 * has one complaint, the first.
 */
export const createStaging = async (db: ClientBase): Promise<void> => {
  await db.query(`
    drop table if exists pg_temp.import_staged, pg_temp.import_complaints, pg_temp.import_planned;
    create temporary table import_staged (
      ${columns.map(([name, type]) => `${name} ${type}`).join(', ')}, primary key (row));
    create temporary table import_complaints (
      row int not null, column_name text not null, code text not null, value text,
      primary key (row, column_name))`);
};

export const stageRows = async (db: ClientBase, rows: StagedRow[]): Promise<void> => {
  if (rows.length === 0) return;
  await db.query({
    name: 'import-stage',
    text: `insert into import_staged (${names}) select * from unnest(${arrays})`,
    values: columns.map(([, , field]) => rows.map((row) => row[field])),
  });
};

export const stageComplaints = async (db: ClientBase, complaints: RowComplaint[]): Promise<void> => {
  if (complaints.length === 0) return;
  await db.query(
    `insert into import_complaints (row, column_name, code, value)
     select * from unnest($1::int[], $2::text[], $3::text[], $4::text[]) on conflict do nothing`,
    [
      complaints.map(({ row }) => row),
      complaints.map(({ column }) => column ?? ''),
      complaints.map(({ code }) => code),
      complaints.map(({ value }) => value?.slice(0, 120) ?? null),
    ],
  );
};

/** How many complaints there are, and the first of them in the order of the sheet. */
export const readComplaints = async (
  db: ClientBase,
  most: number,
): Promise<{ count: number; first: RowComplaint[] }> => {
  const { rows: counted } = await db.query<{ count: number }>(
    'select count(*)::int as count from import_complaints',
  );
  const { rows: first } = await db.query<RowComplaint>(
    `select row, nullif(column_name, '') as column, code, value
       from import_complaints order by row, column_name limit $1`,
    [most],
  );
  return { count: counted[0]?.count ?? 0, first };
};
