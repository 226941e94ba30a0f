import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const seedFolder = new URL('../../database/seed/', import.meta.url);

/**
 * The rows of a CSV file of `database/seed`, as objects keyed by its header line; all values are strings.
 *
 * @param {string} name file name, such as `products.csv`
 * @returns {Record<string, string>[]}
 */
export function readSeedCsv(name) {
  return parse(readFileSync(fileURLToPath(new URL(name, seedFolder))), {
    columns: true,
    bom: true,
    trim: true,
    skip_empty_lines: true,
  });
}
