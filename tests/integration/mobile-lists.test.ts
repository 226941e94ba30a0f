import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, pluck, UNKNOWN_ID } from '../support/catalogue';
import {
  codeOf,
  type DeliveryShop,
  give,
  given,
  listOf,
  newCourier,
  newDeliveryShop,
  offer,
  onTheWay,
  place,
  prepared,
  readOf,
  statesOf,
  tell,
} from '../support/deliveries';
import { recipient } from '../support/orders';

let from: DeliveryShop;

beforeEach(async () => {
  from = await newDeliveryShop();
});

const today = (): string => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

test('an order that is theirs has everything that is needed on the way', async () => {
  const order = await given(from, { notes: 'Second floor' });
  const response = await listOf(from.driver).expect(200);
  expect(response.body.meta).toEqual({ pagination: { page: 1, pageSize: 25, pageCount: 1, total: 1 } });
  const [item] = response.body.data;
  const { milk } = from;
  expect(item).toMatchObject({
    documentId: order.documentId,
    invoice: order.invoice,
    order_status: 'processing',
    delivery_status: 'assigned',
    payment_method: 'cod',
    payment_status: 'pending',
    currency: 'SAR',
    total: 20,
    delivery_fee: 10,
    cash_due: 20,
    notes: 'Second floor',
    user_info: {
      name: recipient.name,
      contact: recipient.contact,
      address: recipient.address,
      deliveryLocation: { ...place, googleMapsLink: expect.stringContaining('google.com/maps') },
    },
    lineCount: 1,
    cart: [
      {
        id: '1',
        combo: null,
        productId: milk.documentId,
        selectedUnitId: milk.units[0]!.documentId,
        title: 'Milk',
        titles: { en: 'Milk', ar: 'حليب' },
        unitName: 'Piece',
        unitType: 'piece',
        category: 'Dairy',
        orderedQuantity: 4,
        quantity: 4,
        picked: false,
        substitute: null,
      },
    ],
    delivery: { isMine: true, isOffer: false, acceptedAt: null, respondBy: null, attempts: 0 },
    proof: {
      required: { code: true, photo: false, signature: false },
      taken: { photo: null, signature: null },
      codeLocked: false,
    },
  });
  expect(item.cart[0].shelf).toEqual(expect.any(String));
  expect(response.text).not.toContain(await codeOf(order));
  const one = await readOf(from.driver, order).expect(200);
  expect(one.body.data).toEqual(item);
  const arabic = await readOf(from.driver, order, { locale: 'ar' }).expect(200);
  expect(arabic.body.data.cart[0]).toMatchObject({ title: 'حليب', unitName: 'حبة', category: 'ألبان' });
});

test('nobody else sees it, and the list is theirs alone', async () => {
  const order = await given(from);
  const other = await newCourier(from.shop);
  const far = await newDeliveryShop();
  for (const driver of [other, far.driver]) {
    expect((await listOf(driver).expect(200)).body.data).toEqual([]);
    expectRefusal(await readOf(driver, order), 404, 'not_found');
  }
  expectRefusal(await readOf(from.driver, { documentId: UNKNOWN_ID }), 404, 'not_found');
  expectRefusal(await readOf(from.driver, { documentId: '1' }), 400, 'invalid_id');
  expectRefusal(await listOf(from.driver, { status: 'all' }), 400, 'unknown_parameter');
  expectInvalid(await listOf(from.driver, { date: '2026-02-30' }), 'date');
  expectRefusal(await api.get('/api/mobile-delivery/orders', from.customer.options), 403, 'forbidden');
  expectRefusal(await api.get('/api/mobile-delivery/orders'), 401, 'unauthenticated');
});

