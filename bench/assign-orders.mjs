/**
 * The process that gives orders to drivers: `node bench/assign-orders.mjs <file>`, the file being JSON of `projectDir,
 * databaseUrl, company, drivers, orders`. It puts so many drivers to work around the store, and times how long each of
 * some orders takes to find one, with the transaction and its commit. Prints one line of JSON.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { percentile } from './statistics.mjs';

const { projectDir, databaseUrl, company, drivers, orders } = JSON.parse(
  fs.readFileSync(process.argv[2], 'utf8'),
);
const require = createRequire(path.join(projectDir, 'package.json'));
const knex = require('knex');
const compiled = (file) => require(path.join(projectDir, 'dist', 'src', 'api', 'delivery-assignment', file));
const { assignNext } = compiled('assign-waiting.js');

const WARM_UP = 20;

const db = knex({ client: 'pg', connection: databaseUrl, pool: { min: 1, max: 2 } });

const STORE = { latitude: 24.7136, longitude: 46.6753 };

async function hireDrivers() {
  await db.raw(
    'update settings set store_latitude = ?, store_longitude = ?, delivery_auto_assign = true where company_code = ?',
    [STORE.latitude, STORE.longitude, company],
  );
  await db.raw(
    `insert into up_users (document_id, kind, company_code, name, email, confirmed, blocked, capacity)
     select 'bench' || n, 'delivery', ?, 'Omar Driver', 'bench' || n || '@saptmarkets.com', true, false, 20
       from generate_series(1, ?::int) n`,
    [company, drivers],
  );
  // a tenth of a degree is 11 km: some of them are too far away
  await db.raw(
    `insert into driver_states (driver_id, company_code, on_duty, idle_since, latitude, longitude, position_at,
                                rating_sum, rating_count)
     select 'bench' || n, ?, true, now() - n * interval '7 seconds', ?::float8 + (n % 21 - 10) * 0.01,
            ?::float8 + (n / 21 % 21 - 10) * 0.01, now(), n % 5 + 1, 1
       from generate_series(1, ?::int) n`,
    [company, STORE.latitude, STORE.longitude, drivers],
  );
}

async function placeOrder(number) {
  const info = {
    name: 'Layla Mansour',
    deliveryLocation: {
      latitude: STORE.latitude + ((number % 13) - 6) * 0.008,
      longitude: STORE.longitude + ((number % 11) - 5) * 0.009,
    },
  };
  await db.raw(
    `insert into orders (document_id, company_code, invoice, order_status, delivery_status, payment_status,
                         payment_method, user_info, language, currency, decimals, vat_inclusive, vat_rate, vat_by_rate,
                         subtotal, promotion_discount, discount, coupon_discount, points_discount, delivery_fee, vat,
                         total, agreed_total, points_used, points_earned, last_event, created_at, updated_at, published_at)
     select 'waits' || ?::text, ?, -1000000 - ?::int, 'processing', 'pending', 'pending', 'cod', ?::jsonb, 'en', 'SAR',
            2, true, 15, '[]', 5000, 0, 0, 0, 0, 0, 652, 5000, 5000, 0, 0, 1, at, at, at
       from (select now() at time zone 'utc' as at) clock`,
    [String(number), company, number, JSON.stringify(info)],
  );
  await db.raw(
    `insert into order_events (order_id, company_code, seq, kind, actor_kind, data, at)
     values ('waits' || ?::text, ?, 1, 'order_status_changed', 'staff', '{"to": "processing"}', now() - interval '1 minute')`,
    [String(number), company],
  );
}

await hireDrivers();
await db.raw('analyze up_users, driver_states, orders');
const took = [];
let given = 0;
for (let number = 0; number < WARM_UP + orders; number += 1) {
  await placeOrder(number);
  const began = performance.now();
  const assigned = await db.transaction((trx) => assignNext(trx, company));
  if (number < WARM_UP) continue;
  took.push(performance.now() - began);
  given += assigned.given;
}
await db.destroy();
process.stdout.write(
  `${JSON.stringify({ orders, given, p50: percentile(took, 0.5), p95: percentile(took, 0.95), p99: percentile(took, 0.99) })}\n`,
);
