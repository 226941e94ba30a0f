/**
 * `npm run import -- file.csv|xlsx`: imports products from a sheet, beside a running shop or alone.
 *
 *   --company CODE   the company whose catalogue it is (the default company unless given)
 *   --dry-run        checks the sheet and says what it would change
 *
 * An import that was cut off goes on where it stopped when the same command is given again.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './launch/build.mjs';
import { openDatabase } from './launch/database.mjs';
import { checkDatabaseUrl, loadEnvironment } from './launch/environment.mjs';
import { live } from './launch/lifetime.mjs';
import { importSheet, readImportOptions, USAGE } from './import/sheet.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

await live(async ({ onEnd, whole }) => {
  const options = readImportOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  loadEnvironment(projectDir, { create: false });
  if (process.env.DATABASE_URL) checkDatabaseUrl(process.env.DATABASE_URL);
  await whole(build(projectDir, { panel: false }));
  const database = await whole(openDatabase(projectDir, 'npm run import'));
  onEnd(() => database.close());
  await importSheet({ projectDir, databaseUrl: database.url, ...options });
});
