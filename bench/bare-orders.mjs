/**
 * The yardstick: the fewest statements that place an order, by a bare client: `node bench/bare-orders.mjs <file>`, the
 * file being JSON of `databaseUrl, company, customers, carts, seconds`. Each customer has a connection. Nothing is
 * checked, no promotion is looked for, nobody signs in, nothing is answered. Prints one line of JSON.
 */
import crypto from 'node:crypto';
import fs from 'node:fs';
import pg from 'pg';
import { percentile } from './statistics.mjs';

const { databaseUrl, company, customers, carts, seconds } = JSON.parse(
  fs.readFileSync(process.argv[2], 'utf8'),
);

/** Locks the stock, in order, and reads what stands in the lines. The setting is the one that our own orders make. */
const LOCK = `
  with levels as materialized (
    select product_id, location_id, on_hand, reserved, set_config('shop.tells_itself', 'on', true)
      from stock_levels where product_id = any($1::text[]) order by product_id, location_id for update)
  select l.product_id, l.location_id, l.on_hand - l.reserved as available, u.document_id as unit_id, u.price, u.unit_value,
         p.title, p.sku, p.cost
    from levels l
    join products p on p.document_id = l.product_id and p.locale = 'en'
    join product_units_product_id_lnk k on k.product_id = p.id
    join product_units u on u.id = k.product_unit_id and u.is_default`;

/** Reserves, writes the ledger, and counts what was sold and who bought. */
const MOVE = `
  with taken as (
    select * from unnest($1::text[], $2::text[], $3::bigint[], $4::numeric[]) t(product_id, location_id, quantity, cost)),
  moved as (
    update stock_levels l set reserved = l.reserved + t.quantity, updated_at = now()
      from taken t where l.product_id = t.product_id and l.location_id = t.location_id
       and l.reserved + t.quantity <= l.on_hand returning 1),
  ledger as (
    insert into stock_movements (company_code, product_id, location_id, kind, reserved_delta, unit_cost, order_id, actor)
    select $5, product_id, location_id, 'reservation', quantity, cost, $6, $7 from taken),
  sold as (
    insert into product_counters as c (product_id, sales) select product_id, quantity / 1000 from taken order by product_id
    on conflict (product_id) do update set sales = c.sales + excluded.sales),
  counted as (
    update customer_counters set total_orders = total_orders + 1, total_spent = total_spent + $8 where customer_id = $7)
  select count(*)::int as moved from moved`;

/** Invoice number, order, event and lines. */
const STORE = `
  with number as (
    insert into invoice_counters as c (company_code, last) values ($1, 10000)
    on conflict (company_code) do update set last = c.last + 1 returning last),
  placed as (
    insert into orders (document_id, company_code, invoice, customer_id, order_status, delivery_status, payment_status,
                        payment_method, user_info, language, currency, decimals, vat_inclusive, vat_rate, vat_by_rate,
                        subtotal, promotion_discount, discount, coupon_discount, points_discount, delivery_fee, vat, total,
                        points_used, points_earned, last_event, created_at, updated_at, published_at)
    select $2, $1, last, $3, 'pending', 'pending', 'pending', 'cod', $4, 'en', 'SAR', 2, true, 15, '[]', $5, 0, 0, 0, 0, 0,
           $6, $5, 0, 0, 1, now(), now(), now() from number returning document_id, invoice),
  told as (
    insert into order_events (order_id, company_code, seq, kind, actor_kind, actor_id, data)
    select document_id, $1, 1, 'order_created', 'customer', $3, jsonb_build_object('invoice', invoice, 'total', $5::bigint)
      from placed)
  insert into order_lines (order_id, company_code, line, product_id, unit_id, sku, title_en, unit_type, unit_value, pack_qty,
                           quantity, ordered_quantity, unit_price, shelf, net, vat, vat_rate, unit_cost)
  select $2, $1, line, product_id, unit_id, sku, title_en, 'piece', unit_value, pack_qty, quantity, quantity, unit_price,
         shelf, shelf, vat, 15, unit_cost
    from json_to_recordset($7) l(line int, product_id text, unit_id text, sku text, title_en text, unit_value numeric,
                                 pack_qty numeric, quantity bigint, unit_price bigint, shelf bigint, vat bigint,
                                 unit_cost numeric)`;

const USER_INFO = JSON.stringify({ name: 'Layla Mansour', address: '12 King Fahd Road', city: 'Riyadh' });

/** One level of each product: the first that holds enough. */
function takeFrom(rows, cart) {
  return cart.map(({ productId, quantity }, index) => {
    const row = rows.find(
      (each) => each.product_id === productId && Number(each.available) >= quantity * 1000,
    );
    const price = Math.round(Number(row.price) * 100);
    const shelf = price * quantity;
    return {
      line: index + 1,
      product_id: productId,
      location_id: row.location_id,
      unit_id: row.unit_id,
      sku: row.sku,
      title_en: row.title,
      unit_value: row.unit_value,
      pack_qty: row.unit_value,
      quantity: quantity * 1000,
      unit_price: price,
      shelf,
      vat: Math.round((shelf * 15) / 115),
      unit_cost: row.cost,
    };
  });
}

async function placeOrder(client, customer, cart) {
  const orderId = crypto.randomBytes(12).toString('hex');
  await client.query('begin');
  const ids = cart.map(({ productId }) => productId);
  const { rows } = await client.query({ name: 'lock', text: LOCK, values: [ids] });
  const lines = takeFrom(rows, cart);
  const total = lines.reduce((sum, { shelf }) => sum + shelf, 0);
  const column = (name) => lines.map((line) => line[name]);
  await client.query({
    name: 'move',
    text: MOVE,
    values: [
      column('product_id'),
      column('location_id'),
      column('quantity'),
      column('unit_cost'),
      company,
      orderId,
      customer,
      total,
    ],
  });
  const vat = Math.round((total * 15) / 115);
  await client.query({
    name: 'store',
    text: STORE,
    values: [company, orderId, customer, USER_INFO, total, vat, JSON.stringify(lines)],
  });
  await client.query('commit');
}

async function orderUntil(customer, end, took) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  while (performance.now() < end) {
    const from = performance.now();
    await placeOrder(client, customer, carts[Math.floor(Math.random() * carts.length)]);
    took.push(performance.now() - from);
  }
  await client.end();
}

const took = [];
const from = performance.now();
await Promise.all(customers.map((customer) => orderUntil(customer, from + seconds * 1000, took)));
const elapsed = (performance.now() - from) / 1000;

process.stdout.write(
  `${JSON.stringify({
    perSecond: took.length / elapsed,
    orders: took.length,
    p50: percentile(took, 0.5),
    p97: percentile(took, 0.975),
    p99: percentile(took, 0.99),
    failures: 0,
    refusals: {},
  })}\n`,
);
