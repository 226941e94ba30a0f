import { api } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  pluck,
  productBody,
  type Shop,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const read = async (): Promise<Record<string, unknown>> =>
  (await api.get('/api/setting', shop.staff).expect(200)).body.data as Record<string, unknown>;

const change = (body: object) => api.put('/api/setting', body, shop.staff);

describe('settings', () => {
  test('a new company has working ones; the public part leaves out what is for staff', async () => {
    const response = await api.get('/api/setting', shop.visitor).expect(200);
    expect(response.headers['cache-control']).toBe('public, no-cache');
    expect(response.body.data).toEqual({
      documentId: expect.any(String),
      company: shop.company.code,
      currency: 'SAR',
      logo: null,
      timezone: 'Asia/Riyadh',
      seller: { name: null, vatNumber: null, address: null },
      vat: { rate: 15, inclusive: true },
      delivery: {
        basePrice: 0,
        perKm: 0,
        freeRadiusKm: null,
        maxKm: null,
        freeThreshold: null,
        requireLocation: false,
        store: null,
        closedDays: [],
      },
      order: { minimum: null, customerMayCancel: false, guestCheckout: false },
      loyalty: { earnPerUnit: 0, redeemValue: 0 },
    });
    const { data } = response.body;
    expect(await read()).toMatchObject({
      ...data,
      order: { ...data.order, unpaidMinutes: 30 },
      invoice: { start: 10_000 },
    });
  });

  test('any part can be changed, the rest stays', async () => {
    const before = await read();
    const response = await change({
      seller: { name: 'Bobs Records', vatNumber: '310122393500003' },
      vat: { rate: 5 },
      delivery: {
        basePrice: 10,
        perKm: 2,
        freeRadiusKm: 5,
        maxKm: 50,
        store: { latitude: 24.7, longitude: 46.67 },
      },
      invoice: { start: 500 },
    }).expect(200);
    const expected = {
      ...before,
      seller: { name: 'Bobs Records', vatNumber: '310122393500003', address: null },
      vat: { rate: 5, inclusive: true },
      delivery: {
        ...(before['delivery'] as object),
        basePrice: 10,
        perKm: 2,
        freeRadiusKm: 5,
        maxKm: 50,
        freeThreshold: null,
        requireLocation: false,
        store: { latitude: 24.7, longitude: 46.67 },
      },
      invoice: { start: 500 },
      updatedAt: expect.any(String),
    };
    expect(response.body.data).toEqual(expected);
    await change({
      seller: { address: 'Riyadh' },
      delivery: { store: null, maxKm: null },
      loyalty: { earnPerUnit: 0.5 },
      order: { unpaidMinutes: 10_080 },
    });
    expect(await read()).toEqual({
      ...expected,
      seller: { ...expected.seller, address: 'Riyadh' },
      delivery: { ...expected.delivery, store: null, maxKm: null },
      order: { minimum: null, customerMayCancel: false, guestCheckout: false, unpaidMinutes: 10_080 },
      loyalty: { earnPerUnit: 0.5, redeemValue: 0 },
    });
  });

  test('a new currency is known at once, and prices follow its decimals', async () => {
    shop = await newShop();
    await change({ currency: 'JOD' }).expect(200);
    const currencies = await api.get('/api/currency', shop.visitor).expect(200);
    expect(currencies.body.data).toEqual([
      expect.objectContaining({ code: 'JOD', decimals: 3, isDefault: true }),
      expect.objectContaining({ code: 'SAR', decimals: 2, isDefault: false }),
    ]);
    const fine = [{ unitId: shop.piece, unitValue: 1, price: 1.255 }];
    expect((await newProduct(shop, { units: fine })).price).toBe(1.255);
    await change({ currency: 'JPY' }).expect(200);
    expectInvalid(await api.post('/api/products', productBody(shop), shop.staff), 'units.0.price');
    await change({ currency: 'SAR' }).expect(200);
    expect(pluck(await api.get('/api/currency', shop.visitor), 'code')).toEqual(['SAR', 'JOD', 'JPY']);
    expect(pluck(await api.get('/api/products', shop.visitor), 'price')).toEqual([1.255]);
  });

  test('a seller’s name is measured in bytes, as the invoice’s code is', async () => {
    await change({ seller: { name: 'س'.repeat(63) } }).expect(200);
    const before = await read();
    expectInvalid(await change({ seller: { name: 'س'.repeat(64) } }), 'seller.name');
    expectInvalid(await change({ seller: { name: 'x'.repeat(128) }, vat: { rate: 1 } }), 'seller.name');
    expect(await read()).toEqual(before);
    await change({ seller: { name: 'x'.repeat(127) } }).expect(200);
  });

  test.each<[string, object, string]>([
    ['an unknown currency', { currency: 'XYZ' }, 'currency'],
    ['a currency in small letters', { currency: 'sar' }, 'currency'],
    ['an unknown zone', { timezone: 'Mars/Base' }, 'timezone'],
    ['a VAT number of 14 digits', { seller: { vatNumber: '31012239350003' } }, 'seller.vatNumber'],
    ['a VAT number that ends in 4', { seller: { vatNumber: '310122393500004' } }, 'seller.vatNumber'],
    ['a VAT rate over 100', { vat: { rate: 100.1 } }, 'vat.rate'],
    ['a negative fee', { delivery: { basePrice: -1 } }, 'delivery.basePrice'],
    ['a fee too fine', { delivery: { perKm: 0.001 } }, 'delivery.perKm'],
    ['a minimum too fine', { order: { minimum: 9.999 } }, 'order.minimum'],
    [
      'a place outside the globe',
      { delivery: { store: { latitude: 91, longitude: 0 } } },
      'delivery.store.latitude',
    ],
    ['half a place', { delivery: { store: { latitude: 9 } } }, 'delivery.store.longitude'],
    ['a flag as text', { order: { guestCheckout: 'yes' } }, 'order.guestCheckout'],
    ['no time to pay', { order: { unpaidMinutes: 0 } }, 'order.unpaidMinutes'],
    ['more than a week to pay', { order: { unpaidMinutes: 10_081 } }, 'order.unpaidMinutes'],
    ['half a minute to pay', { order: { unpaidMinutes: 0.5 } }, 'order.unpaidMinutes'],
    ['an invoice number of zero', { invoice: { start: 0 } }, 'invoice.start'],
    ['an unknown part', { colour: 'red' }, 'colour'],
    ['an unknown part of a part', { vat: { country: 'SA' } }, 'vat.country'],
    ['another company', { company: 'x' }, 'company'],
  ])('%s is refused', async (_what, body, path) => {
    const before = await read();
    expectInvalid(await change(body), path);
    expect(await read()).toEqual(before);
  });

  test('amounts are measured by the currency that comes with them', async () => {
    shop = await newShop();
    await change({ currency: 'JOD', delivery: { basePrice: 1.005 } }).expect(200);
    expect(await read()).toMatchObject({ currency: 'JOD', delivery: { basePrice: 1.005 } });
  });

  test('needs staff', async () => {
    expectRefusal(await api.put('/api/setting', { vat: { rate: 0 } }, shop.visitor), 401, 'unauthenticated');
    expect(await read()).toMatchObject({ vat: { rate: 15 } });
  });
});
