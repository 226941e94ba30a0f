import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { assignmentTable, DELIVERY_AIMS, locationsTable, routesTable } from './delivery-tables.mjs';
import { outboxTable, REALTIME_AIMS, socketsTable } from './realtime-tables.mjs';
import { table, tenths, verdict, whole } from './table.mjs';

const AIMS = {
  timesStrapi: 20,
  timesBare: 0.6,
  cachedPerCore: 5000,
  growth: 1.5,
  searchP97: 50,
  startSeconds: 8,
  loadedMegabytes: 400,
  secondUpSeconds: 15,
  importRowsPerSecond: 2000,
  importMegabytes: 600,
  importP95: 100,
  limiterMilliseconds: 0.2,
  tokenMilliseconds: 1,
  signInTimes: 1.3,
  ordersPerSecond: 250,
  ordersTimesBare: 0.4,
  orderP99: 150,
  ordersGrowth: 0.9,
  quoteP95: 10,
  invoiceMilliseconds: 50,
  webhookP95: 20,
  invoiceHold: 20,
  invoiceKilobytes: 200,
  invoiceTimesBare: 10,
  ...DELIVERY_AIMS,
  ...REALTIME_AIMS,
};

const cpu = (milliseconds) => milliseconds?.toFixed(2) ?? '';

function readsTable(reads) {
  const rows = reads.flatMap(({ name, contestants }) =>
    contestants.map((contestant, index) => [
      index === 0 ? name : '',
      contestant.name,
      whole(contestant.requestsPerSecond),
      tenths(contestant.p50),
      tenths(contestant.p97),
      tenths(contestant.p99),
      tenths(contestant.bytes / 1024),
      cpu(contestant.serverCpu),
      cpu(contestant.databaseCpu),
    ]),
  );
  const head = [
    'Read',
    'Server',
    'requests/s',
    'p50 ms',
    'p97.5 ms',
    'p99 ms',
    'KB',
    'CPU ms',
    'database CPU ms',
  ];
  return table(head, rows);
}

/** How many requests a second one core of the server could answer, if it did nothing else. */
const perCore = ({ serverCpu }) => (serverCpu > 0 ? 1000 / serverCpu : null);

function ratiosTable(reads) {
  const rows = reads.map(({ name, timesStrapi, timesBare, contestants }) => {
    const cached = perCore(contestants[3]);
    return [
      name,
      `${tenths(timesStrapi)} ×`,
      verdict(timesStrapi >= AIMS.timesStrapi),
      `${timesBare.toFixed(2)} ×`,
      verdict(timesBare >= AIMS.timesBare),
      cached === null ? '' : whole(cached),
      cached === null ? '' : verdict(cached >= AIMS.cachedPerCore),
    ];
  });
  return table(
    [
      'Not cached, by requests/s',
      "Strapi's own",
      `aim ${AIMS.timesStrapi} ×`,
      'node:http + pg',
      `aim ${AIMS.timesBare} ×`,
      'Cached, requests/s a core',
      `aim ${whole(AIMS.cachedPerCore)}`,
    ],
    rows,
  );
}

/** How much longer the largest catalogue takes than the smallest, by the mean of the median rounds. */
function growthTable(sizes) {
  const [small, large] = [sizes[0], sizes.at(-1)];
  const rows = small.results.flatMap(({ name, grows, contestants: [own] }, index) => {
    const growth = own.requestsPerSecond / large.results[index].contestants[0].requestsPerSecond;
    return [[name, grows ? verdict(growth <= AIMS.growth) : '', `${growth.toFixed(2)} ×`]];
  });
  const found = large.results.find(({ name }) => name.startsWith('search')).calm;
  rows.push([
    `search among ${whole(large.products)}, two visitors, p97.5`,
    `< ${AIMS.searchP97} ms: ${verdict(found.p97 < AIMS.searchP97)}`,
    `${tenths(found.p97)} ms`,
  ]);
  const head = `${whole(large.products)} products by ${whole(small.products)}, not cached`;
  return table([head, `Aim: ${AIMS.growth} ×`, 'time for one'], rows);
}

function startTable({ startSeconds, startCpu, idleMegabytes, loadedMegabytes, secondUpSeconds }) {
  const row = (name, value, unit, aim) => [
    name,
    aim === undefined ? '' : `< ${aim} ${unit}: ${value < aim ? 'reached' : 'missed'}`,
    `${tenths(value)} ${unit}`,
  ];
  return table(
    ['What', 'Aim', 'Measured'],
    [
      row('start of the built store, to the first answer 200', startSeconds, 's', AIMS.startSeconds),
      ...(startCpu === null ? [] : [row('CPU time of that start', startCpu, 's')]),
      row('resident memory after the start', idleMegabytes, 'MB'),
      row('resident memory after load', loadedMegabytes, 'MB', AIMS.loadedMegabytes),
      row('second npm run up, to the first answer 200', secondUpSeconds, 's', AIMS.secondUpSeconds),
    ],
  );
}

