import { type ImportColumn, importColumns } from '../domain/catalogue/import-row';
import type { ExportedCells } from './sheet-cells';

const BYTE_ORDER_MARK = '\uFEFF';

const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const line = (cells: string[]): string => `${cells.map(quoted).join(',')}\r\n`;

/** A CSV file, in UTF-8 with a byte order mark, by which Excel knows Arabic. */
export async function* csvSheet(batches: AsyncIterable<ExportedCells[]>): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + line([...importColumns]);
  for await (const rows of batches) {
    yield rows.map((row) => line(importColumns.map((column: ImportColumn) => row[column]))).join('');
  }
}
