import { api } from '../support/application';
import { expectInvalid, expectRefusal, newProduct, newShop, type Shop } from '../support/catalogue';
import { ask, refusalOf } from '../support/graphql';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

describe('paths in any case', () => {
  test.each(['/api', '/API', '/Api', '/aPi'])('refuse in the same words under %s', async (prefix) => {
    expectRefusal(await api.get(`${prefix}/products/x`, shop.visitor), 400, 'invalid_id');
    expectRefusal(await api.get(`${prefix}/products?foo=1`, shop.visitor), 400, 'unknown_parameter');
    expectRefusal(await api.get(`${prefix}/products`, { company: 'nobody' }), 400, 'unknown_company');
    expectRefusal(await api.post(`${prefix}/products`, {}, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.get(`${prefix}/nothing-here`, shop.visitor), 404, 'not_found');
  });

  test('carry the same content security policy', async () => {
    const product = await newProduct(shop);
    const policyOf = async (path: string): Promise<string | undefined> =>
      (await api.get(path, shop.visitor)).headers['content-security-policy'];
    const policy = await policyOf('/api/products');
    expect(policy).toContain("default-src 'self'");
    for (const path of [`/API/products/${product.documentId}`, '/API/products/x', '/Api/nothing-here']) {
      expect({ path, policy: await policyOf(path) }).toEqual({ path, policy });
    }
    const graphql = await api.post('/GraphQL', { query: '{ __typename }' }, shop.visitor);
    expect(graphql.headers['content-security-policy']).toBe(policy);
  });
});

describe('years that the database does not know', () => {
  const dates = ['-200000-01-01T00:00:00Z', '-271821-04-20T00:00:00Z', '-009999-01-01T00:00:00Z'];

  test.each(dates)('%s is refused in a filter', async (date) => {
    for (const path of ['/banner', '/promotions']) {
      for (const operator of ['$eq', '$gte', '$lt']) {
        for (const options of [shop.visitor, shop.staff]) {
          const query = `filters[startDate][${operator}]=${encodeURIComponent(date)}`;
          expectRefusal(await api.get(`/api${path}?${query}`, options), 400, 'validation_failed');
        }
      }
    }
  });

  test('are refused in GraphQL, too', async () => {
    const since = (date: string): string =>
      `{ banners(filters: { startDate: { gte: "${date}" } }) { documentId } }`;
    expect(await ask(since('2026-01-01T00:00:00Z'), shop.visitor)).toEqual({ banners: [] });
    for (const date of dates) {
      const { errors } = await refusalOf(since(date), shop.visitor);
      expect({ date, errors }).toEqual({ date, errors: [expect.stringContaining('validation_failed')] });
    }
  });

  test('are refused in what staff write', async () => {
    const body = { title: 'Old', startDate: dates[0] };
    const answer = await api.post('/api/banner', body, shop.staff);
    expectInvalid(answer, 'startDate');
  });
});
