import path from 'node:path';
import pg from 'pg';
import { Failure } from '../launch/failure.mjs';
import { insertCatalogues, readCatalogue, readSheets } from './catalogue.mjs';
import { COMPANIES } from './companies.mjs';
import { drawPictures, registerPictures } from './pictures.mjs';
import { removeCompanies } from './removal.mjs';

/** Any number, known to seeding only: two seedings of one database wait for each other. */
const SEED_LOCK = 5_055_001;

/**
 * Loads the demo catalogue (three companies, some 20,000 products, pictures) into a migrated database, in one
 * transaction. Does nothing when there is a product already, unless `force` is set: then the demo companies are
 * removed first, with everything in their catalogues.
 *
 * @param {{ databaseUrl: string, projectDir: string, log: (line: string) => void, force?: boolean }} options
 * @returns {Promise<{ seeded: boolean, products: number, seconds: number }>}
 * @throws {Failure} when the tables are missing
 */
export async function seedIfEmpty({ databaseUrl, projectDir, log, force = false }) {
  const started = Date.now();
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'saptmarkets-seed' });
  await client.connect();
  try {
    await requireTables(client);
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [SEED_LOCK]);
    const obstacle = force ? null : await findObstacle(client);
    if (obstacle !== null) {
      await client.query('rollback');
      log(`${obstacle}; nothing was loaded (--force replaces the demo companies).`);
      return { seeded: false, products: 0, seconds: secondsSince(started) };
    }
    const catalogues = await load(client, { projectDir, log, force });
    report(catalogues, log);
    await client.query('analyze');
    const products = catalogues.reduce((sum, catalogue) => sum + catalogue.products.length, 0);
    const seconds = secondsSince(started);
    log(`Demo catalogue loaded: ${products} products in ${seconds} s.`);
    // No accounts come with it: their passwords would be known to everybody.
    log('It has no drivers: staff hire them with POST /api/delivery-personnel, or in the panel.');
    return { seeded: true, products, seconds };
  } finally {
    // An open transaction ends with its connection, so a failure leaves nothing behind.
    await client.end();
  }
}

async function load(client, { projectDir, log, force }) {
  const drawing = drawPictures(path.join(projectDir, 'public', 'uploads'));
  // Until it is awaited below, a failed drawing must not end the process as an unhandled rejection.
  drawing.catch(() => {});
  await client.query("set local time zone 'UTC'");
  const codes = COMPANIES.map(({ code }) => code);
  if (force) await removeCompanies(client, codes);
  const { rows } = await client.query('select 1 from companies where is_default');
  log('Reading the demo catalogue …');
  const sheets = readSheets();
  const catalogues = COMPANIES.map((company) =>
    // A shop that has chosen its default company keeps it.
    readCatalogue({ ...company, isDefault: company.isDefault && rows.length === 0 }, sheets),
  );
  log('Drawing its pictures …');
  const pictures = await registerPictures(client, await drawing);
  log('Writing its products …');
  await insertCatalogues(client, catalogues, { sheets, pictures, now: new Date() });
  log('Putting them on the shelves …');
  await client.query('commit');
  return catalogues;
}

async function requireTables(client) {
  const { rows } = await client.query(
    `select name from unnest(array['products', 'companies', 'stock_levels', 'product_counters']) as name
     where to_regclass(name) is null`,
  );
  if (rows.length > 0) {
    throw new Failure(
      `The database has no table "${rows[0].name}" yet: start the server once so that it creates its tables, then seed.`,
    );
  }
}

async function findObstacle(client) {
  const { rows: products } = await client.query('select 1 from products limit 1');
  if (products.length > 0) return 'There are products already';
  const { rows: companies } = await client.query('select code from companies where code = any ($1) limit 1', [
    COMPANIES.map(({ code }) => code),
  ]);
  return companies.length > 0 ? `There is a company "${companies[0].code}" already` : null;
}

function report(catalogues, log) {
  for (const { company, products, tree, reasons, rowCount } of catalogues) {
    log(`${company.code}: ${products.length} products of ${rowCount} rows, ${tree.all().length} categories.`);
    for (const [reason, count] of reasons) log(`  ${reason}: ${count}`);
  }
}

function secondsSince(started) {
  return Math.round((Date.now() - started) / 100) / 10;
}
