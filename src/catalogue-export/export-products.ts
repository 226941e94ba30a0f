import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { Filter } from '../storefront/list-query';
import type { Company } from '../tenancy/company';
import { csvSheet } from './csv-sheet';
import { cellsOf, type ExportedCells } from './sheet-cells';
import { exportedRows, nextProducts } from './store';
import { xlsxSheet } from './xlsx-sheet';

const BATCH = 1_000;

async function* batchesOf(db: Knex, companyCode: string, filters: Filter[]): AsyncGenerator<ExportedCells[]> {
  let after = '';
  for (;;) {
    const ids = await nextProducts(db, companyCode, filters, after, BATCH);
    const last = ids.at(-1);
    if (last === undefined) return;
    yield (await exportedRows(db, companyCode, ids)).map(cellsOf);
    after = last;
  }
}

/** The products that the filters leave, as a sheet that an import takes back: read and sent a batch at a time. */
export const exportProducts = (
  db: Knex,
  { code }: Company,
  filters: Filter[],
  format: 'csv' | 'xlsx',
): Readable => {
  const batches = batchesOf(db, code, filters);
  return format === 'csv' ? Readable.from(csvSheet(batches)) : xlsxSheet(batches);
};
