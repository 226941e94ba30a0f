import { mkdtempSync, rmSync, watch } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import request, { type Response } from 'supertest';
import { api, app, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  productBody,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import { sendQuery } from '../support/graphql';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import { importSheet, sheet } from '../support/sheets';
import { newMedium, picture } from '../support/pictures';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STACK = /node_modules|\/src\/|\/dist\/| at \w+.*:\d+:\d+/;

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

/** Sends bytes as they are and answers what comes back until the server closes, or time is over. */
const raw = (url: string, text: string, patience = 5_000): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let answer = '';
    socket.setTimeout(patience, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(answer));
  });

describe('request ids', () => {
  const calls: [string, (headers: Record<string, string>) => Promise<Response>][] = [
    ['a read', (headers) => api.get('/api/products', { ...shop.visitor, headers })],
    ['a kept answer', (headers) => api.get('/api/products', { ...shop.visitor, headers })],
    ['a refusal', (headers) => api.get('/api/locations', { headers })],
    ['a path that nobody serves', (headers) => api.get('/api/nothing', { headers })],
    ['GraphQL', (headers) => sendQuery('{ __typename }', { ...shop.visitor, headers })],
    ['a refusal of GraphQL', (headers) => sendQuery('{ nothing }', { ...shop.visitor, headers })],
    ['the panel’s API', (headers) => api.get('/admin/users', { headers })],
    ['the panel’s sign-in', (headers) => api.post('/admin/login', { email: 'x' }, { headers })],
    ['a health check', (headers) => api.get('/_health', { headers })],
    [
      'a broken body',
      (headers) =>
        api.post('/api/admin/login', '{"a":', {
          headers: { ...headers, 'Content-Type': 'application/json' },
        }),
    ],
    ['a broken path', (headers) => api.get('/api/products/%zz', { headers })],
    ['a broken path elsewhere', (headers) => api.get('/%c0%ae', { headers })],
  ];

  test.each(calls)('%s takes over a plain one, and gets one otherwise', async (_what, call) => {
    expect((await call({ 'X-Request-Id': 'order-7:a.b_C' })).headers['x-request-id']).toBe('order-7:a.b_C');
    expect((await call({})).headers['x-request-id']).toMatch(UUID);
    for (const odd of ['a b', '<script>', 'x'.repeat(129), 'a,b', 'é']) {
      expect((await call({ 'X-Request-Id': odd })).headers['x-request-id']).toMatch(UUID);
    }
  });

  test('are different ones, and stand in the log behind what was not expected', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await api.get('/_health')).headers['x-request-id']),
    );
    expect(new Set(ids).size).toBe(3);

    const lines: string[] = [];
    const transport = app.strapi.log.transports[0] as unknown as {
      log: (entry: Record<symbol, string>, next: () => void) => void;
    };
    const log = jest.spyOn(transport, 'log').mockImplementation((entry, next) => {
      lines.push(String(entry[Symbol.for('message')]));
      next();
    });
    await sql.query('alter table units rename to units_away');
    try {
      const headers = { 'X-Request-Id': 'find-me-in-the-log' };
      const response = await api.get('/api/unit', { ...shop.visitor, headers });
      expectRefusal(response, 500, 'internal_error');
      expect(response.text).not.toMatch(STACK);
      expect(response.text).not.toContain('units');
    } finally {
      await sql.query('alter table units_away rename to units');
      log.mockRestore();
    }
    expect(lines.filter((line) => line.includes('find-me-in-the-log'))).toHaveLength(1);
    expect(lines.join('\n')).toContain('relation "units" does not exist');
  });
});

