import { api } from '../support/application';
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
