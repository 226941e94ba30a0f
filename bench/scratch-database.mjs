import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { Failure } from '../scripts/launch/failure.mjs';
import { startEmbeddedPostgres } from '../scripts/launch/embedded-postgres.mjs';
import { say, stopwatch } from '../scripts/launch/progress.mjs';
import { seedBenchmarkCatalogue } from '../scripts/seed/benchmark-catalogue.mjs';
import { startChild } from './child.mjs';
import { serverEnvironment } from './contestants.mjs';

/** Far from the shop's own, so that both can run. */
const FIRST_PORT = 54_420;

export const COMPANY = 'bench';

/**
 * Starts a PostgreSQL for the benchmark alone, with the shop's production settings, and an empty database.
 * @param {string} projectDir
 * @param {string} dataDir
 */
export async function startScratchDatabase(projectDir, dataDir) {
  const embedded = await startEmbeddedPostgres({ projectDir, dataDir, port: FIRST_PORT });
  await withClient(maintenanceUrl(embedded.url), async (client) => {
    // A benchmark that was killed leaves its own.
    await client.query(`drop database ${databaseName(embedded.url)} with (force)`);
    await client.query(`create database ${databaseName(embedded.url)}`);
  });
  return embedded;
}

function databaseName(url) {
  return new URL(url).pathname.slice(1);
}

function maintenanceUrl(url) {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  return maintenance.href;
}

async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Gives the scratch database its tables and the measured catalogue.
 * @param {{ projectDir: string, databaseUrl: string, products: number, lifetime: import('../scripts/launch/lifetime.mjs').Lifetime }} options
 */
export async function fillScratchDatabase({ projectDir, databaseUrl, products, lifetime }) {
  const took = stopwatch();
  const boot = startChild(
    process.execPath,
    [path.join(projectDir, 'bench', 'servers', 'create-schema.mjs')],
    {
      cwd: projectDir,
      env: serverEnvironment({ databaseUrl, port: 0 }),
    },
  );
  lifetime.onEnd(() => boot.stop());
  if ((await boot.ended) !== 0) {
    throw new Failure(`The application did not boot:\n${boot.output().trim()}`);
  }
  say(`Tables created in ${took()}`);
  const { seconds } = await lifetime.whole(
    seedBenchmarkCatalogue({ databaseUrl, companyCode: COMPANY, count: products }),
  );
  await withClient(databaseUrl, (client) => client.query('vacuum analyze'));
  say(`${products} products loaded in ${seconds} s`);
}

/**
 * What the reads ask for: slugs and titles of the measured catalogue, in no order that an index knows, and its
 * largest category.
 * @param {string} databaseUrl
 * @returns {Promise<{ slugs: string[], titles: string[], category: { id: string, products: number } }>}
 */
export function readCatalogue(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select slug, title from products
        where company_code = $1 and locale = 'en' and status = 'active' order by md5(slug)`,
      [COMPANY],
    );
    const { rows: largest } = await client.query(
      `select list as id, sum(products)::int as products from storefront_totals
        join categories c on c.document_id = list and c.locale = 'en'
       where storefront_totals.company_code = $1 and storefront_totals.status = 'active'
       group by list order by sum(products) desc, list limit 1`,
      [COMPANY],
    );
    return {
      slugs: rows.map(({ slug }) => slug),
      titles: rows.map(({ title }) => title ?? ''),
      category: largest[0],
    };
  });
}

/**
 * The slugs of the categories of the measured catalogue.
 * @param {string} databaseUrl
 * @returns {Promise<string[]>}
 */
export function readCategorySlugs(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "select slug from categories where company_code = $1 and locale = 'en' order by slug",
      [COMPANY],
    );
    return rows.map(({ slug }) => slug);
  });
}

/**
 * Removes a stopped scratch database, wherever its data had to be put.
 * @param {string} dataDir
 */
export function removeScratchDatabase(dataDir) {
  const link = fs.lstatSync(dataDir, { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    fs.rmSync(path.dirname(fs.readlinkSync(dataDir)), { recursive: true, force: true });
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
}
