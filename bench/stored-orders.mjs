import pg from 'pg';
import { COMPANY } from './scratch-database.mjs';

/** Rows of one transaction. */
const BATCH = 50_000;

/** As many random products as there are carts to choose from. */
const CARTS = 2_000;
const LINES = 5;

/** Orders of the past: five lines each, delivered, of customers who are not there any more. */
const STATEMENTS = [
  `create temp table goods on commit drop as
   select row_number() over () - 1 as place, p.document_id as product_id,
          u.document_id as unit_id, p.title, p.sku, u.price, l.location_id
     from products p
     join product_units_product_id_lnk k on k.product_id = p.id
     join product_units u on u.id = k.product_unit_id and u.is_default
     join lateral (select location_id from stock_levels l where l.product_id = p.document_id limit 1) l on true
    where p.company_code = $1 and p.locale = 'en'`,
  `insert into orders (document_id, company_code, invoice, customer_id, order_status, delivery_status, payment_status,
                       payment_method, user_info, language, currency, decimals, vat_inclusive, vat_rate, vat_by_rate,
                       subtotal, promotion_discount, discount, coupon_discount, points_discount, delivery_fee, vat, total,
                       points_used, points_earned, last_event, created_at, updated_at, published_at)
   select 'past' || lpad(n::text, 20, '0'), $1, -n, 'past' || n % 50000, 'delivered', 'delivered', 'paid', 'cod',
          '{"name": "Layla Mansour", "address": "12 King Fahd Road", "city": "Riyadh"}', 'en', 'SAR', 2, true, 15, '[]',
          5000, 0, 0, 0, 0, 0, 652, 5000, 0, 0, 1, at, at, at
     from (select n, now() at time zone 'utc' - interval '1 year' + n * interval '20 seconds' as at
             from generate_series($2::int, $3::int) n) past`,
  `insert into order_events (order_id, company_code, seq, kind, actor_kind, data)
   select 'past' || lpad(n::text, 20, '0'), $1, 1, 'order_created', 'customer', '{"invoice": 1, "total": 50}'
     from generate_series($2::int, $3::int) n`,
  `insert into order_lines (order_id, company_code, line, product_id, unit_id, sku, title_en, unit_type, unit_value, pack_qty,
                            quantity, ordered_quantity, unit_price, shelf, net, vat, vat_rate)
   select 'past' || lpad(n::text, 20, '0'), $1, line, product_id, unit_id, sku, title, 'piece', 1, 1, 1000, 1000, 1000, 1000,
          1000, 130, 15
     from generate_series($2::int, $3::int) n cross join generate_series(1, ${LINES}) line
     join goods on goods.place = (n::bigint * 7919 + line * 104729) % (select count(*) from goods)`,
  `insert into stock_movements (company_code, product_id, location_id, kind, reserved_delta, on_hand_delta, order_id, actor)
   select $1, product_id, location_id, 'reservation', 1000, 0, 'past' || lpad(n::text, 20, '0'), 'past' || n % 50000
     from generate_series($2::int, $3::int) n cross join generate_series(1, ${LINES}) line
     join goods on goods.place = (n::bigint * 7919 + line * 104729) % (select count(*) from goods)`,
];

async function withClient(databaseUrl, work) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Stores orders of the past by sets of rows, from one number to another.
 * @param {string} databaseUrl
 * @param {number} first
 * @param {number} last
 */
export function storeOrders(databaseUrl, first, last) {
  return withClient(databaseUrl, async (client) => {
    for (let from = first; from <= last; from += BATCH) {
      const to = Math.min(last, from + BATCH - 1);
      await client.query('begin');
      await client.query("set local session_replication_role = 'replica'");
      for (const text of STATEMENTS) {
        const values = [COMPANY, from, to].slice(0, text.includes('$3') ? 3 : 1);
        await client.query({ text, values });
      }
      await client.query('commit');
    }
    await client.query('vacuum analyze orders, order_lines, order_events, stock_movements, stock_levels');
    await client.query('checkpoint');
  });
}

/**
 * Fills the shelves, and says what can be bought: carts of random products, each one or two of their default unit.
 * @param {string} databaseUrl
 * @returns {Promise<{ productId: string, quantity: number }[][]>}
 */
export function stockUp(databaseUrl) {
  return withClient(databaseUrl, async (client) => {
    await client.query('begin');
    // A shop full of goods is the same catalogue: nothing has to be projected anew.
    await client.query("set local session_replication_role = 'replica'");
    await client.query('update stock_levels set on_hand = 1000000000000 where company_code = $1', [COMPANY]);
    await client.query('commit');
    await client.query('vacuum analyze stock_levels');
    const { rows } = await client.query(
      `select p.document_id as id from products p
        where p.company_code = $1 and p.locale = 'en' and p.status = 'active'
          and exists (select 1 from stock_levels l where l.product_id = p.document_id)
          and exists (select 1 from product_units_product_id_lnk k join product_units u on u.id = k.product_unit_id
                       where k.product_id = p.id and u.is_default and u.is_active)
        order by md5(p.document_id)`,
      [COMPANY],
    );
    const ids = rows.map(({ id }) => id);
    const random = () => ids[Math.floor(Math.random() * ids.length)];
    return Array.from({ length: CARTS }, () => {
      const chosen = new Set();
      while (chosen.size < LINES) chosen.add(random());
      return [...chosen].map((productId, index) => ({ productId, quantity: 1 + (index % 2) }));
    });
  });
}

/**
 * The document ids of customers by their addresses, in the order of these.
 * @param {string} databaseUrl
 * @param {string[]} emails
 * @returns {Promise<string[]>}
 */
export function customerIds(databaseUrl, emails) {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query('select email, document_id from up_users where email = any($1)', [
      emails,
    ]);
    return emails.map((email) => rows.find((row) => row.email === email).document_id);
  });
}
