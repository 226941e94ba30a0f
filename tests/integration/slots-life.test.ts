import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, line, moveTo, type OrderItem, placed, stocked } from '../support/orders';
import { acted, begun, expire, paidNews, placedAt, post, readAs } from '../support/paying';
import { openAccount, startProvider } from '../support/payments';
import type { TestProvider } from '../support/provider-server';
import { closeDays, dayIn, inHours, newSlot, placesOf, type SlotItem } from '../support/slots';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 20);
});

const ordered = ({ documentId }: SlotItem): Promise<OrderItem> =>
  placed(customer, [line(milk)], { delivery_slot: documentId });

const cancel = ({ documentId }: { documentId: string }) =>
  api.put(`/api/order/${documentId}/cancel`, {}, shop.staff);

const slotOf = async (order: { documentId: string }): Promise<string | null> => {
  const read = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
  return (read.body.data.delivery.slot as { documentId: string } | null)?.documentId ?? null;
};

describe('cancelling', () => {
  test('frees the place once, however often it is asked for', async () => {
    const slot = await newSlot(shop, { capacity: 1 });
    const order = await ordered(slot);
    const responses = await Promise.all([cancel(order), cancel(order), cancel(order)]);
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await placesOf(slot)).toEqual({ counted: 0, orders: 0 });
    await ordered(slot);
    expect(await placesOf(slot)).toEqual({ counted: 1, orders: 1 });
  });

  test('frees it while the order is prepared, not once the goods have left', async () => {
    const slot = await newSlot(shop, { capacity: 2 });
    const [prepared, gone] = [await ordered(slot), await ordered(slot)];
    await moveTo(shop, prepared, 'processing', 'cancelled');
    expect((await placesOf(slot)).counted).toBe(1);
    await moveTo(shop, gone, 'processing', 'shipped', 'cancelled');
    expect((await placesOf(slot)).counted).toBe(1);
  });
});

test('other goods leave the place as it is, also after the cut-off', async () => {
  const slot = await newSlot(shop, { capacity: 1 });
  const order = await ordered(slot);
  await api.put(`/api/delivery/slots/${slot.documentId}`, { cutoff: inHours(-1) }, shop.staff).expect(200);
  const edited = await api
    .put(`/api/order/${order.documentId}/lines`, { cart: [line(milk, 3)] }, customer.options)
    .expect(200);
  expect(edited.body.data).toMatchObject({
    promised_delivery: slot.end,
    delivery: { slot: { documentId: slot.documentId } },
  });
  expect(await placesOf(slot)).toEqual({ counted: 1, orders: 1 });
});

describe('staff move an order', () => {
  test('to another slot, and out of it; what was promised stays', async () => {
    const [from, to] = [await newSlot(shop), await newSlot(shop, { start: inHours(6), end: inHours(8) })];
    const order = await ordered(from);
    const moved = await change(shop, order, { delivery_slot: to.documentId }).expect(200);
    expect(moved.body.data).toMatchObject({
      promised_delivery: from.end,
      estimated_delivery: to.end,
      delivery: { slot: { documentId: to.documentId, start: to.start, end: to.end } },
    });
    const { timeline } = moved.body.data as OrderItem;
    expect(timeline.filter(({ kind }) => kind === 'order_changed').map(({ data }) => data)).toEqual([
      { estimated_delivery: to.end },
      { delivery_slot: { from: from.documentId, to: to.documentId } },
    ]);
    expect([await placesOf(from), await placesOf(to)]).toEqual([
      { counted: 0, orders: 0 },
      { counted: 1, orders: 1 },
    ]);

    await change(shop, order, { delivery_slot: to.documentId }).expect(200);
    expect((await placesOf(to)).counted).toBe(1);
    const out = await change(shop, order, { delivery_slot: null }).expect(200);
    expect(out.body.data).toMatchObject({ promised_delivery: from.end, delivery: { slot: null } });
    expect(await placesOf(to)).toEqual({ counted: 0, orders: 0 });
  });

  test('not into one that is full, closed, over or not theirs', async () => {
    const from = await newSlot(shop);
    const order = await ordered(from);
    const day = inHours(72);
    const full = await newSlot(shop, { capacity: 0 });
    const closed = await newSlot(shop, { start: day, end: inHours(73) });
    const over = await newSlot(shop, { start: inHours(-3), end: inHours(-1) });
    const theirs = await newSlot(await newShop());
    await closeDays(shop, [dayIn('Asia/Riyadh', day)]);
    const into = ({ documentId }: { documentId: string }) =>
      change(shop, order, { delivery_slot: documentId, notes: 'later' });
    expectRefusal(await into(full), 409, 'slot_full');
    expectRefusal(await into(closed), 409, 'slot_closed');
    expectRefusal(await into(over), 409, 'slot_closed');
    expectInvalid(await into(theirs), 'delivery_slot');
    expectInvalid(await into({ documentId: UNKNOWN_ID }), 'delivery_slot');
    const read = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
    expect(read.body.data).toMatchObject({
      notes: null,
      delivery: { slot: { documentId: from.documentId } },
    });
    expect((await placesOf(from)).counted).toBe(1);
  });

  test('after the cut-off, too, while it is shipped, but not once it is over', async () => {
    const late = await newSlot(shop, { start: inHours(-1), end: inHours(2) });
    const order = await placed(customer, [line(milk)]);
    await change(shop, order, { order_status: 'processing' }).expect(200);
    await change(shop, order, { order_status: 'shipped', delivery_slot: late.documentId }).expect(200);
    expect(await placesOf(late)).toEqual({ counted: 1, orders: 1 });
    expectRefusal(
      await change(shop, order, { order_status: 'delivered', delivery_slot: null }),
      409,
      'illegal_transition',
    );
    await moveTo(shop, order, 'delivered');
    expectRefusal(await change(shop, order, { delivery_slot: null }), 409, 'illegal_transition');
    expect(await placesOf(late)).toEqual({ counted: 1, orders: 1 });
  });

  test('many at once into one place: one gets it, and each leaves its own only if it does', async () => {
    const [from, to] = [await newSlot(shop, { capacity: 5 }), await newSlot(shop, { capacity: 1 })];
    const orders = [await ordered(from), await ordered(from), await ordered(from), await ordered(from)];
    const responses = await Promise.all(
      orders.map((order) => change(shop, order, { delivery_slot: to.documentId })),
    );
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await placesOf(from)).toEqual({ counted: 3, orders: 3 });
    expect(await placesOf(to)).toEqual({ counted: 1, orders: 1 });
  });

  test('in the panel by the same rules', async () => {
    const user = await panelUser(await newStaff('order_desk', [shop.company]));
    const [from, to] = [await newSlot(shop), await newSlot(shop, { capacity: 0 })];
    const order = await ordered(from);
    await user.update('api::order.order', order.documentId, { delivery_slot: to.documentId }).expect(400);
    expect(await slotOf(order)).toBe(from.documentId);
    await user.update('api::order.order', order.documentId, { delivery_slot: null }).expect(200);
    expect(await slotOf(order)).toBe(null);
    expect(await placesOf(from)).toEqual({ counted: 0, orders: 0 });
  });
});