describe('no answer shows our insides', () => {
  const calls: [string, () => Promise<Response>][] = [
    ['a broken path', () => api.get('/api/products/%zz')],
    ['a broken path of the panel', () => api.get('/admin/%zz')],
    ['a broken path at the root', () => api.get('/%zz%')],
    [
      'broken JSON',
      () =>
        api.post('/api/unit', '{"a":', { ...shop.staff, headers: { 'Content-Type': 'application/json' } }),
    ],
    [
      'broken JSON to the panel',
      () => api.post('/admin/login', '{"a":', { headers: { 'Content-Type': 'application/json' } }),
    ],
    [
      'broken JSON to GraphQL',
      () => api.post('/graphql', '{"a":', { headers: { 'Content-Type': 'application/json' } }),
    ],
    [
      'broken compression',
      () =>
        api.post('/api/unit', 'not gzip', {
          ...shop.staff,
          headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
        }),
    ],
    ['a query that is none', () => sendQuery('{ products { ', shop.visitor)],
    ['a method that nobody knows', () => api.patch('/api/products', {})],
    ['the panel without a token', () => api.get('/admin/users/me')],
    ['the panel with a forged token', () => api.get('/content-manager/init', { token: 'a.b.c' })],
  ];

  test.each(calls)('%s', async (_what, call) => {
    const { status, text, headers } = await call();
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(text).not.toMatch(STACK);
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('headers', () => {
  const CSP =
    "default-src 'self';style-src 'self' 'unsafe-inline';script-src 'self';img-src 'self' data: https:;connect-src 'self'";
  const common = {
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };

  test.each<[string, () => Promise<Response>]>([
    ['a read', () => api.get('/api/products', shop.visitor)],
    ['a refusal', () => api.get('/api/locations')],
    ['nothing', () => api.get('/api/nothing')],
    ['GraphQL', () => sendQuery('{ __typename }', shop.visitor)],
    ['a refusal of GraphQL', () => sendQuery('{ nothing }', shop.visitor)],
  ])('%s has the specification’s policy', async (_what, call) => {
    expect((await call()).headers).toMatchObject({ ...common, 'content-security-policy': CSP });
  });

  test.each(['/admin/users', '/_health', '/', '/uploads/nothing.png'])(
    '%s is as strict, with the panel’s policy',
    async (path) => {
      const { headers } = await api.get(path);
      expect(headers).toMatchObject(common);
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['content-security-policy']).toContain("script-src 'self'");
    },
  );

  test('origins of the settings may ask with credentials, from browsers', async () => {
    const Origin = 'http://localhost:3000';
    for (const call of [
      api.get('/api/products', { ...shop.visitor, headers: { Origin } }),
      api.get('/api/locations', { headers: { Origin } }),
      api.get('/api/nothing', { headers: { Origin } }),
    ]) {
      const { headers } = await call;
      expect(headers).toMatchObject({
        'access-control-allow-origin': Origin,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers':
          'ETag,RateLimit-Limit,RateLimit-Remaining,RateLimit-Reset,RateLimit-Policy,Retry-After,X-Request-Id',
      });
      expect(headers['vary']).toContain('Origin');
    }
    const asked = { Origin, 'Access-Control-Request-Method': 'PUT' };
    const preflight = await request(app.url).options('/api/products/x').set(asked).expect(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': Origin,
      'access-control-allow-methods': 'GET,POST,PUT,DELETE,PATCH,OPTIONS',
      'access-control-allow-headers':
        'Content-Type,Authorization,company,Idempotency-Key,If-None-Match,X-Request-Id,X-Order-Token',
    });
  });

  test.each(['https://evil.example', 'null', 'http://localhost:3000.evil.example', 'http://localhost:30000'])(
    'the origin %s gets no permission',
    async (Origin) => {
      const preflight = request(app.url)
        .options('/api/products')
        .set({ Origin, 'Access-Control-Request-Method': 'GET' });
      for (const call of [api.get('/api/products', { ...shop.visitor, headers: { Origin } }), preflight]) {
        const { headers } = await call;
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    },
  );

  test('line breaks in what is sent make no headers', async () => {
    for (const path of [
      '/api/products/slug/a%0d%0aSet-Cookie:%20x=1',
      '/api/products?locale=en%0d%0aX-Evil:1',
      '/admin/x%0d%0aX-Evil:1',
    ]) {
      const { headers } = await api.get(path, shop.visitor);
      expect(headers['x-evil']).toBeUndefined();
      expect(headers['set-cookie']).toBeUndefined();
    }
    const smuggled = await raw(
      app.url,
      'GET /_health HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\rX-Evil: 1\r\nConnection: close\r\n\r\n',
    );
    expect(smuggled).toMatch(/^HTTP\/1\.1 400/);
    expect(smuggled.toLowerCase()).not.toContain('x-evil');
  });
});

describe('bodies', () => {
  const unitWith = (bytes: number): string => {
    const body = JSON.stringify({ name: '', symbol: 'x', type: 'piece' });
    return body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
  };

  test('have four megabytes at most', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const most = 4 * 1024 * 1024;
    expectInvalid(await api.post('/api/unit', unitWith(most), { ...shop.staff, headers }), 'name');
    const refused = await api.post('/api/unit', unitWith(most + 1), { ...shop.staff, headers });
    expectRefusal(refused, 413, 'payload_too_large');
  });
});

describe('with little patience and a folder of its own', () => {
  let hasty: SecondApplication;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'outer-wall-'));
    hasty = await startSecondApplication({ REQUEST_TIMEOUT: '1200', TMPDIR: folder });
  }, 60_000);

  afterAll(async () => {
    await hasty.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends a picture and answers the status, and whether anything was written to disk meanwhile. */
  const sendPicture = async (to: string, token?: string): Promise<{ status: number; written: boolean }> => {
    const names = new Set<string | null>();
    const watcher = watch(folder, (_event, name) => names.add(name));
    const call = request(hasty.url).post(to).set('company', shop.company.code);
    if (token !== undefined) void call.set('Authorization', `Bearer ${token}`);
    const { status } = await call.attach('image', await picture('png', 60, 40), 'a.png');
    await new Promise((resolve) => setTimeout(resolve, 100));
    watcher.close();
    return { status, written: names.size > 0 };
  };

  test.each([
    ['/api/upload/image', 401],
    ['/api/unit', 401],
    ['/api/nothing', 405],
    ['/upload', 401],
    ['/upload/files', 401],
    ['/nothing', 405],
  ])('files sent to %s by nobody are not written to disk', async (to, status) => {
    expect(await sendPicture(to)).toEqual({ status, written: false });
  });

  test('files with a forged token are not, nor files that nobody has asked for', async () => {
    expect(await sendPicture('/api/upload/image', 'forged')).toEqual({ status: 401, written: false });
    const { token } = shop.staff;
    expect(await sendPicture('/api/unit', token)).toEqual({ status: 415, written: false });
    expect(await sendPicture('/api/admin/login')).toEqual({ status: 415, written: false });
    expect(await sendPicture('/api/upload/image', token)).toEqual({ status: 201, written: true });
  });

  test('ten minutes are set for a whole request, and less for its headers', () => {
    const { requestTimeout, headersTimeout, keepAliveTimeout } = app.strapi.server.httpServer;
    expect({ requestTimeout, headersTimeout, keepAliveTimeout }).toEqual({
      requestTimeout: 600_000,
      headersTimeout: 60_000,
      keepAliveTimeout: 65_000,
    });
  });

  test.each([
    ['headers', 'POST /api/unit HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'a body',
      'POST /api/unit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a"',
    ],
  ])('a client that never finishes %s is given up', async (_what, begun) => {
    const from = Date.now();
    const answer = await raw(hasty.url, begun, 10_000);
    expect(Date.now() - from).toBeLessThan(5_000);
    expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/);
    await request(hasty.url).get('/_health').expect(204);
  });
});

