import path from 'node:path';
import pg from 'pg';
import { insertShop, readCatalogue, readSheets } from './catalogue.mjs';
import { COMPANIES } from './companies.mjs';
import { Documents } from './documents.mjs';
import { drawPictures, registerPictures } from './pictures.mjs';
import { removeCompanies } from './removal.mjs';
import { createLastingStaging, createStaging, publishStaged, stage } from './staging.mjs';

const MODEL = 'dubai';
/** Rounds that share nothing but tables run side by side. */
const CONNECTIONS = 2;

/**
 * Makes a company of `count` products for the benchmark, in place of one of that code: the products of the
 * largest demo company, multiplied in the database with ids, SKUs and slugs of their own. Each multiplication
 * is a transaction, so that the read model is built in portions.
 *
 * @param {{ databaseUrl: string, companyCode: string, count: number, projectDir?: string }} options pictures go
 *   into `projectDir`, the current folder unless given
 * @returns {Promise<{ products: number, seconds: number }>}
 */
export async function seedBenchmarkCatalogue({
  databaseUrl,
  companyCode,
  count,
  projectDir = process.cwd(),
}) {
  const started = Date.now();
  const model = COMPANIES.find(({ code }) => code === MODEL);
  const company = { ...model, code: companyCode, name: `Benchmark ${companyCode}`, isDefault: false };
  const sheets = readSheets();
  const whole = readCatalogue(company, sheets);
  const catalogue = { ...whole, products: whole.products.slice(0, count) };
  const drawn = await drawPictures(path.join(projectDir, 'public', 'uploads'));
  const rounds = roundsOf(count, catalogue.products.length);
  const connections = Math.min(CONNECTIONS, rounds.length);
  const clients = await Promise.all(Array.from({ length: connections }, () => connect(databaseUrl)));
  try {
    const [first] = clients;
    await first.query('begin');
    await removeCompanies(first, [companyCode]);
    const pictures = await registerPictures(first, drawn);
    const { rows } = await insertShop(new Documents(first), catalogue, { sheets, pictures, now: new Date() });
    await first.query('commit');
    for (const client of clients) await stageModel(client, rows);
    await multiply(first, rounds.shift(), { firstLoad: true });
    await Promise.all(clients.map((client) => work(client, rounds)));
    await first.query('analyze');
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
  return { products: count, seconds: Math.round((Date.now() - started) / 100) / 10 };
}

async function connect(databaseUrl) {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'saptmarkets-benchmark-seed',
  });
  await client.connect();
  await client.query("set time zone 'UTC'");
  // The projection's function runs once a round here; after five it would get a plan for a handful of products.
  await client.query('set plan_cache_mode = force_custom_plan');
  return client;
}

async function stageModel(client, rows) {
  await createLastingStaging(client, 'model');
  await stage(client, rows, 'model');
  await client.query('analyze model_products, model_units, model_stock');
}

/** How many products each multiplication makes: the whole model, but for the last. */
function roundsOf(count, modelSize) {
  const rounds = [];
  for (let made = 0; made < count; made += modelSize) {
    rounds.push({ number: rounds.length, size: Math.min(modelSize, count - made) });
  }
  return rounds;
}

async function work(client, rounds) {
  for (let round = rounds.shift(); round; round = rounds.shift()) {
    await multiply(client, round);
  }
}

/** Publishes one more copy of the model's first products. */
async function multiply(client, { number, size }, { firstLoad = false } = {}) {
  const suffixes = number === 0 ? ['', ''] : [`-r${number}`, ` ${number}`];
  await client.query('begin');
  await createStaging(client);
  await client.query(
    `insert into staged_products
     select (jsonb_populate_record(m, jsonb_build_object(
       'document_id', ${copyOf('m.document_id')}, 'sku', m.sku || $2, 'slug', m.slug || $2,
       'title_en', m.title_en || $3, 'barcode', m.barcode || $2))).*
     from model_products m order by m.sku limit $4`,
    [number, ...suffixes, size],
  );
  await client.query(
    `insert into staged_units
     select (jsonb_populate_record(m, jsonb_build_object(
       'document_id', ${copyOf('m.document_id')}, 'product_id', s.document_id, 'sku', m.sku || $2))).*
     from model_units m join staged_products s on s.document_id = ${copyOf('m.product_id')}`,
    [number, suffixes[0]],
  );
  await client.query(
    `insert into staged_stock
     select (jsonb_populate_record(m, jsonb_build_object('product_id', s.document_id))).*
     from model_stock m join staged_products s on s.document_id = ${copyOf('m.product_id')}`,
    [number],
  );
  await publishStaged(client, { firstLoad });
  await client.query('commit');
}

/** A document id for the copy of a row in round $1: a letter and 23 hexadecimal digits, as valid as Strapi's. */
function copyOf(column) {
  return `left(${column}, 1) || left(md5(${column} || $1::int), 23)`;
}
