import type { ClientBase } from 'pg';
import { type ImportColumn, readImportRow } from '../domain/catalogue/import-row';
import { withoutHtml } from '../http/plain-text';
import { readCsvRows } from './csv-rows';
import { type Header, readHeader } from './header';
import { failAt, type RowComplaint } from './import-failure';
import type { ImportJob } from './job';
import { LONGEST_CELL, MOST_ROWS } from './limits';
import type { SheetRow } from './sheet-row';
import { categoryFinder, type Reference, unitFinder } from './shop-words';
import { loadCategoryWords, loadDecimals, loadUnitWords } from './shop-words.sql';
import { createStaging, type StagedRow, stageComplaints, stageRows } from './staging.sql';
import { readXlsxRows } from './xlsx-rows';

const BATCH = 2_000;

type Cells = Partial<Record<ImportColumn, string>>;

const cellsOf = (header: Header, { row, cells }: SheetRow, complaints: RowComplaint[]): Cells => {
  const named: Cells = {};
  cells.forEach((cell, place) => {
    const column = header[place] ?? null;
    if (column === null) {
      if (cell.trim() !== '') complaints.push({ row, column, code: 'cell_without_column', value: cell });
    } else if (cell.length > LONGEST_CELL) {
      complaints.push({ row, column, code: 'too_long', value: String(LONGEST_CELL) });
    } else {
      named[column] = withoutHtml(cell);
    }
  });
  return named;
};

/** Reads rows one by one: what a cell says, and which category and unit it means. */
const rowReader = async (
  db: ClientBase,
  companyCode: string,
): Promise<(header: Header, sheetRow: SheetRow, complaints: RowComplaint[]) => StagedRow> => {
  const decimals = await loadDecimals(db, companyCode);
  if (decimals === null) throw failAt(1, 'unknown_company', companyCode);
  const findCategory = categoryFinder(await loadCategoryWords(db, companyCode));
  const findUnit = unitFinder(await loadUnitWords(db, companyCode));

  return (header, sheetRow, complaints) => {
    const { row: number } = sheetRow;
    const { row, complaints: found } = readImportRow(cellsOf(header, sheetRow, complaints), decimals);
    for (const complaint of found) complaints.push({ row: number, ...complaint });
    const refer = (
      column: ImportColumn,
      text: string | null,
      find: (text: string) => Reference,
    ): string | null => {
      if (text === null) return null;
      const reference = find(text);
      if ('id' in reference) return reference.id;
      complaints.push({ row: number, column, code: reference.code, value: text });
      return null;
    };
    return {
      ...row,
      row: number,
      categoryId: refer('category', row.category, findCategory),
      unitId: refer('unit', row.unit, findUnit),
    };
  };
};

const isBlank = (cells: string[]): boolean => cells.every((cell) => cell.trim() === '');

/**
 * Reads the file of a job as a stream into the staging tables, a batch of rows at a time.
 * @param onProgress hears how many rows have been read
 * @returns how many rows there are
 * @throws ImportFailure when the file as a whole cannot be read
 */
export const readFileIntoStaging = async (
  db: ClientBase,
  job: ImportJob & { filePath: string },
  onProgress: (rows: number) => Promise<void>,
): Promise<number> => {
  await createStaging(db);
  const read = await rowReader(db, job.companyCode);
  const sheet = job.format === 'csv' ? readCsvRows(job.filePath) : readXlsxRows(job.filePath);
  let header: Header | null = null;
  let rows = 0;
  let staged: StagedRow[] = [];
  let complaints: RowComplaint[] = [];
  const flush = async (): Promise<void> => {
    await stageRows(db, staged);
    await stageComplaints(db, complaints);
    staged = [];
    complaints = [];
    await onProgress(rows);
  };
  for await (const sheetRow of sheet) {
    if (header === null) {
      header = readHeader(sheetRow.cells);
      continue;
    }
    if (isBlank(sheetRow.cells)) continue;
    rows += 1;
    if (rows > MOST_ROWS) throw failAt(sheetRow.row, 'too_many_rows', String(MOST_ROWS));
    staged.push(read(header, sheetRow, complaints));
    if (staged.length >= BATCH) await flush();
  }
  if (rows === 0) throw failAt(1, 'no_rows');
  await flush();
  return rows;
};