describe('texts of documents', () => {
  const markup = '<b>Milk</b> & Honey<script>alert(1)</script>';

  test('lose HTML over REST, and nothing else', async () => {
    const product = await newProduct(shop, {
      title: { en: markup, ar: 'حليب <img src=x onerror=alert(1)>طازج 🥛' },
      description: { en: '5 < 6 & <i>fresh</i>', ar: null },
      tag: ['<u>new</u>', 'a & b'],
    });
    const { title, description, tag } = await readProduct(shop, product.documentId);
    expect({ title, description, tag }).toEqual({
      title: { en: 'Milk & Honey', ar: 'حليب طازج 🥛' },
      description: { en: '5 < 6 & fresh', ar: null },
      tag: ['new', 'a & b'],
    });
    const { rows } = await sql.query<{ title: string }>(
      'select title from products where document_id = $1 and locale = $2',
      [product.documentId, 'en'],
    );
    expect(rows).toEqual([{ title: 'Milk & Honey' }]);
  });

  test('that are nothing but HTML are none', async () => {
    const response = await api.post(
      '/api/products',
      productBody(shop, { title: '<script>x</script>' }),
      shop.staff,
    );
    expect(response.status).toBe(400);
  });

  test('lose HTML where the panel writes, too', async () => {
    const unit = (await app.strapi.documents('api::unit.unit').create({
      data: { name: markup, symbol: '<i>x</i>', type: 'piece', company_code: shop.company.code } as never,
      locale: 'en',
    })) as { name: string; symbol: string };
    expect({ name: unit.name, symbol: unit.symbol }).toEqual({ name: 'Milk & Honey', symbol: 'x' });
  });

  test('lose HTML in an imported sheet', async () => {
    const sku = unique('HTML-');
    const row = `${sku},,"<b>Milk</b> & 5 < 6","حليب<script>x</script>",dairy,pcs,1,2.5,,1,active`;
    expect(await importSheet(shop, sheet(row))).toMatchObject({ status: 'done', created: 1, errors: [] });
    const { rows } = await sql.query('select locale, title from products where sku = $1 order by locale', [
      sku,
    ]);
    expect(rows).toEqual([
      { locale: 'ar', title: 'حليب' },
      { locale: 'en', title: 'Milk & 5 < 6' },
    ]);
  });

  test('lose HTML in the words about pictures, from whichever side they come', async () => {
    const medium = await newMedium(shop.staff);
    const path = `/api/upload/${medium['filename']}`;
    const words = { alternativeText: { en: '<i>Milk</i> & 5 < 6', ar: '<b>حليب</b>' } };
    await api.put(path, words, shop.staff).expect(200);
    const read = async (): Promise<unknown> =>
      (
        await sql.query(
          'select alternative_text as en, alternative_text_ar as ar, caption from files where document_id = $1',
          [medium.documentId],
        )
      ).rows[0];
    expect(await read()).toEqual({ en: 'Milk & 5 < 6', ar: 'حليب', caption: null });
    await app.strapi.db.query('plugin::upload.file').update({
      where: { documentId: medium.documentId },
      data: { caption: '<script>x</script>Fresh', alternativeText: '<u>Milk</u>' },
    });
    expect(await read()).toEqual({ en: 'Milk', ar: 'حليب', caption: 'Fresh' });
  });
});
