import { api } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  pluck,
  readProduct,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

describe('reading units', () => {
  test('anonymous callers see active units in shelf order, in the language asked for', async () => {
    const response = await api.get('/api/unit', { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(pluck(response, 'name')).toEqual(['حبة', 'دزينة', 'كيلوغرام', 'غرام']);
    expect(response.body.meta).toEqual({ pagination: { page: 1, pageSize: 25, pageCount: 1, total: 4 } });
    expect(response.body.data[1]).toEqual({
      documentId: shop.dozen,
      name: 'دزينة',
      symbol: 'dz',
      type: 'piece',
      isBasic: false,
      conversionRate: 12,
      isActive: true,
      sortOrder: 2,
      fallbacks: [],
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
  });

  test('locale=all gives both languages of one unit', async () => {
    const response = await api.get(`/api/unit/${shop.kilo}`, { ...shop.visitor, locale: 'all' }).expect(200);
    expect(response.body.data.name).toEqual({ en: 'Kilogram', ar: 'كيلوغرام' });
  });

  test.each([
    ['filters[type]=weight', ['kg', 'g']],
    ['filters[isBasic]=true', ['pcs', 'kg']],
    ['filters[symbol][$in]=g,dz', ['dz', 'g']],
    ['sort=symbol:desc', ['pcs', 'kg', 'g', 'dz']],
    ['sort=name', ['dz', 'g', 'kg', 'pcs']],
  ])('%s', async (query, symbols) => {
    const response = await api.get(`/api/unit?${query}`, shop.visitor).expect(200);
    expect(pluck(response, 'symbol')).toEqual(symbols);
  });

  test('an inactive unit is hidden from the public and found by staff', async () => {
    const hidden = await create(shop, '/unit', {
      name: 'Old crate',
      symbol: 'crt',
      type: 'piece',
      conversionRate: 24,
      isActive: false,
    });
    const list = await api.get('/api/unit', shop.visitor).expect(200);
    expect(pluck(list, 'documentId')).not.toContain(hidden.documentId);
    expectRefusal(await api.get(`/api/unit/${hidden.documentId}`, shop.visitor), 404, 'not_found');
    expectRefusal(await api.get('/api/unit?filters[isActive]=false', shop.visitor), 400, 'unknown_parameter');

    const staffList = await api.get('/api/unit?filters[isActive]=false', shop.staff).expect(200);
    expect(pluck(staffList, 'documentId')).toEqual([hidden.documentId]);
    await api.get(`/api/unit/${hidden.documentId}`, shop.staff).expect(200);
  });
});

describe('writing units', () => {
  test('a basic unit is the measure of its kind, whatever rate is sent', async () => {
    const litre = await create(shop, '/unit', {
      name: { en: 'Litre', ar: 'لتر' },
      symbol: 'l',
      type: 'volume',
      isBasic: true,
      conversionRate: 5,
    });
    expect(litre).toMatchObject({ name: 'Litre', isBasic: true, conversionRate: 1 });
  });

  test('a change leaves what is absent, and reaches the products sold by the unit', async () => {
    const box = await create(shop, '/unit', {
      name: { en: 'Box', ar: 'صندوق' },
      symbol: 'bx',
      type: 'piece',
      conversionRate: 6,
      sortOrder: 9,
    });
    const product = await newProduct(shop, {
      units: [{ unitId: box.documentId, unitValue: 1, price: 10 }],
    });
    const response = await api.put(
      `/api/unit/${box.documentId}`,
      { name: 'علبة', sortOrder: 8 },
      { ...shop.staff, locale: 'ar' },
    );
    expect(response.status).toBe(200);
    expect(response.body.data).toMatchObject({ name: 'علبة', symbol: 'bx', conversionRate: 6, sortOrder: 8 });
    const { units } = await readProduct(shop, product.documentId);
    expect(units[0]).toMatchObject({ name: { en: 'Box', ar: 'علبة' }, packQty: 6, symbol: 'bx' });
  });

  test.each([
    ['no name', { symbol: 'x', type: 'piece' }, 'name'],
    ['an empty name', { name: ' ', symbol: 'x', type: 'piece' }, 'name'],
    ['no symbol', { name: 'X', type: 'piece' }, 'symbol'],
    ['another type', { name: 'X', symbol: 'x', type: 'length' }, 'type'],
    ['a rate of zero', { name: 'X', symbol: 'x', type: 'piece', conversionRate: 0 }, 'conversionRate'],
    ['a rate as text', { name: 'X', symbol: 'x', type: 'piece', conversionRate: '2' }, 'conversionRate'],
    ['an unknown field', { name: 'X', symbol: 'x', type: 'piece', colour: 'red' }, 'colour'],
  ])('%s is refused', async (_what, body, path) => {
    const before = await countRows('units', shop);
    expectInvalid(await api.post('/api/unit', body, shop.staff), path);
    expect(await countRows('units', shop)).toBe(before);
  });

  test('a unit in use does not become another kind of unit', async () => {
    await newProduct(shop, { units: [{ unitId: shop.dozen, unitValue: 1, price: 20 }] });
    const response = await api.put(`/api/unit/${shop.dozen}`, { type: 'weight' }, shop.staff);
    expectRefusal(response, 409, 'in_use');
    const read = await api.get(`/api/unit/${shop.dozen}`, shop.visitor).expect(200);
    expect(read.body.data.type).toBe('piece');
  });

  test('needs staff', async () => {
    const body = { name: 'X', symbol: 'x', type: 'piece' };
    const before = await countRows('units', shop);
    expectRefusal(await api.post('/api/unit', body, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.put(`/api/unit/${shop.piece}`, body, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.delete(`/api/unit/${shop.piece}`, shop.visitor), 401, 'unauthenticated');
    expect(await countRows('units', shop)).toBe(before);
  });
});

describe('deleting units', () => {
  test('an unused one goes, in every language', async () => {
    const before = await countRows('units', shop);
    const unit = await create(shop, '/unit', {
      name: 'Tray',
      symbol: 'tr',
      type: 'piece',
      conversionRate: 30,
    });
    expect(await countRows('units', shop)).toBe(before + 2);
    const response = await api.delete(`/api/unit/${unit.documentId}`, shop.staff);
    expect(response.status).toBe(204);
    expect(response.text).toBe('');
    expect(await countRows('units', shop)).toBe(before);
    expectRefusal(await api.delete(`/api/unit/${unit.documentId}`, shop.staff), 404, 'not_found');
  });

  test('one in use stays, and the answer counts its uses', async () => {
    const used = await create(shop, '/unit', {
      name: 'Bag',
      symbol: 'bag',
      type: 'piece',
      conversionRate: 1,
    });
    await newProduct(shop, {
      basicUnit: used.documentId,
      units: [{ unitId: used.documentId, unitValue: 1, price: 1 }],
    });
    await newProduct(shop, { units: [{ unitId: used.documentId, unitValue: 5, price: 1 }] });
    const response = await api.delete(`/api/unit/${used.documentId}`, shop.staff);
    expect(expectRefusal(response, 409, 'in_use')).toEqual({ products: 1, productUnits: 2 });
    await api.get(`/api/unit/${used.documentId}`, shop.visitor).expect(200);
  });

  test('its uses may move to another unit of the same measure, never to a different one', async () => {
    const old = await create(shop, '/unit', { name: 'Pk', symbol: 'pk', type: 'piece', conversionRate: 3 });
    const next = await create(shop, '/unit', {
      name: 'Pack',
      symbol: 'pack',
      type: 'piece',
      conversionRate: 3,
    });
    const product = await newProduct(shop, { units: [{ unitId: old.documentId, unitValue: 1, price: 4 }] });
    const path = `/api/unit/${old.documentId}?reassignTo=`;

    expectInvalid(await api.delete(`${path}${shop.dozen}`, shop.staff), 'reassignTo');
    expectInvalid(await api.delete(`${path}${old.documentId}`, shop.staff), 'reassignTo');
    expectRefusal(await api.delete(`${path}${UNKNOWN_ID}`, shop.staff), 404, 'not_found');
    expectRefusal(await api.delete(`${path}7`, shop.staff), 400, 'invalid_id');
    expect((await readProduct(shop, product.documentId)).units[0]!.unitId).toBe(old.documentId);

    await api.delete(`${path}${next.documentId}`, shop.staff).expect(204);
    const { units } = await readProduct(shop, product.documentId);
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({ unitId: next.documentId, symbol: 'pack', packQty: 3, price: 4 });
    expectRefusal(await api.get(`/api/unit/${old.documentId}`, shop.staff), 404, 'not_found');
  });
});
