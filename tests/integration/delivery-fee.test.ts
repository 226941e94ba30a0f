import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import {
  calculate,
  deliverBy,
  exampleRules,
  newZone,
  north,
  type Place,
  squareAround,
  STORE,
} from '../support/delivery';
import {
  line,
  type OrderItem,
  place,
  placed,
  quoted,
  recipient,
  stocked,
  stockOf,
  traces,
} from '../support/orders';

let shop: Shop;
let customer: Customer;

beforeEach(async () => {
  shop = await newShop();
  customer = await newCustomer(shop.company);
  await deliverBy(shop);
});

const to = (deliveryLocation: Place): object => ({ user_info: { ...recipient, deliveryLocation } });

/** What an order and its quote say of the delivery. */
const deliveryOf = ({ delivery_fee, delivery }: OrderItem): unknown => ({
  delivery_fee,
  delivery: { ...(delivery as object), slot: undefined, free: undefined, rating: undefined },
});

describe('what delivery would cost', () => {
  test.each([
    [3, 0, 28],
    [5, 0, 33],
    [15, 40, 59],
    [35, 80, 111],
    [50, 110, 150],
  ])('%d km away it is %d, in %d minutes', async (distanceKm, fee, etaMinutes) => {
    const { body } = await calculate(shop, north(distanceKm)).expect(200);
    expect(body).toEqual({
      data: { distanceKm, zone: null, delivery_fee: fee, estimated: false, free: fee === 0, etaMinutes },
      meta: {},
    });
  });

  test('60 km away it is out of range, in a zone too', async () => {
    const details = { distanceKm: 60, maxKm: 50 };
    expect(expectRefusal(await calculate(shop, north(60)), 422, 'out_of_range')).toEqual(details);
    await newZone(shop, north(60));
    expect(
      expectRefusal(await calculate(shop, { ...north(60), subtotal: 1000 }), 422, 'out_of_range'),
    ).toEqual(details);
  });

  test('a zone comes before radius and distance, the threshold before the zone', async () => {
    await deliverBy(shop, { freeThreshold: 200 });
    const near = await newZone(shop, north(3));
    const far = await newZone(shop, north(15), { fee: 12, freeThreshold: 50, name: { ar: 'الملقا' } });
    const answer = async (body: object, locale?: string): Promise<unknown> =>
      (await calculate(shop, body, locale).expect(200)).body.data;
    expect(await answer(north(3))).toEqual({
      distanceKm: 3,
      zone: { documentId: near.documentId, name: 'Al Olaya' },
      delivery_fee: 7.5,
      estimated: false,
      free: false,
      etaMinutes: 28,
    });
    expect(await answer(north(3), 'ar')).toMatchObject({ zone: { name: 'العليا' } });
    expect(await answer(north(15), 'en')).toMatchObject({
      zone: { documentId: far.documentId, name: 'الملقا' },
    });
    expect(await answer({ ...north(3), subtotal: 199.99 })).toMatchObject({ delivery_fee: 7.5, free: false });
    expect(await answer({ ...north(3), subtotal: 200 })).toMatchObject({ delivery_fee: 0, free: true });
    expect(await answer({ ...north(15), subtotal: 49.99 })).toMatchObject({ delivery_fee: 12, free: false });
    expect(await answer({ ...north(15), subtotal: 50 })).toMatchObject({ delivery_fee: 0, free: true });
    expect(await answer({ ...north(25), subtotal: 50 })).toMatchObject({ delivery_fee: 60, zone: null });
  });

  test('the smallest of the zones around a place counts, and its border belongs to it', async () => {
    const wide = await newZone(shop, STORE, { polygon: squareAround(STORE, 0.2), fee: 20 });
    const narrow = await newZone(shop, STORE, { polygon: squareAround(STORE, 0.1), fee: 30 });
    const zoneAt = async (longitude: number): Promise<unknown> => {
      const { data } = (await calculate(shop, { ...STORE, longitude }).expect(200)).body;
      return [data.zone?.documentId ?? null, data.delivery_fee];
    };
    expect(await zoneAt(STORE.longitude)).toEqual([narrow.documentId, 30]);
    expect(await zoneAt(STORE.longitude + 0.1)).toEqual([narrow.documentId, 30]);
    expect(await zoneAt(STORE.longitude + 0.1001)).toEqual([wide.documentId, 20]);
    expect(await zoneAt(STORE.longitude - 0.2)).toEqual([wide.documentId, 20]);
    expect(await zoneAt(STORE.longitude - 0.2001)).toEqual([null, 50.42]);
  });

  test('switched-off, changed and deleted zones count at once as they are now', async () => {
    const zone = await newZone(shop, north(15));
    const path = `/api/delivery/zones/${zone.documentId}`;
    const feeAt = async (km: number): Promise<unknown> =>
      (await calculate(shop, north(km)).expect(200)).body.data.delivery_fee;
    expect(await feeAt(15)).toBe(7.5);
    await api.put(path, { isActive: false }, shop.staff).expect(200);
    expect(await feeAt(15)).toBe(40);
    await api.put(path, { isActive: true, fee: 8, polygon: squareAround(north(25)) }, shop.staff).expect(200);
    expect([await feeAt(15), await feeAt(25)]).toEqual([40, 8]);
    await api.delete(path, shop.staff).expect(204);
    expect(await feeAt(25)).toBe(60);
  });

  test('without a store nothing is known but zones', async () => {
    await deliverBy(shop, { store: null });
    const unknown = {
      distanceKm: null,
      zone: null,
      delivery_fee: 10,
      estimated: true,
      free: false,
      etaMinutes: null,
    };
    expect((await calculate(shop, north(3)).expect(200)).body.data).toEqual(unknown);
    const zone = await newZone(shop, north(3));
    expect((await calculate(shop, north(3)).expect(200)).body.data).toEqual({
      ...unknown,
      zone: { documentId: zone.documentId, name: 'Al Olaya' },
      delivery_fee: 7.5,
      estimated: false,
    });
  });

  test('a shop that is slower says so', async () => {
    await deliverBy(shop, { preparationMinutes: 40, speedKmh: 20, roadFactor: 1.5, handoverMinutes: 10 });
    expect((await calculate(shop, north(15)).expect(200)).body.data.etaMinutes).toBe(118);
  });

  test.each<[string, object, string[]]>([
    ['nothing', {}, ['latitude', 'longitude']],
    ['half a place', { latitude: 24.7 }, ['longitude']],
    ['words', { latitude: '24.7', longitude: true }, ['latitude', 'longitude']],
    ['a place off the globe', { latitude: 90.1, longitude: -180.1 }, ['latitude', 'longitude']],
    ['a negative subtotal', { ...STORE, subtotal: -1 }, ['subtotal']],
    ['a subtotal that is too fine', { ...STORE, subtotal: 1.005 }, ['subtotal']],
    ['more than is asked', { ...STORE, delivery_fee: 0 }, ['delivery_fee']],
  ])('is not said for %s', async (_what, body, paths) => {
    expectInvalid(await calculate(shop, body), ...paths);
  });
});

