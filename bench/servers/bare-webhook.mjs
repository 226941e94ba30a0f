/**
 * The yardstick of webhooks: the least that Node.js and PostgreSQL can do for the same effect. It checks the signature and
 * keeps the event with its message in one transaction, on the same tables.
 */
import crypto from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { live } from '../../scripts/launch/lifetime.mjs';

const COMPANY = process.env.BENCH_COMPANY;
const SECRET = process.env.BENCH_WEBHOOK_SECRET;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

const KEEP = `
  insert into payment_events (company_code, provider, event_id, kind, provider_id, data)
  values ($1, 'stripe', $2, $3, $4, $5) on conflict do nothing returning id`;

/** A topic that nobody works on. */
const ENQUEUE = `insert into outbox (topic, company_code, payload) values ('bare_payment_event', $1, $2)`;

function isSigned(header, body) {
  const { t: time, v1: signature } = Object.fromEntries(header.split(',').map((part) => part.split('=')));
  const wanted = crypto.createHmac('sha256', SECRET).update(`${time}.`).update(body).digest();
  return crypto.timingSafeEqual(wanted, Buffer.from(signature, 'hex'));
}

async function keep(body) {
  const event = JSON.parse(body);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const values = [COMPANY, event.id, event.type, event.data.object.id, body.toString()];
    const { rows } = await client.query({ name: 'keep', text: KEEP, values });
    const payload = JSON.stringify({ eventId: rows[0]?.id });
    await client.query({ name: 'enqueue', text: ENQUEUE, values: [COMPANY, payload] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (body.length === 0) {
      response.end('{}');
      return;
    }
    if (!isSigned(request.headers['stripe-signature'], body)) {
      response.writeHead(400).end();
      return;
    }
    keep(body).then(
      () => response.end('{"data":{"received":true}}'),
      () => response.writeHead(500).end(),
    );
  });
});

await live(
  async ({ onEnd }) => {
    onEnd(() => pool.end());
    onEnd(() => server.close());
    await new Promise((resolve) => server.listen(Number(process.env.PORT), process.env.HOST, resolve));
  },
  { staysUp: true },
);
