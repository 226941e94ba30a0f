import crypto from 'node:crypto';
import pg from 'pg';
import { Failure } from '../scripts/launch/failure.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { benchServer, ownServer, serverEnvironment, startServer } from './contestants.mjs';
import { HEADERS, LIST } from './reads.mjs';
import { COMPANY } from './scratch-database.mjs';
import { median, percentile } from './statistics.mjs';

const SECRET = 'whsec_bench';
const WARM_UPS = 100;
const EVENTS = 500;
/** More payments than a shop of a million orders a day has at its busiest. */
const EVENTS_PER_SECOND = 25;
const SETTLED_WITHIN_MS = 60_000;

/** Orders that wait for their money, each with a payment that is to be told of. */
const STATEMENTS = [
  `insert into orders (document_id, company_code, invoice, order_status, delivery_status, payment_status, payment_method,
                       user_info, language, currency, decimals, vat_inclusive, vat_rate, vat_by_rate, subtotal,
                       promotion_discount, discount, coupon_discount, points_discount, delivery_fee, vat, total, points_used,
                       points_earned, last_event, created_at, updated_at, published_at)
   select 'unpaid' || lpad(n::text, 18, '0'), $1, 1000000 + n, 'pending', 'pending', 'pending', 'stripe',
          '{"name": "Layla Mansour"}', 'en', 'SAR', 2, true, 15, '[]', 5000, 0, 0, 0, 0, 0, 652, 5000, 0, 0, 0, now(), now(),
          now()
     from generate_series(1, $2::int) n`,
  `insert into payments (id, company_code, order_id, provider, provider_id, status, amount, currency, decimals)
   select 'payment' || n, $1, 'unpaid' || lpad(n::text, 18, '0'), 'stripe', 'pi_' || n, 'open', 5000, 'SAR', 2
     from generate_series(1, $2::int) n`,
];

async function setUp(server, databaseUrl) {
  const { ADMIN_EMAIL: email, ADMIN_PASSWORD: password } = serverEnvironment({ databaseUrl, port: 0 });
  const call = async (method, target, body, token) => {
    const response = await fetch(server.base + target, {
      method,
      headers: {
        ...HEADERS,
        'Content-Type': 'application/json',
        ...(token && { Authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Failure(`${target} answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const { data } = await call('POST', '/api/admin/login', { email, password });
  const stripe = { secretKey: 'sk_test_bench', publishableKey: 'pk_test_bench', webhookSecret: SECRET };
  await call('PUT', '/api/setting', { payments: { stripe } }, data.token);
}

/** What Stripe tells of a payment that was made, signed as Stripe signs. */
function eventOf(number) {
  const id = `pi_${number}`;
  const object = {
    id,
    object: 'payment_intent',
    status: 'succeeded',
    amount: 5000,
    amount_received: 5000,
    currency: 'sar',
    metadata: { payment: `payment${number}` },
  };
  const event = {
    id: `evt_${number}`,
    object: 'event',
    type: 'payment_intent.succeeded',
    livemode: false,
    data: { object },
  };
  const body = JSON.stringify(event);
  const time = Math.floor(Date.now() / 1000);
  const signature = crypto.createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex');
  const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': `t=${time},v1=${signature}` };
  return { body, headers };
}

async function tellOne(server, number) {
  const event = eventOf(number);
  const from = performance.now();
  const response = await fetch(`${server.base}/api/payments/webhook/stripe?company=${COMPANY}`, {
    method: 'POST',
    ...event,
  });
  const text = await response.text();
  if (!response.ok) throw new Failure(`${server.name} answered ${response.status}: ${text}`);
  return performance.now() - from;
}

/** Tells a server of payments at a steady pace, whether it has answered or not; how many milliseconds each took. */
async function tell(server, first, last) {
  const told = [];
  for (let number = first; number <= last; number += 1) {
    told.push(tellOne(server, number));
    await new Promise((resolve) => setTimeout(resolve, 1000 / EVENTS_PER_SECOND));
  }
  return Promise.all(told);
}

/** How many of the payments are settled. */
async function settled(client) {
  const { rows } = await client.query(
    `select count(*)::int as count from payments where company_code = $1 and status = 'paid'`,
    [COMPANY],
  );
  return rows[0].count;
}

async function untilSettled(client, wanted) {
  const from = performance.now();
  while ((await settled(client)) < wanted) {
    if (performance.now() - from > SETTLED_WITHIN_MS)
      throw new Failure('payments were told of and not settled');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * Measures how long a provider waits for the answer to its webhook while what it told is acted on behind the answer, beside
 * a bare server that only keeps the event.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureWebhook({ projectDir, databaseUrl, lifetime }) {
  say('Telling of payments');
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const own = await startServer({
    projectDir,
    databaseUrl,
    lifetime,
    name: 'SaptMarkets',
    args: [ownServer(projectDir)],
    probe: LIST,
    headers: HEADERS,
  });
  await setUp(own, databaseUrl);
  for (const statement of STATEMENTS) await client.query(statement, [COMPANY, WARM_UPS + EVENTS]);
  await tell(own, 1, WARM_UPS);
  await untilSettled(client, WARM_UPS);
  const took = await tell(own, WARM_UPS + 1, WARM_UPS + EVENTS);
  const from = performance.now();
  await untilSettled(client, WARM_UPS + EVENTS);
  const settledAfter = performance.now() - from;
  await own.stop();

  const bare = await startServer({
    projectDir,
    databaseUrl,
    lifetime,
    name: 'the bare server',
    args: [benchServer(projectDir, 'bare-webhook.mjs')],
    probe: '/',
    more: { BENCH_COMPANY: COMPANY, BENCH_WEBHOOK_SECRET: SECRET },
  });
  await client.query('delete from payment_events');
  await tell(bare, 1, WARM_UPS);
  const bareTook = await tell(bare, WARM_UPS + 1, WARM_UPS + EVENTS);
  await bare.stop();
  await client.end();
  return {
    p50: percentile(took, 0.5),
    p95: percentile(took, 0.95),
    perSecond: EVENTS_PER_SECOND,
    settledAfter,
    bareP50: median(bareTook),
    ratio: median(took) / median(bareTook),
  };
}
