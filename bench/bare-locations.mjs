/**
 * The yardstick: the fewest statements that keep the points, by a bare client: `node bench/bare-locations.mjs <file>`, the
 * file being JSON of `databaseUrl, company, drivers, points, from, seconds`. Each driver has a connection. A batch is one
 * statement and one commit: history and last position. Nothing is checked, nobody signs in, nothing is answered. Prints
 * one line of JSON.
 */
import fs from 'node:fs';
import pg from 'pg';
import { batchesOf } from './location-batches.mjs';
import { percentile } from './statistics.mjs';

const { databaseUrl, company, drivers, points, from, seconds } = JSON.parse(
  fs.readFileSync(process.argv[2], 'utf8'),
);

const KEEP = `
  with history as (
    insert into driver_positions (driver_id, company_code, at, latitude, longitude, accuracy)
    select $1, $2, at, latitude, longitude, accuracy
      from unnest($3::timestamptz[], $4::float8[], $5::float8[], $6::float8[]) p(at, latitude, longitude, accuracy)
    on conflict (driver_id, at) do nothing)
  insert into driver_states as d (driver_id, company_code, latitude, longitude, accuracy, position_at)
  values ($1, $2, $7, $8, $9, $10)
  on conflict (driver_id) do update
     set latitude = excluded.latitude, longitude = excluded.longitude, accuracy = excluded.accuracy,
         position_at = excluded.position_at
   where d.position_at is null or d.position_at < excluded.position_at`;

const took = [];
const until = performance.now() + seconds * 1000;

async function keep(client, driver, batch) {
  const last = batch.at(-1);
  const values = [
    driver,
    company,
    batch.map(({ at }) => at),
    batch.map(({ latitude }) => latitude),
    batch.map(({ longitude }) => longitude),
    batch.map(({ accuracy }) => accuracy),
    last.latitude,
    last.longitude,
    last.accuracy,
    last.at,
  ];
  const began = performance.now();
  await client.query({ name: 'keep', text: KEEP, values });
  took.push(performance.now() - began);
}

async function oneAfterTheOther(driver) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const batches = batchesOf(from, points);
  while (performance.now() < until) await keep(client, driver, batches.next().value);
  await client.end();
}

const began = performance.now();
await Promise.all(drivers.map(oneAfterTheOther));
const lasted = (performance.now() - began) / 1000;
const accepted = took.length * points;

process.stdout.write(
  `${JSON.stringify({
    perSecond: accepted / lasted,
    accepted,
    ignored: 0,
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    p99: percentile(took, 0.99),
    failures: [],
  })}\n`,
);