describe('an order that nobody pays in time', () => {
  let fake: TestProvider;

  beforeAll(async () => {
    fake = await startProvider('stripe');
  });

  afterAll(() => fake.stop());

  /** Pays for an order, of which the shop hears only after it has given up on it. */
  const paidTooLate = async (slot: SlotItem, meanwhile: () => Promise<unknown>): Promise<OrderItem> => {
    await openAccount(shop, fake);
    const order = await placedAt(fake, customer, [line(milk)], { delivery_slot: slot.documentId });
    const { providerId } = await begun(customer, order);
    await expire(order);
    expect((await readAs(customer, order)).order_status).toBe('cancelled');
    expect(await placesOf(slot)).toEqual({ counted: 0, orders: 0 });
    await meanwhile();
    fake.pay(providerId);
    expect((await post(shop, fake, paidNews(fake, providerId))).status).toBe(200);
    expect(await acted(shop)).toEqual(['reopened']);
    return readAs(customer, order);
  };

  const changesOf = ({ timeline }: OrderItem) =>
    timeline.filter(({ kind }) => kind === 'order_changed').map(({ data }) => data);

  test('frees its place, and takes it again when the money comes', async () => {
    const slot = await newSlot(shop, { capacity: 1 });
    const order = await paidTooLate(slot, () => Promise.resolve());
    expect(order).toMatchObject({
      payment_status: 'paid',
      promised_delivery: slot.end,
      delivery: { slot: { documentId: slot.documentId } },
    });
    expect(changesOf(order)).toEqual([]);
    expect(await placesOf(slot)).toEqual({ counted: 1, orders: 1 });
  });

  test.each([
    ['others have it', (slot: SlotItem) => ordered(slot), { counted: 1, orders: 1 }],
    [
      'it is over',
      ({ documentId }: SlotItem) =>
        api
          .put(
            `/api/delivery/slots/${documentId}`,
            { start: inHours(-3), end: inHours(-1), cutoff: null },
            shop.staff,
          )
          .expect(200),
      { counted: 0, orders: 0 },
    ],
    [
      'it was deleted',
      ({ documentId }: SlotItem) => api.delete(`/api/delivery/slots/${documentId}`, shop.staff).expect(204),
      { counted: 0, orders: 0 },
    ],
  ])('goes on without one where %s', async (_why, meanwhile, places) => {
    const slot = await newSlot(shop, { capacity: 1 });
    const order = await paidTooLate(slot, () => Promise.resolve(meanwhile(slot)));
    expect(order).toMatchObject({ promised_delivery: slot.end, delivery: { slot: null } });
    expect(changesOf(order)).toEqual([{ delivery_slot: { from: slot.documentId, to: null } }]);
    expect(await placesOf(slot)).toEqual(places);
    const { rows } = await sql.query('select delivery_slot from orders where document_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ delivery_slot: null }]);
  });
});
