/**
 * Works on a topic of the outbox in a process of its own, by the batch, and writes what it handles into the table
 * `handled`. A message with the number of `diesAt` ends the process in the middle of its batch.
 */
import { createRequire } from 'node:module';
import knex from 'knex';

const { startOutbox } = createRequire(import.meta.url)('../../dist/src/outbox/worker.js');
const { databaseUrl, topic, most, leaseMs, diesAt } = JSON.parse(process.argv[2]);

const db = knex({ client: 'pg', connection: databaseUrl });
const strapi = {
  db: { connection: db },
  config: { get: () => ({ connectionString: databaseUrl }) },
  log: { error: (words) => process.stderr.write(`${words}\n`) },
};

const handleAll = async (messages) => {
  for (const { payload } of messages) if (payload.n === Number(diesAt)) process.kill(process.pid, 'SIGKILL');
  await db('handled').insert(messages.map(({ key, payload }) => ({ worker: 'other', key, n: payload.n })));
};

startOutbox(
  strapi,
  [{ topic, most: Number(most), attempts: 5, firstPauseMs: 50, longestPauseMs: 100, handleAll }],
  { leaseMs: Number(leaseMs), pollMs: 20 },
);
process.on('disconnect', () => process.exit(0));
process.send('works');
