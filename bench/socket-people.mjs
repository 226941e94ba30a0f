import crypto from 'node:crypto';
import jwt from 'jsonwebtoken';
import pg from 'pg';
import { serverEnvironment } from './contestants.mjs';
import { COMPANY } from './scratch-database.mjs';

/** Customers with a session each, and an order that is on its way to each of them. */
const STATEMENTS = [
  `insert into up_users (document_id, kind, company_code, name, email, password, confirmed, blocked)
   select 'person' || lpad(n::text, 20, '0'), 'customer', $1, 'Layla Mansour', 'person' || n || '@example.com', $2, true, false
     from generate_series(1, $3::int) n`,
  `insert into account_sessions (kind, account_id, expires_at)
   select 'customer', 'person' || lpad(n::text, 20, '0'), now() + interval '7 days' from generate_series(1, $1::int) n`,
  `insert into orders (document_id, company_code, invoice, customer_id, order_status, delivery_status, payment_status,
                       payment_method, user_info, language, currency, decimals, vat_inclusive, vat_rate, vat_by_rate,
                       subtotal, promotion_discount, discount, coupon_discount, points_discount, delivery_fee, vat, total,
                       points_used, points_earned, last_event, created_at, updated_at, published_at)
   select 'followed' || lpad(n::text, 20, '0'), $1, 1000000 + n, 'person' || lpad(n::text, 20, '0'), 'processing', 'pending',
          'pending', 'cod', '{"name": "Layla Mansour", "city": "Riyadh"}', 'en', 'SAR', 2, true, 15, '[]', 5000, 0, 0, 0, 0, 0,
          652, 5000, 0, 0, 1, now() at time zone 'utc', now() at time zone 'utc', now() at time zone 'utc'
     from generate_series(1, $2::int) n`,
  `insert into order_events (order_id, company_code, seq, kind, actor_kind, data)
   select 'followed' || lpad(n::text, 20, '0'), $1, 1, 'order_created', 'customer', '{"invoice": 1, "total": 50}'
     from generate_series(1, $2::int) n`,
];

/**
 * Lets people sign in who follow an order each.
 * @param {string} databaseUrl
 * @param {number} count
 * @returns {Promise<{ token: string, orderId: string }[]>}
 */
export async function invitePeople(databaseUrl, count) {
  const password = crypto.randomBytes(16).toString('hex');
  const stamp = crypto.createHash('sha256').update(password).digest('base64url').slice(0, 16);
  const { JWT_SECRET: secret } = serverEnvironment({ databaseUrl, port: 0 });
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("set local session_replication_role = 'replica'");
    const values = [[COMPANY, password, count], [count], [COMPANY, count], [COMPANY, count]];
    for (const [index, text] of STATEMENTS.entries()) await client.query({ text, values: values[index] });
    await client.query('commit');
    await client.query('vacuum analyze up_users, account_sessions, orders, order_events');
    const { rows } = await client.query(
      `select s.id as sid, s.account_id as person, o.document_id as "orderId"
         from account_sessions s join orders o on o.customer_id = s.account_id where s.account_id like 'person%'`,
    );
    return rows.map(({ sid, person, orderId }) => {
      const claims = {
        _id: person,
        name: 'Layla',
        email: 'l@example.com',
        role: 'customer',
        company: COMPANY,
      };
      const token = jwt.sign({ ...claims, sid, stamp }, secret, { algorithm: 'HS256', expiresIn: '7d' });
      return { token, orderId };
    });
  } finally {
    await client.end();
  }
}
