import type { Response } from 'supertest';
import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import {
  expectStockTrue,
  line,
  newCoupon,
  orderOf,
  place,
  placed,
  quoted,
  stocked,
  stockOf,
  traces,
} from '../support/orders';
import { closeDays, dayIn, inHours, newSlot, placesOf, readSlot, useTimezone } from '../support/slots';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 20);
});

const quote = (body: object) =>
  api.post('/api/order/quote', { cart: [line(milk)], ...body }, customer.options);

/** Both a quote and an order are refused, and nothing is left of them. */
const expectRefused = async (slotId: string, check: (response: Response) => void): Promise<void> => {
  const before = await traces(shop);
  check(await quote({ delivery_slot: slotId }));
  check(await place(customer, [line(milk)], { delivery_slot: slotId }));
  expect(await traces(shop)).toEqual(before);
};

const SECOND = 1 / 3_600;

test('an order takes a place; it is promised by the end of its slot', async () => {
  const slot = await newSlot(shop);
  const chosen = { documentId: slot.documentId, start: slot.start, end: slot.end };
  expect(await quoted(customer.options, [line(milk)], { delivery_slot: slot.documentId })).toMatchObject({
    promised_delivery: slot.end,
    delivery: { slot: chosen },
  });
  expect(await placesOf(slot)).toEqual({ counted: 0, orders: 0 });

  const order = await placed(customer, [line(milk)], { delivery_slot: slot.documentId });
  expect(order).toMatchObject({
    promised_delivery: slot.end,
    estimated_delivery: slot.end,
    delivery: { slot: chosen },
  });
  expect(await placesOf(slot)).toEqual({ counted: 1, orders: 1 });
});

test('without a slot it is promised as soon as it can be there, or not at all', async () => {
  expect(await placed(customer, [line(milk)])).toMatchObject({
    promised_delivery: null,
    estimated_delivery: null,
    delivery: { slot: null },
  });

  // 0.1 degrees of latitude are 11.12 km: by road 14.456 km at 30 km/h, 28.912 minutes, and 15 + 5 beside.
  const store = { latitude: 24.7, longitude: 46.7 };
  await api.put('/api/setting', { delivery: { store } }, shop.staff).expect(200);
  const before = Date.now();
  const order = await placed(customer, [line(milk)], {
    user_info: {
      ...(orderOf([])['user_info'] as object),
      deliveryLocation: { latitude: 24.8, longitude: 46.7 },
    },
  });
  expect(order).toMatchObject({ delivery: { distanceKm: 11.12, slot: null } });
  const minutes = (Date.parse(order['promised_delivery'] as string) - before) / 60_000;
  expect(minutes).toBeGreaterThanOrEqual(49);
  expect(minutes).toBeLessThan(50);
  expect(order['estimated_delivery']).toBe(order['promised_delivery']);
});

test('the cut-off counts to the second, in the time of the shop', async () => {
  await useTimezone(shop, 'Africa/Cairo');
  const past = await newSlot(shop, { cutoff: inHours(-SECOND) });
  const ahead = await newSlot(shop, { cutoff: inHours(2 * SECOND) });
  await expectRefused(past.documentId, (response) => expectRefusal(response, 409, 'slot_closed'));
  await api
    .put(`/api/delivery/slots/${ahead.documentId}`, { cutoff: inHours(30 * SECOND) }, shop.staff)
    .expect(200);
  await placed(customer, [line(milk)], { delivery_slot: ahead.documentId });
  await api
    .put(`/api/delivery/slots/${ahead.documentId}`, { cutoff: inHours(-SECOND) }, shop.staff)
    .expect(200);
  await expectRefused(ahead.documentId, (response) => expectRefusal(response, 409, 'slot_closed'));
  expect(await placesOf(ahead)).toEqual({ counted: 1, orders: 1 });
});

test.each([
  ['that is off', { isActive: false }],
  ['that has begun', { start: inHours(-1), end: inHours(2), cutoff: inHours(1) }],
  ['that is over', { start: inHours(-3), end: inHours(-1) }],
])('one %s takes nobody', async (_which, body) => {
  const slot = await newSlot(shop, body);
  await expectRefused(slot.documentId, (response) => expectRefusal(response, 409, 'slot_closed'));
});

