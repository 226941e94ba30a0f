/**
 * The process that works off messages: `node bench/outbox-load.mjs <file>`, the file being JSON of `projectDir,
 * databaseUrl, messages, rounds, seconds`. Prints one line of JSON.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { median, percentile } from './statistics.mjs';

const { projectDir, databaseUrl, messages, rounds, seconds } = JSON.parse(
  fs.readFileSync(process.argv[2], 'utf8'),
);
const require = createRequire(path.join(projectDir, 'package.json'));
const knex = require('knex');
const compiled = (...parts) => require(path.join(projectDir, 'dist', 'src', ...parts));
const { startOutbox } = compiled('outbox', 'worker.js');
const { enqueueAll } = compiled('outbox', 'enqueue-all.js');

const BATCH = 200;
const AT_ONCE = 20;
const KEYS = 500;
const TIMES = { leaseMs: 60_000, pollMs: 2_000 };
const QUICK_PER_SECOND = 100;
const SLOW_MS = 200;
const SLOW_PER_SECOND = 60;
const FAILING_PER_SECOND = 60;

// As many connections as a shop's process has.
const db = knex({ client: 'pg', connection: databaseUrl, pool: { min: 0, max: 10 } });

/** As much of the application as the outbox needs. */
const application = {
  db: { connection: db },
  log: { error: () => undefined, warn: () => undefined },
  config: { get: (name) => ({ 'database.connection.connection': { connectionString: databaseUrl } })[name] },
};

const persistence = { attempts: 8, firstPauseMs: 1_000, longestPauseMs: 60_000 };

const batch = (topic, handleAll) => ({ topic, most: BATCH, ...persistence, handleAll });

const single = (topic, handle) => ({ topic, concurrency: AT_ONCE, ...persistence, handle });

const isEmpty = async (name) =>
  (await db.raw(`select not exists (select 1 from ${name}) as empty`)).rows[0].empty;

/** Messages a second that four handlers work off, from a full table to an empty one. */
async function ownRate() {
  let handled = 0;
  const count = async () => {
    await turn();
    handled += 1;
  };
  const countAll = async (all) => {
    await turn();
    handled += all.length;
  };
  const handlers = [
    batch('bench_batch_1', countAll),
    batch('bench_batch_2', countAll),
    single('bench_single_1', count),
    single('bench_single_2', count),
  ];
  await db.raw(
    `insert into outbox (topic, key, payload)
     select topic, 'key' || n % ?::int, jsonb_build_object('orderId', 'order' || n, 'from', 1, 'to', 2)
     from generate_series(1, ?::int) n cross join unnest(?::text[]) topic`,
    [KEYS, messages, handlers.map(({ topic }) => topic)],
  );
  await db.raw('analyze outbox');
  const began = performance.now();
  const stop = startOutbox(application, handlers, TIMES);
  while (handled < handlers.length * messages || !(await isEmpty('outbox'))) await pause(10);
  const took = performance.now() - began;
  await stop();
  return (handlers.length * messages * 1_000) / took;
}

/** The same from a plain table, whose rows are deleted as they are read: whoever dies then has lost them. */
async function bareRate() {
  await db.raw(
    `create table bare_outbox (id bigint generated always as identity primary key, topic text, payload jsonb)`,
  );
  await db.raw('create index on bare_outbox (topic, id)');
  const loops = {
    bench_batch_1: BATCH,
    bench_batch_2: BATCH,
    bench_single_1: AT_ONCE,
    bench_single_2: AT_ONCE,
  };
  const topics = Object.keys(loops);
  await db.raw(
    `insert into bare_outbox (topic, payload)
     select topic, jsonb_build_object('orderId', 'order' || n, 'from', 1, 'to', 2)
     from generate_series(1, ?::int) n cross join unnest(?::text[]) topic`,
    [messages, topics],
  );
  await db.raw('analyze bare_outbox');
  const drain = async (topic) => {
    for (;;) {
      const { rows } = await db.raw(
        `delete from bare_outbox where id in (
           select id from bare_outbox where topic = ? order by id limit ? for update skip locked)
         returning id, topic, payload`,
        [topic, loops[topic]],
      );
      if (rows.length === 0) return;
      await turn();
    }
  };
  const began = performance.now();
  await Promise.all(topics.map(drain));
  const took = performance.now() - began;
  await db.raw('drop table bare_outbox');
  return (topics.length * messages * 1_000) / took;
}

/** Writes messages of a topic at a steady pace. */
async function write(topic, perSecond) {
  const began = performance.now();
  for (let number = 0; number < seconds * perSecond; number += 1) {
    const due = began + (number * 1_000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    await db.transaction((trx) => enqueueAll(trx, [{ topic, key: `key${number}`, payload: { number } }]));
    committed.set(`${topic} ${number}`, performance.now());
  }
}

const committed = new Map();

/** How long after its commit a message is taken up, beside others. */
async function quickly(others) {
  committed.clear();
  const begun = new Map();
  const quick = single('bench_quick', async ({ payload }) => {
    begun.set(payload.number, performance.now());
  });
  const stop = startOutbox(application, [quick, ...others.map(({ handler }) => handler)], TIMES);
  await Promise.all([
    write('bench_quick', QUICK_PER_SECOND),
    ...others.map(({ handler, perSecond }) => write(handler.topic, perSecond)),
  ]);
  while (begun.size < seconds * QUICK_PER_SECOND) await pause(10);
  await stop();
  await db.raw('truncate outbox');
  const took = [...begun].map(([number, at]) =>
    Math.max(0, at - (committed.get(`bench_quick ${number}`) ?? at)),
  );
  return { p50: percentile(took, 0.5), p99: percentile(took, 0.99), longest: percentile(took, 1) };
}

const slow = {
  handler: single('bench_slow', () => pause(SLOW_MS)),
  perSecond: SLOW_PER_SECOND,
};
const failing = {
  handler: batch('bench_failing', async () => {
    throw new Error('the server did not answer');
  }),
  perSecond: FAILING_PER_SECOND,
};

await db.raw('truncate outbox');
const own = [];
const bare = [];
for (let round = 0; round < rounds; round += 1) {
  own.push(await ownRate());
  bare.push(await bareRate());
}
const alone = await quickly([]);
const beside = await quickly([slow, failing]);
await db.destroy();
process.stdout.write(
  `${JSON.stringify({
    own: median(own),
    bare: median(bare),
    ratio: median(own.map((rate, round) => rate / bare[round])),
    quickPerSecond: QUICK_PER_SECOND,
    alone,
    beside,
  })}\n`,
);
