import { guardCell } from '../domain/catalogue/formula-cell';
import { type ImportColumn, importColumns } from '../domain/catalogue/import-row';
import type { ExportedRow } from './store';

/** The cells of a row as they are written; empty ones are empty texts. */
export type ExportedCells = Record<ImportColumn, string>;

/** Columns of numbers, which stay numbers. */
export const numberColumns: readonly ImportColumn[] = ['unit_value', 'price', 'original_price', 'stock'];

/** Turns a row into cells that no spreadsheet runs as formulas. */
export const cellsOf = (row: ExportedRow): ExportedCells =>
  Object.fromEntries(
    importColumns.map((column) => {
      const text = row[column] ?? '';
      return [column, numberColumns.includes(column) ? text : guardCell(text)];
    }),
  ) as ExportedCells;
