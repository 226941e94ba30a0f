import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { startChild } from './child.mjs';
import { ownServer, serverEnvironment, startServer } from './contestants.mjs';
import { peakMemoryOf } from './memory.mjs';
import { COMPANY, readCategorySlugs } from './scratch-database.mjs';
import { percentile } from './statistics.mjs';

const LIST = '/api/products?pagination[pageSize]=20';
const HEADERS = { company: COMPANY };
const QUIET_SECONDS = 5;
/** A storefront with some visitors: requests come at their own pace, whether the last was answered or not. */
const REQUEST_EVERY = 50;
const UNITS = ['pcs', 'kg', 'L'];

/** Writes a sheet of new products in both languages, as a stream. */
async function writeSheet(file, rows, categories) {
  const out = fs.createWriteStream(file);
  out.write('sku,barcode,title_en,title_ar,category,unit,unit_value,price,original_price,stock,status\r\n');
  for (let row = 0; row < rows; row += 1) {
    const category = categories[row % categories.length];
    const price = ((row % 900) + 25) / 20;
    const line = `IMP-${row},777${String(row).padStart(10, '0')},Imported product ${row},منتج مستورد ${row},${category},${UNITS[row % UNITS.length]},1,${price},${row % 4 === 0 ? price + 1 : ''},${row % 100},active\r\n`;
    if (!out.write(line)) await new Promise((resolve) => out.once('drain', resolve));
  }
  await new Promise((resolve) => out.end(resolve));
}

/** Reads the storefront at a steady pace until told to stop, and says how long each answer took. */
function visit(base, paths) {
  const took = [];
  const pending = new Set();
  let sent = 0;
  const timer = setInterval(() => {
    const from = performance.now();
    const read = fetch(`${base}${paths[sent++ % paths.length]}`, { headers: HEADERS })
      .then(async (response) => {
        await response.arrayBuffer();
        if (response.status !== 200) throw new Failure(`The storefront answered ${response.status}.`);
        took.push(performance.now() - from);
      })
      .finally(() => pending.delete(read));
    pending.add(read);
    read.catch(() => {});
  }, REQUEST_EVERY);
  return async () => {
    clearInterval(timer);
    await Promise.all(pending);
    return { p50: percentile(took, 0.5), p95: percentile(took, 0.95), p99: percentile(took, 0.99) };
  };
}

/**
 * Imports a sheet of new products with `npm run import`, beside a server that visitors read from.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureImport({ projectDir, databaseUrl, wanted, lifetime }) {
  const categories = await readCategorySlugs(databaseUrl);
  const file = path.join(projectDir, '.data', 'bench', 'import.csv');
  await writeSheet(file, wanted.importRows, categories);
  const server = await startServer({
    projectDir,
    databaseUrl,
    lifetime,
    name: 'SaptMarkets',
    args: [ownServer(projectDir)],
    probe: LIST,
    headers: HEADERS,
  });
  const paths = [LIST, `${LIST}&pagination[page]=20`, `${LIST}&sort=price:asc`, `${LIST}&locale=ar`];

  const calm = visit(server.base, paths);
  await new Promise((resolve) => setTimeout(resolve, QUIET_SECONDS * 1000));
  const quiet = await calm();

  say(`Importing ${wanted.importRows} rows`);
  const busy = visit(server.base, paths);
  const from = performance.now();
  const child = startChild(
    process.execPath,
    [path.join(projectDir, 'scripts', 'import.mjs'), file, '--company', COMPANY],
    { cwd: projectDir, env: serverEnvironment({ databaseUrl, port: 0 }) },
  );
  lifetime.onEnd(() => child.stop());
  const importMemory = peakMemoryOf(child.pid);
  const serverMemory = peakMemoryOf(server.pid);
  const code = await child.ended;
  const seconds = (performance.now() - from) / 1000;
  const during = await busy();
  if (code !== 0) throw new Failure(`The import failed:\n${child.output().trim()}`);
  await server.stop();
  return {
    rows: wanted.importRows,
    seconds,
    rowsPerSecond: wanted.importRows / seconds,
    importMegabytes: importMemory(),
    serverMegabytes: serverMemory(),
    quiet,
    during,
  };
}
