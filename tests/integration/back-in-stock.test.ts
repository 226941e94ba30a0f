import { createId } from '@paralleldrive/cuid2';
import { forgetRequestsOf } from '../../src/api/stock-request/store';
import { eraseAccount } from '../../src/identity/account-store';
import { api, app, sql } from '../support/application';
import { expectRefusal, newShop, type ProductItem, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { recount, stockSettled } from '../support/low-stock';
import { line, placed, stocked } from '../support/orders';
import { outboxRows, until } from '../support/outbox';

let shop: Shop;
let layla: Customer;
let omar: Customer;

beforeAll(async () => {
  shop = await newShop();
  [layla, omar] = [await newCustomer(shop.company), await newCustomer(shop.company)];
});

const path = ({ documentId }: { documentId: string }): string => `/api/products/${documentId}/notify-me`;

const ask = (who: Customer, product: { documentId: string }) => api.post(path(product), {}, who.options);

const withdraw = (who: Customer, product: { documentId: string }) => api.delete(path(product), who.options);

/** Who is told that a product is back, each as often as they are. */
const told = async ({ documentId }: ProductItem): Promise<string[]> => {
  await stockSettled();
  const { rows } = await sql.query<{ customer: string }>(
    `select customer_id as customer from notifications
      where kind = 'back_in_stock' and data->>'productId' = $1 order by customer_id`,
    [documentId],
  );
  return rows.map(({ customer }) => customer);
};

const waiting = async ({ documentId }: ProductItem): Promise<number> => {
  const { rows } = await sql.query('select 1 from stock_requests where product_id = $1', [documentId]);
  return rows.length;
};

test('whoever asked is told once that a product is back, however often it moves', async () => {
  const milk = await stocked(shop, 0);
  const answer = { productId: milk.documentId, available: false };
  expect((await ask(layla, milk).expect(201)).body.data).toEqual(answer);
  await ask(layla, milk).expect(201);
  await ask(omar, milk).expect(201);
  await withdraw(omar, milk).expect(204);
  await withdraw(omar, milk).expect(204);
  expect(await told(milk)).toEqual([]);
  await recount(shop, milk, 3);
  expect(await told(milk)).toEqual([layla.documentId]);
  await recount(shop, milk, 0);
  await recount(shop, milk, 5);
  expect(await told(milk)).toEqual([layla.documentId]);
  const list = await api.get('/api/notification', layla.options).expect(200);
  expect(list.body.data).toMatchObject([
    {
      kind: 'back_in_stock',
      title: 'Milk is back',
      data: { productId: milk.documentId, title: { en: 'Milk', ar: 'حليب' }, slug: milk.slug },
      order: null,
    },
  ]);
  await recount(shop, milk, 0);
  await stockSettled();
  await ask(layla, milk).expect(201);
  await recount(shop, milk, 5);
  expect(await told(milk)).toEqual([layla.documentId, layla.documentId]);
});

test('who asks while it is there is told when it was gone in between', async () => {
  const milk = await stocked(shop, 3);
  const { body } = await ask(layla, milk).expect(201);
  expect(body.data).toEqual({ productId: milk.documentId, available: true });
  await placed(omar, [line(milk, 2)]);
  expect(await told(milk)).toEqual([]);
  await placed(omar, [line(milk)]);
  expect(await told(milk)).toEqual([]);
  await api
    .post(
      '/api/stock/adjust',
      { productId: milk.documentId, locationId: 1, delta: 2, reason: 'delivery' },
      shop.staff,
    )
    .expect(200);
  expect(await told(milk)).toEqual([layla.documentId]);
});

test('thousands who wait are told once each, also where it comes and goes', async () => {
  const milk = await stocked(shop, 0);
  const ids = Array.from({ length: 1_200 }, () => createId());
  await sql.query(
    `insert into up_users (document_id, company_code, kind, name, email, confirmed, blocked)
     select id, $2, 'customer', 'Somebody', id || '@saptmarkets.test', true, false from unnest($1::text[]) id`,
    [ids, shop.company.code],
  );
  await sql.query(
    `insert into stock_requests (product_id, customer_id, company_code, was_out)
     select $2, id, $3, true from unnest($1::text[]) id`,
    [ids, milk.documentId, shop.company.code],
  );
  await Promise.all([recount(shop, milk, 4), recount(shop, milk, 5), recount(shop, milk, 6)]);
  expect(await told(milk)).toEqual([...ids].sort());
  expect(await waiting(milk)).toBe(0);
});

test('what is off sale comes back when it is on sale again; unknown and foreign products are refused', async () => {
  const milk = await stocked(shop, 0);
  await ask(layla, milk).expect(201);
  const change = (status: string) =>
    api.put(`/api/products/${milk.documentId}`, { status }, shop.staff).expect(200);
  await change('inactive');
  expectRefusal(await ask(omar, milk), 404, 'not_found');
  await recount(shop, milk, 3);
  expect(await told(milk)).toEqual([]);
  await change('active');
  expect(await told(milk)).toEqual([layla.documentId]);

  const foreign = await stocked(await newShop(), 0);
  for (const product of [foreign, { documentId: UNKNOWN_ID }]) {
    expectRefusal(await ask(layla, product), 404, 'not_found');
    expectRefusal(await withdraw(layla, product), 404, 'not_found');
  }
  expectRefusal(await api.post(path(milk), {}, shop.visitor), 401, 'unauthenticated');
  expectRefusal(await api.post(path(milk), {}, shop.staff), 403, 'forbidden');
  expect(await waiting(foreign)).toBe(0);
});

test('a wish goes with the account, and with the product', async () => {
  const milk = await stocked(shop, 0);
  const leaving = await newCustomer(shop.company);
  await ask(leaving, milk).expect(201);
  await ask(layla, milk).expect(201);
  await api.delete(`/api/customer/${leaving.documentId}`, shop.staff).expect(204);
  expect(await waiting(milk)).toBe(1);
  await api.delete(`/api/products/${milk.documentId}`, shop.staff).expect(204);
  expect(await waiting(milk)).toBe(0);
});

test('who is erased while a product comes back is not told, and holds up nobody for good', async () => {
  const milk = await stocked(shop, 0);
  const leaving = await newCustomer(shop.company);
  await ask(leaving, milk).expect(201);
  await ask(layla, milk).expect(201);
  await stockSettled();
  await app.strapi.db.transaction(async ({ trx }) => {
    await eraseAccount(trx, 'customer', leaving.documentId);
    await recount(shop, milk, 3);
    await until(
      async () => (await sql.query('select 1 from pg_locks where not granted')).rows.length,
      (waiters) => waiters > 0,
    );
    await forgetRequestsOf(trx, leaving.documentId);
  });
  expect(await told(milk)).toEqual([layla.documentId]);
  expect(await waiting(milk)).toBe(0);
});

test('a popular product is told of step by step, and stock meanwhile', async () => {
  const milk = await stocked(shop, 0);
  await ask(layla, milk).expect(201);
  await stockSettled();
  const lock = await sql.connect();
  try {
    await lock.query('begin');
    await lock.query('select 1 from up_users where document_id = $1 for update', [layla.documentId]);
    await recount(shop, milk, 3);
    await until(
      () => outboxRows('back_in_stock'),
      (rows) => rows.some(({ claimed }) => claimed),
    );
    await recount(shop, milk, 4);
    for (const topic of ['stock_changed', 'stock_watched']) {
      await until(
        () => outboxRows(topic),
        (rows) => rows.length === 0,
      );
    }
    expect((await outboxRows('back_in_stock')).length).toBeGreaterThan(0);
  } finally {
    await lock.query('rollback');
    lock.release();
  }
  expect(await told(milk)).toEqual([layla.documentId]);
});
