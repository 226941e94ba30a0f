import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { findPostmaster } from '../scripts/launch/postmaster.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { ownServer, serverEnvironment, startServer } from './contestants.mjs';
import { cpuOf, cpuOfFamily } from './cpu.mjs';
import { post } from './post.mjs';
import { HEADERS, LIST } from './reads.mjs';
import { COMPANY } from './scratch-database.mjs';
import { median, percentile } from './statistics.mjs';
import { customerIds, stockUp, storeOrders } from './stored-orders.mjs';

const CUSTOMERS = 8;
const WARM_UP_SECONDS = 5;
const FEW_ORDERS = 1_000;
const QUOTED_LINES = 50;
const QUOTES = 200;
const COUNTED_ORDERS = 10;

async function registerCustomers(server, databaseUrl) {
  const { ADMIN_PASSWORD: password } = serverEnvironment({ databaseUrl, port: 0 });
  const emails = Array.from({ length: CUSTOMERS }, (_, number) => `buyer${number}@saptmarkets.com`);
  const tokens = [];
  for (const email of emails) {
    tokens.push(
      (await post(server, '/api/customer/register', { name: 'Layla Mansour', email, password })).token,
    );
  }
  return { tokens, ids: await customerIds(databaseUrl, emails) };
}

/** Runs a process that places orders, and reads what it says. */
async function ordering(projectDir, script, task) {
  const file = path.join(projectDir, '.data', 'bench', 'orders.json');
  fs.writeFileSync(file, JSON.stringify(task));
  const { code, output } = await run(process.execPath, [path.join(projectDir, 'bench', script), file], {
    cwd: projectDir,
  });
  if (code !== 0) throw new Failure(`The orders could not be placed:\n${output.trim()}`);
  const load = JSON.parse(output.trim().split('\n').at(-1));
  if (load.failures > 0 || load.orders === 0) {
    throw new Failure(
      `${load.failures} orders failed, ${load.orders} did not: ${JSON.stringify(load.refusals)}`,
    );
  }
  return load;
}

/** CPU milliseconds of an order in our server and in the database; null where nobody counts them. */
async function withCpu(server, databasePid, load) {
  const before = [cpuOf(server.pid), cpuOfFamily(databasePid)];
  const result = await load();
  const after = [cpuOf(server.pid), cpuOfFamily(databasePid)];
  const [serverCpu, databaseCpu] = after.map((value, index) =>
    value === null ? null : (value - before[index]) / result.orders,
  );
  return { ...result, serverCpu, databaseCpu };
}

const summary = (loads) => {
  const of = (field) => median(loads.map((load) => load[field]));
  return {
    perSecond: of('perSecond'),
    p50: of('p50'),
    p97: of('p97'),
    p99: of('p99'),
    serverCpu: of('serverCpu'),
    databaseCpu: of('databaseCpu'),
    rounds: loads.map((load) => load.perSecond),
  };
};

/** Our orders and the bare client's, in turns. */
async function inTurns(common, { rounds, seconds }) {
  const { projectDir, databaseUrl, server, buyers, carts, databasePid } = common;
  const own = (duration) =>
    ordering(projectDir, 'order-load.mjs', {
      url: server.base,
      path: '/api/order',
      tokens: buyers.tokens,
      company: COMPANY,
      carts,
      seconds: duration,
    });
  const bare = (duration) =>
    ordering(projectDir, 'bare-orders.mjs', {
      databaseUrl,
      company: COMPANY,
      customers: buyers.ids,
      carts,
      seconds: duration,
    });
  await own(WARM_UP_SECONDS);
  await bare(WARM_UP_SECONDS);
  const loads = { own: [], bare: [] };
  for (let round = 0; round < rounds; round += 1) {
    loads.own.push(await withCpu(server, databasePid, () => own(seconds)));
    loads.bare.push(await withCpu(server, databasePid, () => bare(seconds)));
  }
  const ratio = median(loads.own.map((load, round) => load.perSecond / loads.bare[round].perSecond));
  // The bare client has no server, and is not asked what it takes itself.
  return { own: summary(loads.own), bare: { ...summary(loads.bare), serverCpu: null }, ratio };
}

/** How long the quote of a large cart takes, one after the other. */
async function measureQuotes({ server, buyers, carts }) {
  const lines = [...new Map(carts.flat().map((line) => [line.productId, line])).values()];
  const took = [];
  for (let number = 0; number < QUOTES + 20; number += 1) {
    const start = (number * 7) % (lines.length - QUOTED_LINES);
    const cart = lines.slice(start, start + QUOTED_LINES);
    const from = performance.now();
    await post(server, '/api/order/quote', { cart }, buyers.tokens[0]);
    if (number >= 20) took.push(performance.now() - from);
  }
  return { p50: percentile(took, 0.5), p95: percentile(took, 0.95), p99: percentile(took, 0.99) };
}

/** The statements of one order, as the driver sends them, of a server that nobody else asks. */
async function countStatements({ projectDir, databaseUrl, lifetime, buyers, carts }) {
  const file = path.join(projectDir, '.data', 'bench', 'statements.txt');
  const server = await startServer({
    projectDir,
    databaseUrl,
    lifetime,
    name: 'SaptMarkets, counted',
    args: ['--require', path.join(projectDir, 'bench', 'count-statements.cjs'), ownServer(projectDir)],
    probe: LIST,
    headers: HEADERS,
    more: { STATEMENTS_FILE: file },
  });
  const orders = [];
  for (let number = 0; number < COUNTED_ORDERS; number += 1) {
    fs.writeFileSync(file, '');
    const body = { cart: carts[number], payment_method: 'cod', user_info: { address: '12 King Fahd Road' } };
    await post(server, '/api/order', body, buyers.tokens[0]);
    orders.push(fs.readFileSync(file, 'utf8').trim().split('\n'));
  }
  await server.stop();
  // What works in the background now and then is not the order's.
  return orders.sort((one, other) => one.length - other.length)[0];
}

/**
 * Measures placing orders of five lines, beside a bare client on the same tables, with few orders stored and with many.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {string} options.dataDir the real place of the database's data
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureCheckout({ projectDir, databaseUrl, dataDir, wanted, lifetime }) {
  const carts = await stockUp(databaseUrl);
  const inspect = wanted.cpuProfile
    ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(wanted.cpuProfile)}`]
    : [];
  const server = await startServer({
    projectDir,
    databaseUrl,
    lifetime,
    name: 'SaptMarkets',
    args: [...inspect, ownServer(projectDir)],
    probe: LIST,
    headers: HEADERS,
  });
  const buyers = await registerCustomers(server, databaseUrl);
  const databasePid = findPostmaster(dataDir).pid;
  const common = { projectDir, databaseUrl, lifetime, server, buyers, carts, databasePid };

  say('Measuring: the statements of an order');
  const statements = await countStatements(common);
  say('Measuring: a quote of 50 lines');
  const quote = await measureQuotes(common);
  say(`Measuring: orders, with ${FEW_ORDERS} stored`);
  await storeOrders(databaseUrl, 1, FEW_ORDERS);
  const few = { stored: FEW_ORDERS, ...(await inTurns(common, wanted)) };
  say(`Storing ${wanted.orders} orders`);
  await lifetime.whole(storeOrders(databaseUrl, FEW_ORDERS + 1, wanted.orders));
  say(`Measuring: orders, with ${wanted.orders} stored`);
  const many = { stored: wanted.orders, ...(await inTurns(common, wanted)) };
  await server.stop();
  return { statements, quote, few, many, growth: many.own.perSecond / few.own.perSecond };
}
