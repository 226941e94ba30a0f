import { api } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { line, moveTo, placed, stocked } from '../support/orders';
import { until } from '../support/outbox';
import { type Listener, listening } from '../support/sockets';

let shop: Shop;
let foreign: Shop;
let layla: Customer;
let omar: Customer;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  [layla, omar] = [await newCustomer(shop.company), await newCustomer(shop.company)];
});

/** What somebody has heard of orders, once it is so much. */
const ofOrders = ({ heard }: Listener, count: number) =>
  until(
    () => heard.filter(({ seq }) => seq !== null),
    ({ length }) => length >= count,
  );

test('everybody hears what is theirs, in order, and finds the same by asking', async () => {
  const [customer, other, admin, stranger] = await Promise.all([
    listening({ token: layla.options.token }),
    listening({ token: omar.options.token }),
    listening({ token: shop.staff.token, company: shop.company.code }),
    listening({ token: foreign.staff.token, company: foreign.company.code }),
  ]);
  const milk = await stocked(shop, 10);
  const order = await placed(layla, [line(milk, 2)]);
  await moveTo(shop, order, 'processing', 'shipped', 'delivered');

  const heard = await ofOrders(customer, 7);
  expect(heard.map(({ event, seq, data }) => [event, seq, data])).toEqual([
    ['order_created', 1, { orderId: order.documentId, invoice: order.invoice, total: order.total }],
    ['order_status_changed', 2, { orderId: order.documentId, from: 'pending', to: 'processing' }],
    ['order_status_changed', 3, { orderId: order.documentId, from: 'processing', to: 'shipped' }],
    ['delivery_status', 4, { orderId: order.documentId, from: 'pending', to: 'picked' }],
    ['order_status_changed', 5, { orderId: order.documentId, from: 'shipped', to: 'delivered' }],
    ['delivery_status', 6, { orderId: order.documentId, from: 'picked', to: 'delivered' }],
    ['delivery_completed', 7, { orderId: order.documentId, at: heard[6]?.data['at'] }],
  ]);
  expect(await ofOrders(admin, 7)).toEqual(heard);
  expect([other.heard, stranger.heard]).toEqual([[], []]);
  const events = await api.get(`/api/order/${order.documentId}/events`, layla.options).expect(200);
  expect(events.body.data).toEqual(heard);
});
