import { api } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, line, moveTo, place, placed, quoted, stocked, stockOf, expectStockTrue, countersOf } from '../support/orders';

let shop: Shop;
let customer: Customer;

beforeAll(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
});

test('an order is placed, with everything in it', async () => {
  const milk = await stocked(shop, 10);
  const response = await place(customer, [line(milk, 2)]);
  console.log(response.status, JSON.stringify(response.body, null, 1));
  expect(response.status).toBe(201);
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 2 });
  const quote = await quoted(customer.options, [line(milk, 2)]);
  console.log(JSON.stringify(quote));
  const done = await moveTo(shop, response.body.data, 'processing', 'shipped', 'delivered');
  console.log(JSON.stringify(done.timeline));
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 8, reserved: 0 });
  await expectStockTrue(milk.documentId);
  const other = await placed(customer, [line(milk, 2)]);
  await api.put(`/api/order/${other.documentId}/cancel`, {}, customer.options).expect(200);
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 8, reserved: 0 });
  console.log(await countersOf(customer));
  console.log((await change(shop, other, { order_status: 'shipped' })).body);
});