function importTable({ rows, seconds, rowsPerSecond, importMegabytes, serverMegabytes, quiet, during }) {
  const latency = ({ p50, p95, p99 }) => `${tenths(p50)} / ${tenths(p95)} / ${tenths(p99)} ms`;
  return table(
    ['Import', 'Aim', 'Measured'],
    [
      [`${whole(rows)} new products, from start to end`, '', `${tenths(seconds)} s`],
      [
        'rows a second',
        `${whole(AIMS.importRowsPerSecond)}: ${verdict(rowsPerSecond >= AIMS.importRowsPerSecond)}`,
        whole(rowsPerSecond),
      ],
      [
        'peak memory of the importing process',
        `< ${AIMS.importMegabytes} MB: ${verdict(importMegabytes < AIMS.importMegabytes)}`,
        `${whole(importMegabytes)} MB`,
      ],
      ['peak memory of the server meanwhile', '', `${whole(serverMegabytes)} MB`],
      ['storefront before, p50 / p95 / p99', '', latency(quiet)],
      [
        'storefront meanwhile, p50 / p95 / p99',
        `p95 < ${AIMS.importP95} ms: ${verdict(during.p95 < AIMS.importP95)}`,
        latency(during),
      ],
    ],
  );
}

function wallTable({ limiter, token, staffToken, signIn }) {
  const cost = (name, { without, with: with_, cost }, aim) => [
    name,
    `< ${aim} ms: ${verdict(cost < aim)}`,
    `${cost.toFixed(3)} ms (${without.toFixed(3)} without, ${with_.toFixed(3)} with)`,
  ];
  return table(
    ['What it costs', 'Aim', 'Measured'],
    [
      cost('the limiter, in memory, on a kept answer', limiter, AIMS.limiterMilliseconds),
      cost("checking a customer's token", token, AIMS.tokenMilliseconds),
      cost("checking a super admin's token", staffToken, AIMS.tokenMilliseconds),
      [
        'signing in, beside a bare bcrypt compare of the same hash',
        `< ${AIMS.signInTimes} ×: ${verdict(signIn.times < AIMS.signInTimes)}`,
        `${signIn.times.toFixed(2)} × (${tenths(signIn.milliseconds)} ms, bcrypt ${tenths(signIn.bare)} ms)`,
      ],
    ],
  );
}

function ordersTable({ few, many }) {
  const row = (stored, name, { perSecond, p50, p97, p99, serverCpu, databaseCpu }) => [
    stored,
    name,
    whole(perSecond),
    tenths(p50),
    tenths(p97),
    tenths(p99),
    cpu(serverCpu),
    cpu(databaseCpu),
  ];
  return table(
    ['Orders stored', 'By', 'orders/s', 'p50 ms', 'p97.5 ms', 'p99 ms', 'CPU ms', 'database CPU ms'],
    [few, many].flatMap(({ stored, own, bare }) => [
      row(whole(stored), 'SaptMarkets, over HTTP', own),
      row('', 'bare pg', bare),
    ]),
  );
}

function checkoutTable({ statements, quote, few, many, growth }) {
  const { own, ratio } = few;
  return table(
    ['Orders of 5 lines, 8 customers', 'Aim', 'Measured'],
    [
      [
        'orders a second',
        `${AIMS.ordersPerSecond}: ${verdict(own.perSecond >= AIMS.ordersPerSecond)}`,
        whole(own.perSecond),
      ],
      [
        'beside the bare client',
        `${AIMS.ordersTimesBare} ×: ${verdict(ratio >= AIMS.ordersTimesBare)}`,
        `${ratio.toFixed(2)} ×`,
      ],
      ['p99', `< ${AIMS.orderP99} ms: ${verdict(own.p99 < AIMS.orderP99)}`, `${tenths(own.p99)} ms`],
      [
        `rate with ${whole(many.stored)} stored orders by that with ${whole(few.stored)}`,
        `${AIMS.ordersGrowth} ×: ${verdict(growth >= AIMS.ordersGrowth)}`,
        `${growth.toFixed(2)} ×`,
      ],
      ['SQL statements of an order, with begin and commit', '', String(statements.length)],
      [
        'quote of 50 lines, p50 / p95 / p99',
        `p95 < ${AIMS.quoteP95} ms: ${verdict(quote.p95 < AIMS.quoteP95)}`,
        `${tenths(quote.p50)} / ${tenths(quote.p95)} / ${tenths(quote.p99)} ms`,
      ],
    ],
  );
}

