import { api, app } from '../support/application';
import { countRows, expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const send = (body: string, type = 'application/json') =>
  api.post('/api/unit', body, { ...shop.staff, headers: { 'Content-Type': type } });

afterEach(async () => {
  expect(await countRows('units', shop)).toBe(8);
});

describe('bodies', () => {
  test.each(['{"name": ', '{name: 1}', 'undefined', '{"a":1}}', '"text"', '7'])(
    '%s cannot be read',
    async (body) => {
      expectRefusal(await send(body), 400, 'validation_failed');
    },
  );

  test.each(['[]', '[{}]'])('%s is no body of a unit', async (body) => {
    expectInvalid(await send(body), 'body');
  });

  test('an empty one lacks everything', async () => {
    expectInvalid(await send('{}'), 'name', 'symbol', 'type');
  });

  test('the wrapper of Strapi is an unknown field', async () => {
    const response = await send(JSON.stringify({ data: { name: 'X', symbol: 'x', type: 'piece' } }));
    expectInvalid(response, 'name', 'symbol', 'type', 'data');
  });

  test.each(['text/plain', 'application/xml', 'image/png'])('%s is not taken', async (type) => {
    expectRefusal(await send('name=X&symbol=x&type=piece', type), 415, 'unsupported_media_type');
  });

  test('a prototype is no field', async () => {
    const response = await send('{"name":"X","symbol":"x","type":"piece","__proto__":{"isBasic":true}}');
    expectRefusal(response, 400, 'validation_failed');
    expect(({} as Record<string, unknown>)['isBasic']).toBeUndefined();
  });

  test('more than four megabytes are too much, just below them not', async () => {
    const name = (length: number): string =>
      JSON.stringify({ name: 'x'.repeat(length), symbol: 'x', type: 'piece' });
    expectRefusal(await send(name(5 * 1024 * 1024)), 413, 'payload_too_large');
    expectInvalid(await send(name(4 * 1024 * 1024 - 100)), 'name');
  });

  test('without a name for the type, JSON is not guessed', async () => {
    const response = await fetch(`${app.url}/api/unit`, {
      method: 'POST',
      headers: {
        company: shop.company.code,
        Authorization: `Bearer ${shop.staff.token}`,
        'Content-Type': '',
      },
      body: Buffer.from('{"name":"X","symbol":"x","type":"piece"}'),
    });
    expect([400, 415]).toContain(response.status);
    expect(await response.json()).toMatchObject({ data: null, error: { status: response.status } });
  });
});
