import { STOCK_CHANGED } from '../../src/api/stock/changed';
import { stockHandlers } from '../../src/api/stock/handlers';
import type { OutboxBatchHandler } from '../../src/outbox/handler';
import { api, app } from '../support/application';
import { newShop, readProduct, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { line, place, stocked } from '../support/orders';
import { until, untilDone } from '../support/outbox';
import { listening } from '../support/sockets';

let shop: Shop;
let foreign: Shop;
let customer: Customer;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  customer = await newCustomer(shop.company);
});

test('after a storm of orders the last word on a product is the truth, and only its company hears it', async () => {
  const milk = await stocked(shop, 30);
  await untilDone('stock_changed');
  const [admin, stranger] = await Promise.all([
    listening({ token: shop.staff.token, company: shop.company.code }),
    listening({ token: foreign.staff.token, company: foreign.company.code }),
  ]);
  const answers = await Promise.all(Array.from({ length: 40 }, () => place(customer, [line(milk)])));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(30);
  await api
    .post(
      '/api/stock/adjust',
      { productId: milk.documentId, locationId: 1, delta: 7, reason: 'count' },
      shop.staff,
    )
    .expect(200);

  await untilDone('stock_changed');
  const heard = await until(
    () => admin.of('stock_updated'),
    (events) => events.at(-1)?.data['stock'] === 7,
  );
  expect(heard.at(-1)).toMatchObject({
    seq: null,
    company: shop.company.code,
    data: { productId: milk.documentId, stock: (await readProduct(shop, milk.documentId)).stock },
  });
  expect(new Set(heard.map(({ id }) => id)).size).toBe(heard.length);
  expect(stranger.heard).toEqual([]);
});

test('what could not be told is not noted as told', async () => {
  // Sockets belong to the application; what a test imports has none.
  const handler = stockHandlers(app.strapi).find(
    ({ topic }) => topic === STOCK_CHANGED,
  ) as OutboxBatchHandler;
  const milk = await stocked(shop, 1);
  const message = {
    id: '1',
    topic: STOCK_CHANGED,
    key: shop.company.code,
    company: shop.company.code,
    payload: { products: [milk.documentId] },
    attempt: 1,
    createdAt: new Date(),
  };
  await expect(handler.handleAll([message], new AbortController().signal)).rejects.toThrow(
    'there are no sockets to send events to',
  );
});
