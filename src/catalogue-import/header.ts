import { type ImportColumn, importColumns } from '../domain/catalogue/import-row';
import { failAt, ImportFailure, type RowComplaint } from './import-failure';
import { MOST_COLUMNS } from './limits';

/** Which column stands at which place; places without a name are null. */
export type Header = (ImportColumn | null)[];

const isColumn = (name: string): name is ImportColumn => (importColumns as readonly string[]).includes(name);

/**
 * Reads the first row of a sheet.
 * @throws ImportFailure naming unknown columns, those that stand there twice, and a missing key
 */
export const readHeader = (cells: string[]): Header => {
  if (cells.length > MOST_COLUMNS) throw failAt(1, 'too_many_columns', String(MOST_COLUMNS));
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const complaints = names.flatMap((name, place): RowComplaint[] => {
    if (name === '') return [];
    const complain = (code: string): RowComplaint[] => [
      { row: 1, column: null, code, value: name.slice(0, 80) },
    ];
    if (!isColumn(name)) return complain('unknown_column');
    return names.indexOf(name) < place ? complain('duplicate_column') : [];
  });
  if (!names.includes('sku') && !names.includes('barcode')) {
    complaints.push({ row: 1, column: null, code: 'missing_column', value: 'sku' });
  }
  if (complaints.length > 0) throw new ImportFailure(complaints);
  return names.map((name) => (isColumn(name) ? name : null));
};