test('on a closed day nothing is brought, whatever slots there are', async () => {
  await useTimezone(shop, 'Pacific/Auckland');
  const slot = await newSlot(shop, { start: inHours(30), end: inHours(31) });
  const day = dayIn('Pacific/Auckland', slot.start);
  await closeDays(shop, [day]);
  await expectRefused(slot.documentId, (response) => expectRefusal(response, 409, 'slot_closed'));
  await closeDays(shop, []);
  await placed(customer, [line(milk)], { delivery_slot: slot.documentId });
});

test('one without room is refused before anything is taken', async () => {
  const slot = await newSlot(shop, { capacity: 0 });
  await expectRefused(slot.documentId, (response) => expectRefusal(response, 409, 'slot_full'));
});

test('one of nobody, or of another company, is none', async () => {
  const theirs = await newSlot(await newShop());
  for (const id of [UNKNOWN_ID, theirs.documentId]) {
    await expectRefused(id, (response) => expectInvalid(response, 'delivery_slot'));
  }
  expectInvalid(await quote({ delivery_slot: 'x' }), 'delivery_slot');
  expect(await placesOf(theirs)).toEqual({ counted: 0, orders: 0 });
});

test('ten parallel orders for two places: exactly two win', async () => {
  const slot = await newSlot(shop, { capacity: 2 });
  const coupon = await newCoupon(shop, { code: 'TENS', value: 0.5, usage_limit_total: 50 });
  const buyers = await Promise.all(Array.from({ length: 10 }, () => newCustomer(shop.company)));
  const body = { delivery_slot: slot.documentId, coupon: 'TENS' };
  const responses = await Promise.all(buyers.map((buyer) => place(buyer, [line(milk)], body)));

  const won = responses.filter(({ status }) => status === 201);
  expect(won).toHaveLength(2);
  for (const response of responses) if (response.status !== 201) expectRefusal(response, 409, 'slot_full');
  expect(await placesOf(slot)).toEqual({ counted: 2, orders: 2 });
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 2 });
  await expectStockTrue(milk.documentId);
  const { rows } = await sql.query<{ used: number }>(
    'select used_count::int as used from coupon_counters where coupon_id = $1',
    [coupon.documentId],
  );
  expect(rows).toEqual([{ used: 2 }]);
  expect(await traces(shop)).toMatchObject({ orders: '2', redemptions: '2', counted: '2' });
});

test('crossing orders of two slots and two products come through', async () => {
  const [left, right] = [await newSlot(shop, { capacity: 10 }), await newSlot(shop, { capacity: 10 })];
  const bread = await stocked(shop, 20);
  const responses = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      place(customer, index % 2 ? [line(milk), line(bread)] : [line(bread), line(milk)], {
        delivery_slot: (index % 3 ? left : right).documentId,
      }),
    ),
  );
  expect(responses.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
  expect(await placesOf(left)).toEqual({ counted: 8, orders: 8 });
  expect(await placesOf(right)).toEqual({ counted: 4, orders: 4 });
});

test('a repeated key takes no second place', async () => {
  const slot = await newSlot(shop);
  const send = () =>
    place(customer, [line(milk)], { delivery_slot: slot.documentId }, { 'Idempotency-Key': 'slot-once-1' });
  const [first, second] = [await send().expect(201), await send().expect(201)];
  expect(second.body).toEqual(first.body);
  expect(await readSlot(shop, slot)).toMatchObject({ taken: 1, available: 1 });
});

test('what fails after the place was taken gives it back', async () => {
  const slot = await newSlot(shop);
  const erased = await newCustomer(shop.company);
  await sql.query(`update customer_counters set closed_at = now() where customer_id = $1`, [
    erased.documentId,
  ]);
  const response = await place(erased, [line(milk)], { delivery_slot: slot.documentId });
  expect(response.status).toBe(401);
  expect(await placesOf(slot)).toEqual({ counted: 0, orders: 0 });
});

test('another total is told with the promise', async () => {
  const slot = await newSlot(shop);
  const details = expectRefusal(
    await place(customer, [line(milk)], { delivery_slot: slot.documentId, expected_total: 1 }),
    409,
    'price_changed',
  );
  expect(details).toMatchObject({
    quote: { promised_delivery: slot.end, delivery: { slot: { documentId: slot.documentId } } },
  });
  expect(await placesOf(slot)).toEqual({ counted: 0, orders: 0 });
});
