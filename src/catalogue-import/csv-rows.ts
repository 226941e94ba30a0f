import fs from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { failAt, ImportFailure } from './import-failure';
import { LONGEST_RECORD } from './limits';
import type { SheetRow } from './sheet-row';
import { readUtf8Lines } from './utf8-lines';

const DELIMITERS = [',', ';', '\t'];

/** The sign between the cells: the one that the header has most of, outside quotes. */
export const delimiterOf = (header: string): string => {
  const bare = (header.split(/\r\n|\n|\r/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

const quoteErrors = new Set([
  'CSV_QUOTE_NOT_CLOSED',
  'INVALID_OPENING_QUOTE',
  'CSV_INVALID_CLOSING_QUOTE',
  'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE',
]);

const asFailure = (error: unknown): unknown => {
  if (error instanceof ImportFailure || !(error instanceof CsvError)) return error;
  const line = Number(error['lines'] ?? 1);
  if (quoteErrors.has(error.code)) return failAt(line, 'broken_quotes');
  return error.code === 'CSV_MAX_RECORD_SIZE' ? failAt(line, 'line_too_long', String(LONGEST_RECORD)) : error;
};

async function* startingWith(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/**
 * Reads the rows of a CSV file, as a stream.
 * @throws ImportFailure for other encodings than UTF-8 and for broken quotes, naming the line of the file
 */
export async function* readCsvRows(file: string): AsyncGenerator<SheetRow> {
  const text = readUtf8Lines(fs.createReadStream(file, { highWaterMark: 256 * 1024 }));
  const first = await text.next();
  if (first.done) return;
  const parser = parse({
    delimiter: delimiterOf(first.value),
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
  });
  // A pipe tells its end nothing of what broke at its beginning.
  Readable.from(startingWith(first.value, text))
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      yield { row, cells };
    }
  } catch (error) {
    throw asFailure(error);
  }
}