describe('a zone in quotes and orders', () => {
  test('is named, and its fee paid: an order costs what its quote says', async () => {
    const milk = await stocked(shop, 10);
    const zone = await newZone(shop, north(15));
    const quote = await quoted(customer.options, [line(milk, 2)], to(north(15)));
    expect(quote).toMatchObject({
      subtotal: 5,
      delivery_fee: 7.5,
      total: 12.5,
      delivery: {
        distanceKm: 15,
        estimated: false,
        free: false,
        zone: { documentId: zone.documentId, name: 'Al Olaya' },
      },
    });
    const order = await placed(customer, [line(milk, 2)], { ...to(north(15)), expected_total: 12.5 });
    expect(deliveryOf(order)).toEqual(deliveryOf(quote));
    expect(order).toMatchObject({ delivery_fee: 7.5, vat: quote.vat, total: 12.5 });
    const read = await api
      .get(`/api/order/${order.documentId}`, { ...customer.options, locale: 'ar' })
      .expect(200);
    expect(read.body.data.delivery.zone).toEqual({ documentId: zone.documentId, name: 'العليا' });
    const { rows } = await sql.query(
      'select delivery_zone, delivery_fee::int from orders where document_id = $1',
      [order.documentId],
    );
    expect(rows).toEqual([{ delivery_zone: zone.documentId, delivery_fee: 750 }]);
  });

  test('holds for an edited order as it is then; of a deleted one the id is left', async () => {
    const milk = await stocked(shop, 10);
    const zone = await newZone(shop, north(15));
    const order = await placed(customer, [line(milk)], to(north(15)));
    await api.put(`/api/delivery/zones/${zone.documentId}`, { fee: 9 }, shop.staff).expect(200);
    const edited = await api
      .put(`/api/order/${order.documentId}/lines`, { cart: [line(milk, 2)] }, customer.options)
      .expect(200);
    expect(edited.body.data).toMatchObject({ delivery_fee: 9, total: 14 });
    await api.delete(`/api/delivery/zones/${zone.documentId}`, shop.staff).expect(204);
    const read = await api.get(`/api/order/${order.documentId}`, customer.options).expect(200);
    expect(read.body.data).toMatchObject({
      delivery_fee: 9,
      delivery: { zone: { documentId: zone.documentId, name: null } },
    });
    const again = await api
      .put(`/api/order/${order.documentId}/lines`, { cart: [line(milk, 2)] }, customer.options)
      .expect(200);
    expect(again.body.data).toMatchObject({ delivery_fee: 40, delivery: { zone: null } });
  });

  test('its threshold compares the goods before coupon and points', async () => {
    const milk = await stocked(shop, 10);
    await newZone(shop, north(15), { freeThreshold: 5 });
    await api.post('/api/coupon', { code: 'TAKE1', type: 'fixed', value: 1 }, shop.staff).expect(201);
    const quote = await quoted(customer.options, [line(milk, 2)], { ...to(north(15)), coupon: 'take1' });
    expect(quote).toMatchObject({
      subtotal: 5,
      discount: 1,
      delivery_fee: 0,
      total: 4,
      delivery: { free: true },
    });
    expect(await quoted(customer.options, [line(milk)], to(north(15)))).toMatchObject({ delivery_fee: 7.5 });
  });

  test('without a place the fee stays an estimate', async () => {
    const milk = await stocked(shop, 10);
    await newZone(shop, STORE);
    const order = await placed(customer, [line(milk)]);
    expect(order).toMatchObject({
      delivery_fee: 10,
      delivery: { distanceKm: null, estimated: true, zone: null },
    });
  });

  test('out of range nothing is reserved, nothing counted', async () => {
    const milk = await stocked(shop, 10);
    await newZone(shop, north(60));
    const before = await traces(shop);
    const refused = await place(customer, [line(milk)], to(north(60)));
    expect(expectRefusal(refused, 422, 'out_of_range')).toEqual({ distanceKm: 60, maxKm: 50 });
    const quote = await api.post(
      '/api/order/quote',
      { cart: [line(milk)], ...to(north(60)) },
      customer.options,
    );
    expectRefusal(quote, 422, 'out_of_range');
    expect(await traces(shop)).toEqual(before);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 0 });
  });

  test('of another company is nobody else’s', async () => {
    const milk = await stocked(shop, 10);
    const other = await newShop();
    await deliverBy(other, exampleRules);
    await newZone(other, north(15));
    expect(await quoted(customer.options, [line(milk)], to(north(15)))).toMatchObject({
      delivery_fee: 40,
      delivery: { zone: null },
    });
    expect((await calculate(other, north(15)).expect(200)).body.data.delivery_fee).toBe(7.5);
  });
});