test('what was done stands under its day, without the customer’s number', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  await tell(from.driver, order, { status: 'delivered', code: await codeOf(order) }).expect(200);
  expect((await listOf(from.driver).expect(200)).body.data).toEqual([]);
  const done = await listOf(from.driver, { date: today() }).expect(200);
  expect(done.body.data).toMatchObject([
    {
      documentId: order.documentId,
      order_status: 'delivered',
      user_info: { name: recipient.name, contact: null, address: null, deliveryLocation: null },
      delivery: { isMine: false, isOffer: false, outcome: 'delivered' },
    },
  ]);
  expect((await listOf(from.driver, { date: '2020-01-01' }).expect(200)).body.data).toEqual([]);
});

test('pages', async () => {
  const orders = [await given(from), await given(from), await given(from)];
  const page = (number: string) =>
    listOf(from.driver, { 'pagination[page]': number, 'pagination[pageSize]': '2' }).expect(200);
  const first = await page('1');
  expect(pluck(first, 'documentId')).toEqual(orders.slice(0, 2).map(({ documentId }) => documentId));
  expect(pluck(await page('2'), 'documentId')).toEqual([orders[2]!.documentId]);
  expect((await page('3')).body).toEqual({
    data: [],
    meta: { pagination: { page: 3, pageSize: 2, pageCount: 2, total: 3 } },
  });
});

describe('an offer', () => {
  test('says where, how far and for how much, and not who', async () => {
    const order = await prepared(from);
    await offer(from, order);
    const response = await listOf(from.driver).expect(200);
    expect(response.body.data).toMatchObject([
      {
        documentId: order.documentId,
        total: 20,
        delivery_fee: 10,
        lineCount: 1,
        cart: [],
        notes: null,
        user_info: { name: null, contact: null, address: null, city: 'Riyadh', deliveryLocation: null },
        delivery: { isMine: false, isOffer: true },
      },
    ]);
    expect(response.text).not.toContain(recipient.contact);
    expect((await readOf(from.driver, order).expect(200)).body.data).toEqual(response.body.data[0]);
  });

  test('is taken by the first of ten who accept', async () => {
    const order = await prepared(from);
    const drivers = [from.driver];
    while (drivers.length < 10) drivers.push(await newCourier(from.shop));
    await offer(from, order);
    const responses = await Promise.all(
      drivers.map((driver) => tell(driver, order, { status: 'accepted', eventId: 'mine' })),
    );
    const won = responses.filter(({ status }) => status === 200);
    expect(won).toHaveLength(1);
    expect(won[0]!.body.data).toMatchObject({
      delivery_status: 'assigned',
      user_info: { contact: recipient.contact },
      delivery: { isMine: true, isOffer: false, acceptedAt: expect.any(String) },
    });
    for (const response of responses.filter(({ status }) => status !== 200)) {
      expectRefusal(response, 409, 'already_assigned');
    }
    const { rows } = await sql.query(
      `select given_by, status from delivery_assignments where order_id = $1`,
      [order.documentId],
    );
    expect(rows).toEqual([{ given_by: 'offer', status: 'assigned' }]);
  });

  test('is not for who refused it, is off duty, or has enough to bring', async () => {
    const order = await prepared(from);
    const busy = await newCourier(from.shop);
    await sql.query('update up_users set capacity = 1 where document_id = $1', [busy.documentId]);
    await give(from, await prepared(from), busy);
    const asleep = await newCourier(from.shop);
    await sql.query('update driver_states set on_duty = false where driver_id = $1', [asleep.documentId]);
    await offer(from, order);
    await tell(from.driver, order, { status: 'refused', reason: 'Too far' }).expect(200);
    for (const driver of [from.driver, busy, asleep]) {
      const seen = pluck(await listOf(driver).expect(200), 'documentId');
      expect(seen).not.toContain(order.documentId);
      expectRefusal(await tell(driver, order, { status: 'accepted' }), 404, 'not_found');
    }
    expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'pending' });
    const again = await tell(from.driver, order, { status: 'refused', reason: 'Too far' }).expect(200);
    expect(again.body.data.event.status).toBe('repeated');
  });
});
