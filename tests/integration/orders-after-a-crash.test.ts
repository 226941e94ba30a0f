import { setTimeout as wait } from 'node:timers/promises';
import { sql } from '../support/application';
import { newShop, type ProductItem, type Shop, unique } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { expectStockTrue, line, orderOf, stocked, stockOf } from '../support/orders';
import { startSecondProcess } from '../support/second-process';

const ORDERS_BEFORE_THE_CRASH = 40;

let shop: Shop;
let products: ProductItem[];
let buyers: Customer[];

beforeAll(async () => {
  shop = await newShop();
  products = [await stocked(shop, 10_000), await stocked(shop, 10_000), await stocked(shop, 10_000)];
  buyers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => newCustomer(shop.company)));
});

/** An order that was sent under a key, and what came back of it, if anything did. */
type Sent = { customer: Customer; key: string; documentId: string | null };

const cart = (): object[] => products.map((product) => line(product, 2));

const send = async (url: string, customer: Customer, key: string): Promise<string> => {
  const { token, company } = customer.options;
  const response = await fetch(`${url}/api/order`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      company,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify(orderOf(cart())),
  });
  const { data } = (await response.json()) as { data: { documentId: string } };
  expect(response.status).toBe(201);
  return data.documentId;
};

/** Orders one after the other until the server is gone; the last stays without an answer. */
const orderUntilTheEnd = async (url: string, customer: Customer, sent: Sent[]): Promise<void> => {
  for (;;) {
    const order: Sent = { customer, key: unique('key-'), documentId: null };
    sent.push(order);
    try {
      order.documentId = await send(url, customer, order.key);
    } catch (error) {
      // Node's own fetch throws errors of another realm than the test's.
      if ((error as Error).name === 'TypeError') return;
      throw error;
    }
  }
};

const count = async (text: string): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(text, [shop.company.code]);
  return rows[0]!.count;
};

/** Nothing of the company is half there. */
const expectWholeOrders = async (): Promise<void> => {
  const halves = {
    'orders without all their lines': `select count(*)::int from orders o where company_code = $1
        and (select count(*) from order_lines l where l.order_id = o.document_id) <> 3`,
    'lines without an order': `select count(*)::int from order_lines l where company_code = $1
        and not exists (select 1 from orders o where o.document_id = l.order_id)`,
    'orders without their reservations': `select count(*)::int from orders o where company_code = $1
        and (select count(*) from stock_movements m where m.order_id = o.document_id and m.reserved_delta = 2000) <> 3`,
    'movements without an order': `select count(*)::int from stock_movements m where company_code = $1
        and order_id is not null and not exists (select 1 from orders o where o.document_id = m.order_id)`,
    'orders without their first event': `select count(*)::int from orders o where company_code = $1
        and not exists (select 1 from order_events e where e.order_id = o.document_id and e.seq = 1)`,
    'keys without an order': `select count(*)::int from idempotency_keys k where company_code = $1
        and not exists (select 1 from orders o where o.document_id = k.subject_id)`,
    'customers who are miscounted': `select count(*)::int from customer_counters c where company_code = $1
        and total_orders <> (select count(*) from orders o where o.customer_id = c.customer_id)`,
    'missing invoice numbers': `select (max(invoice) - min(invoice) + 1 - count(*))::int as count from orders
        where company_code = $1`,
  };
  const found = await Promise.all(
    Object.entries(halves).map(async ([what, text]) => [what, await count(text)] as const),
  );
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.keys(halves).map((what) => [what, 0])));
};

const expectStock = async (orders: number): Promise<void> => {
  for (const { documentId } of products) {
    expect(await stockOf(documentId)).toEqual({ onHand: 10_000, reserved: orders * 2 });
    await expectStockTrue(documentId);
  }
};

/** Nothing of the dead process works on in the database. */
const allSettled = async (): Promise<void> => {
  const working = `select count(*)::int as count from pg_stat_activity
    where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid() and $1::text is not null`;
  while ((await count(working)) > 0) await wait(50);
};

test('a server killed in the middle of orders leaves whole orders behind, and every one that it answered', async () => {
  const victim = await startSecondProcess();
  const sent: Sent[] = [];
  const load = Promise.all(buyers.map((customer) => orderUntilTheEnd(victim.url, customer, sent)));
  const isUnderLoad = (): boolean =>
    sent.filter(({ documentId }) => documentId !== null).length >= ORDERS_BEFORE_THE_CRASH;
  const underLoad = async (): Promise<void> => {
    while (!isUnderLoad()) await wait(5);
  };
  try {
    // Orders that all fail end before there is any load.
    await Promise.race([underLoad(), load]);
  } finally {
    await victim.kill();
  }
  await load;
  await allSettled();

  const answered = sent.filter(({ documentId }) => documentId !== null);
  expect(answered.length).toBeGreaterThanOrEqual(ORDERS_BEFORE_THE_CRASH);
  expect(answered.length).toBeLessThan(sent.length);
  const { rows: stored } = await sql.query<{ document_id: string }>(
    'select document_id from orders where company_code = $1',
    [shop.company.code],
  );
  const ids = new Set(stored.map((row) => row.document_id));
  expect(answered.filter(({ documentId }) => !ids.has(documentId!))).toEqual([]);
  expect(ids.size).toBeLessThanOrEqual(sent.length);
  await expectWholeOrders();
  await expectStock(ids.size);

  // Whoever got no answer asks again under the same key, and has one order in the end.
  const next = await startSecondProcess();
  try {
    for (const order of sent) {
      const documentId = await send(next.url, order.customer, order.key);
      if (order.documentId !== null) expect(documentId).toBe(order.documentId);
    }
  } finally {
    await next.stop();
  }
  await expectWholeOrders();
  await expectStock(sent.length);
}, 120_000);
