import type { Response } from 'supertest';
import { api, app } from '../support/application';
import {
  create,
  expectRefusal,
  newProduct,
  newShop,
  type ProductItem,
  type Shop,
} from '../support/catalogue';

const ORIGIN = 'http://localhost:3000';

let shop: Shop;
let product: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  product = await newProduct(shop, { slug: 'milk', featured: true });
});

const words = (response: Response, header: string): string[] =>
  (response.headers[header] ?? '')
    .toLowerCase()
    .split(/\s*,\s*/)
    .sort();

describe('caching', () => {
  const reads = (): string[] => [
    '/products',
    '/products/featured',
    '/products/trending',
    '/products/search?q=milk',
    '/products/suggest?q=mil',
    `/products/category/${shop.category}`,
    `/products/${product.documentId}`,
    '/products/slug/milk',
    '/product-units',
    `/product-units/product/${product.documentId}`,
    '/unit',
    '/category',
    '/category/tree',
    '/category/slug/dairy',
    `/category/${shop.category}`,
    '/promotions',
    '/promotions/active',
    '/banner',
    '/homepage-sections',
    '/setting',
    '/currency',
    '/language',
    '/attributes',
  ];

  test('every catalogue read has an ETag, and answers 304 to who knows it', async () => {
    for (const path of reads()) {
      const first = await api
        .get(`/api${path}`, { ...shop.visitor, headers: { Origin: ORIGIN } })
        .expect(200);
      expect({ path, cache: first.headers['cache-control'], vary: words(first, 'vary') }).toEqual({
        path,
        cache: 'public, no-cache',
        vary: ['company', 'origin'],
      });
      const etag = first.headers['etag']!;
      expect(etag).toMatch(/^(W\/)?"[\w-]+"$/);
      const again = await api.get(`/api${path}`, { ...shop.visitor, headers: { 'If-None-Match': etag } });
      expect({ path, status: again.status, text: again.text, etag: again.headers['etag'] }).toEqual({
        path,
        status: 304,
        text: '',
        etag,
      });
    }
  });

  test('the ETag differs by language and company, and with what it stands for', async () => {
    const etag = async (query: string, of: Shop = shop): Promise<string> =>
      (await api.get(`/api/products${query}`, of.visitor).expect(200)).headers['etag']!;
    const english = await etag('?locale=en');
    expect(await etag('?locale=ar')).not.toBe(english);
    expect(await etag('?fields=sku')).not.toBe(english);
    expect(await etag('', await newShop())).not.toBe(english);
    expect(await etag('?locale=en')).toBe(english);
    await api.put(`/api/products/${product.documentId}`, { cost: 1 }, shop.staff).expect(200);
    await api
      .put(`/api/product-units/${product.units[0]!.documentId}`, { price: 2.75 }, shop.staff)
      .expect(200);
    const stale = await api.get('/api/products?locale=en', {
      ...shop.visitor,
      headers: { 'If-None-Match': english },
    });
    expect(stale.status).toBe(200);
    expect(stale.body.data[0].price).toBe(2.75);
    expect(stale.headers['etag']).not.toBe(english);
  });

  test('what staff read is kept nowhere', async () => {
    for (const path of [...reads(), '/locations']) {
      const response = await api.get(`/api${path}`, shop.staff).expect(200);
      expect({ path, cache: response.headers['cache-control'], etag: response.headers['etag'] }).toEqual({
        path,
        cache: 'private, no-store',
        etag: undefined,
      });
    }
  });

  test('a refusal is not kept either', async () => {
    const response = await api.get('/api/products?foo=1', shop.visitor);
    expectRefusal(response, 400, 'unknown_parameter');
    expect(response.headers['cache-control'] ?? 'no-store').not.toContain('public');
  });

  test('a write is seen by the very next read', async () => {
    for (let price = 1; price <= 5; price += 1) {
      const unit = `/api/product-units/${product.units[0]!.documentId}`;
      await api.put(unit, { price }, shop.staff).expect(200);
      const [one, list, bySlug] = await Promise.all([
        api.get(`/api/products/${product.documentId}`, shop.visitor),
        api.get('/api/products', shop.visitor),
        api.get('/api/products/slug/milk', shop.visitor),
      ]);
      expect([one.body.data.price, list.body.data[0].price, bySlug.body.data.price]).toEqual([
        price,
        price,
        price,
      ]);
    }
    const banner = await create(shop, '/banner', { title: 'New' });
    expect((await api.get('/api/banner', shop.visitor)).body.data).toEqual([banner]);
  });

  test('HEAD answers what GET would, without a body', async () => {
    const get = await fetch(`${app.url}/api/products`, { headers: { company: shop.company.code } });
    const head = await fetch(`${app.url}/api/products`, {
      method: 'HEAD',
      headers: { company: shop.company.code },
    });
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(get.headers.get('etag'));
    expect(await head.text()).toBe('');
  });
});

describe('other origins', () => {
  test.each(['http://localhost:4100', 'http://localhost:3000', 'http://localhost:3001'])(
    '%s may ask',
    async (origin) => {
      const response = await fetch(`${app.url}/api/products`, {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'PUT',
          'Access-Control-Request-Headers': 'authorization,company,idempotency-key',
        },
      });
      expect(response.status).toBe(204);
      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('access-control-allow-credentials')).toBe('true');
      const methods = response.headers.get('access-control-allow-methods')!.split(',').sort();
      expect(methods).toEqual(['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT']);
      const allowed = response.headers
        .get('access-control-allow-headers')!
        .toLowerCase()
        .split(/\s*,\s*/);
      expect(allowed).toEqual(
        expect.arrayContaining([
          'content-type',
          'authorization',
          'company',
          'idempotency-key',
          'if-none-match',
          'x-request-id',
          'x-order-token',
        ]),
      );
    },
  );

  test('a stranger is not allowed', async () => {
    const preflight = await fetch(`${app.url}/api/products`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const response = await api.get('/api/products', {
      ...shop.visitor,
      headers: { Origin: 'https://evil.example' },
    });
    expect(response.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('answers and refusals show the headers that a storefront reads', async () => {
    for (const path of ['/api/products', '/api/products?foo=1', '/api/nope']) {
      const response = await api.get(path, { ...shop.visitor, headers: { Origin: ORIGIN } });
      expect(response.headers['access-control-allow-origin']).toBe(ORIGIN);
      expect(words(response, 'access-control-expose-headers')).toEqual(
        expect.arrayContaining([
          'etag',
          'retry-after',
          'x-request-id',
          'ratelimit-limit',
          'ratelimit-remaining',
        ]),
      );
    }
  });
});

describe('security', () => {
  test('answers carry the headers of the specification', async () => {
    for (const path of ['/api/products', '/api/nope']) {
      const { headers } = await api.get(path, shop.visitor);
      expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains; preload');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers).toHaveProperty('x-xss-protection');
      const policy = headers['content-security-policy']!.split(';').sort();
      expect(policy).toEqual([
        "connect-src 'self'",
        "default-src 'self'",
        "img-src 'self' data: https:",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
      ]);
    }
  });

  test('answers are JSON in UTF-8 and tell nothing of what made them', async () => {
    const { headers } = await api.get('/api/products', shop.visitor).expect(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['server']).toBeUndefined();
  });
});