function invoiceTable({
  p50,
  p95,
  bareP50,
  ratio,
  bytes,
  logoP50,
  logoBytes,
  atOnce,
  together,
  longestHold,
}) {
  const kilobytes = Math.max(bytes, logoBytes) / 1024;
  return table(
    ['Invoices of 20 lines in two languages', 'Aim', 'Measured'],
    [
      [
        'one, warm, p50 / p95',
        `p50 < ${AIMS.invoiceMilliseconds} ms: ${verdict(p50 < AIMS.invoiceMilliseconds)}`,
        `${tenths(p50)} / ${tenths(p95)} ms`,
      ],
      [
        'beside PDFKit alone, unshaped',
        `${AIMS.invoiceTimesBare} ×: ${verdict(ratio <= AIMS.invoiceTimesBare)}`,
        `${ratio.toFixed(2)} × (${tenths(bareP50)} ms)`,
      ],
      [
        `${atOnce} at once, the longest hold of the event loop`,
        `< ${AIMS.invoiceHold} ms: ${verdict(longestHold < AIMS.invoiceHold)}`,
        `${tenths(longestHold)} ms (${whole(together)} ms for all)`,
      ],
      ['with a photograph as logo, p50', '', `${tenths(logoP50)} ms`],
      [
        'size, without and with that logo',
        `< ${AIMS.invoiceKilobytes} KB: ${verdict(kilobytes < AIMS.invoiceKilobytes)}`,
        `${tenths(bytes / 1024)} / ${tenths(logoBytes / 1024)} KB`,
      ],
    ],
  );
}

function webhookTable({ p50, p95, perSecond, settledAfter, bareP50, ratio }) {
  return table(
    [`Webhooks, ${perSecond} a second`, 'Aim', 'Measured'],
    [
      [
        'answered, p50 / p95',
        `p95 < ${AIMS.webhookP95} ms: ${verdict(p95 < AIMS.webhookP95)}`,
        `${tenths(p50)} / ${tenths(p95)} ms`,
      ],
      ['beside a bare server, p50', '', `${ratio.toFixed(2)} × (${tenths(bareP50)} ms)`],
      ['the last payment settled after its answer', '', `${whole(settledAfter)} ms`],
    ],
  );
}

function machine() {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGigabytes: Math.round(os.totalmem() / 1024 ** 3),
    system: `${os.type()} ${os.release()}`,
    node: process.version,
  };
}

/**
 * Prints the tables and writes everything as JSON.
 * @param {{ folder: string, wanted: import('./options.mjs').Options, reads: { products: number, results: object[] }[], start?: object, imported?: object, wall?: object, checkout?: object, invoice?: object, webhook?: object, delivery?: object }} results
 * @returns {string} the file that was written
 */
export function report({
  folder,
  wanted,
  reads,
  start,
  imported,
  wall,
  checkout,
  invoice,
  webhook,
  delivery,
  realtime,
}) {
  const { cpu, cores, memoryGigabytes, node } = machine();
  const { connections, seconds, rounds } = wanted;
  const conditions = `${connections} connections, ${rounds} rounds of ${seconds} s in turns; ${cores} × ${cpu}, ${memoryGigabytes} GB, Node.js ${node}`;
  const tables = [
    ...reads.flatMap(({ products, results }) => [
      `${whole(products)} products`,
      readsTable(results),
      ratiosTable(results),
    ]),
    ...(reads.length > 1 ? [growthTable(reads)] : []),
    ...(start ? [startTable(start)] : []),
    ...(imported ? [importTable(imported)] : []),
    ...(wall ? [wallTable(wall)] : []),
    ...(checkout ? [ordersTable(checkout), checkoutTable(checkout)] : []),
    ...(invoice ? [invoiceTable(invoice)] : []),
    ...(webhook ? [webhookTable(webhook)] : []),
    ...(delivery?.locations ? [locationsTable(delivery.locations)] : []),
    ...(delivery?.assignment ? [assignmentTable(delivery.assignment)] : []),
    ...(realtime?.outbox ? [outboxTable(realtime.outbox)] : []),
    ...(realtime?.sockets ? [socketsTable(realtime.sockets)] : []),
    ...(delivery?.routes ? [routesTable(delivery.routes)] : []),
  ];
  process.stdout.write(`\n${conditions}\n\n${tables.join('\n\n')}\n\n`);

  const measuredAt = new Date().toISOString();
  const file = path.join(folder, `${measuredAt.replaceAll(':', '-').slice(0, 19)}.json`);
  fs.mkdirSync(folder, { recursive: true });
  const content = {
    measuredAt,
    machine: machine(),
    wanted,
    aims: AIMS,
    reads,
    start,
    imported,
    wall,
    checkout,
    invoice,
    webhook,
    delivery,
    realtime,
  };
  fs.writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  return file;
}
