import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { api, app, sql } from '../support/application';
import {
  countRows,
  expectInvalid,
  expectLedgerTrue,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import {
  endOf,
  importCommand,
  importSheet,
  sendSheet,
  sheet,
  sheetFile,
  startImportCommand,
} from '../support/sheets';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const binary = (response: http.IncomingMessage, done: (error: Error | null, body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
};

const exported = async (format: 'csv' | 'xlsx', query: Record<string, string> = {}): Promise<Buffer> => {
  const response = await api
    .get('/api/products/export', { ...shop.staff, query: { format, ...query } })
    .buffer(true)
    .parse(binary as never)
    .expect(200);
  expect(response.headers['content-disposition']).toBe(
    `attachment; filename="products-${shop.company.code}.${format}"`,
  );
  return response.body as Buffer;
};

/** Sheets that lie where uploads are put. */
const sheetsLeft = (): string[] => {
  const folder = path.join(app.strapi.dirs.app.root, '.data', 'imports');
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};

const complaintsOf = async (content: string | Buffer, fileName?: string): Promise<string[]> => {
  const before = await countRows('products', shop);
  const job = await importSheet(shop, content, fileName);
  expect(job.status).toBe('failed');
  expect(await countRows('products', shop)).toBe(before);
  return job.errors.map(({ row, message }) => `${row}: ${message}`);
};

describe('files that cannot be read', () => {
  test('broken quotes, by the line', async () => {
    const lines = sheet('A1,,T,,dairy,pcs,1,1,,,', 'A2,,"T,,dairy,pcs,1,1,,,', 'A3,,T,,dairy,pcs,1,1,,,');
    expect(await complaintsOf(lines)).toEqual([expect.stringContaining('has a quote that does not close')]);
    expect(await complaintsOf(sheet('A1,,a"b,,dairy,pcs,1,1,,,'))).toEqual([
      '2: line 2 has a quote that does not close, or one in the middle of a cell',
    ]);
  });

  test('other encodings, by the line', async () => {
    const windows1256 = Buffer.concat([
      Buffer.from(sheet('A1,,T,,dairy,pcs,1,1,,,')),
      Buffer.from('A2,,', 'latin1'),
      Buffer.from([0xcd, 0xe1, 0xed, 0xc8]),
      Buffer.from(',,dairy,pcs,1,1,,,\r\n'),
    ]);
    expect(await complaintsOf(windows1256)).toEqual([
      '3: line 3 is not UTF-8: save the file as "CSV UTF-8" (not Windows-1256 or UTF-16) and send it again',
    ]);
    // Far behind what is read at first.
    const late = Buffer.concat([
      Buffer.from(sheet(...Array.from({ length: 20_000 }, (_, n) => `L${n},,Late ${n},,dairy,pcs,1,1,,,`))),
      Buffer.from([0x4c, 0xe9, 0x0d, 0x0a]),
    ]);
    expect(late.length).toBeGreaterThan(600_000);
    expect(await complaintsOf(late)).toEqual([expect.stringMatching(/^20002: line 20002 is not UTF-8/)]);
    const utf16 = Buffer.from(`\uFEFF${sheet('A1,,T,,dairy,pcs,1,1,,,')}`, 'utf16le');
    expect(await complaintsOf(utf16)).toEqual([expect.stringMatching(/^1: .*is not UTF-8/)]);
  });

  test('headers with unknown, double and missing columns', async () => {
    expect(await complaintsOf('sku,prise,price,price\nA,1,1,1\n')).toEqual([
      '1: The column "prise" is not known',
      '1: The column "price" stands there twice',
    ]);
    expect(await complaintsOf('title_en,price\nA,1\n')).toEqual([
      '1: The column "sku" or "barcode" is missing',
    ]);
    expect(await complaintsOf('sku,price\n')).toEqual(['1: The file has no rows below its header']);
    expect(await complaintsOf('sku,price\nA,1,2\n')).toContain('2: "2" stands in no column');
  });

  test('a workbook that is none', async () => {
    expect(await complaintsOf(Buffer.from('PK\u0003\u0004 and nothing else'), 'a.xlsx')).toEqual([
      '1: This is no readable XLSX workbook',
    ]);
  });

  test('a picture, an empty file, no file, a body of another type', async () => {
    const picture = await sendSheet(shop.staff, Buffer.from('89504e470d0a1a0a', 'hex'), {
      fileName: 'a.csv',
    });
    expectRefusal(picture, 415, 'unsupported_media_type');
    expectInvalid(await sendSheet(shop.staff, ''), 'file');
    expectInvalid(
      await api.post('/api/products/import', undefined, shop.staff).field('dryRun', 'true'),
      'file',
    );
    expectRefusal(await api.post('/api/products/import', {}, shop.staff), 415, 'unsupported_media_type');
  });

  test('one of 2 GB is refused before it is sent', async () => {
    const url = new URL(`${app.url}/api/products/import`);
    const status = await new Promise<number>((resolve, reject) => {
      const request = http.request(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${shop.staff.token!}`,
          company: shop.company.code,
          'content-type': 'multipart/form-data; boundary=x',
          'content-length': String(2 * 1024 ** 3),
        },
      });
      request.on('response', (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        request.destroy();
      });
      request.on('error', reject);
      request.write('--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nsku\r\n');
    });
    expect(status).toBe(413);
  });

  test('one that turns out too large on the way leaves nothing', async () => {
    const response = await sendSheet(shop.staff, Buffer.alloc(64 * 1024 * 1024 + 1, 'a'));
    expect(expectRefusal(response, 413, 'payload_too_large')).toEqual({ maximum: 64 * 1024 * 1024 });
    expect(sheetsLeft()).toEqual([]);
  });

  test('one of 45 MB is read', async () => {
    const wide = Buffer.concat([Buffer.from(sheet()), Buffer.alloc(45 * 1024 * 1024, '\n')]);
    const response = await sendSheet(shop.staff, wide, { query: '?dryRun=true' });
    expect([response.status, response.body.data.rows, response.body.data.errorCount]).toEqual([200, 0, 1]);
  });

  test('a form that is refused behind its file leaves nothing either', async () => {
    const response = await api
      .post('/api/products/import', undefined, shop.staff)
      .attach('file', Buffer.from(sheet('A1,,T,,dairy,pcs,1,1,,,')), 'products.csv')
      .field('dryRun', 'maybe');
    expectInvalid(response, 'dryRun');
    expect(sheetsLeft()).toEqual([]);
  });
});

describe('out and in again', () => {
  beforeAll(async () => {
    await newProduct(shop, {
      title: { en: '=HYPERLINK("http://x")', ar: "'=1+1" },
      sku: `-${unique('S')}`,
      barcode: `00${unique('')}`,
      units: [
        { unitId: shop.piece, unitValue: 1, price: 2.5, originalPrice: 3, isDefault: true },
        { unitId: shop.dozen, unitValue: 2, price: 50, barcode: unique('u') },
      ],
      stock: [{ locationId: 1, qty: 12 }],
    });
    await newProduct(shop, {
      title: { ar: 'تمر, "سكري"; جديد' },
      sku: unique('S'),
      status: 'inactive',
      basicUnit: shop.kilo,
      units: [{ unitId: shop.gram, unitValue: 250, price: 4 }],
      stock: [{ locationId: 1, qty: 1.25 }],
    });
  });

  test.each(['csv', 'xlsx'] as const)('%s changes nothing', async (format) => {
    const file = await exported(format);
    const job = await importSheet(shop, file, `products.${format}`);
    expect(job).toMatchObject({ status: 'done', errorCount: 0, created: 0, updated: 0 });
    expect(job.unchanged).toBe((await countRows('products', shop)) / 2);
  });

  test('no cell is a formula, numbers are numbers, and Excel knows the encoding', async () => {
    const text = (await exported('csv')).toString('utf8');
    expect(text.startsWith('\uFEFFsku,barcode,title_en,title_ar,')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",''=1+1,`);
    expect(text).toMatch(/\r\n'-S/);
    expect(text).not.toMatch(/(^|,)[=+@-]/m);
    expect(text).toContain(',pcs,1,2.5,3,12,active');
  });

  test('filters are those of the list', async () => {
    const text = (await exported('csv', { 'filters[status]': 'inactive' })).toString('utf8');
    expect(text.trim().split('\r\n')).toHaveLength(2);
    const unknown = await api.get('/api/products/export', { ...shop.staff, query: { 'filters[x]': '1' } });
    expectRefusal(unknown, 400, 'unknown_parameter');
  });
});

describe('who may', () => {
  test('other companies’ imports are not found, and a role without the permission is refused', async () => {
    const other = await newShop();
    const job = await importSheet(shop, sheet(`${unique('W')},,T,,dairy,pcs,1,1,,,`));
    expectRefusal(await api.get(`/api/products/import/${job.jobId}`, other.staff), 404, 'not_found');
    const { token } = await newStaff('strapi-author', [shop.company]);
    const author = { token, company: shop.company.code };
    expectRefusal(await sendSheet(author, sheet('A,,,,,,,,,,')), 403, 'forbidden');
    expectRefusal(await api.get('/api/products/export', author), 403, 'forbidden');
    expectRefusal(await sendSheet(shop.visitor, sheet('A,,,,,,,,,,')), 401, 'unauthenticated');
  });

  test('the panel imports, lists and exports for the companies of its user', async () => {
    const panel = await panelUser(await newStaff('merchandiser', [shop.company]));
    const call = { token: panel.token, query: { company: shop.company.code } };
    const sent = await api
      .post('/saptmarkets/imports', undefined, call)
      .attach('file', Buffer.from(sheet(`${unique('P')},,Panel,,dairy,pcs,1,1,,,`)), 'panel.csv')
      .expect(202);
    const job = await endOf(shop.staff, sent.body.data.jobId as string);
    expect(job).toMatchObject({ status: 'done', created: 1, fileName: 'panel.csv' });
    const shown = await api.get(`/saptmarkets/imports/${job.jobId}`, call).expect(200);
    expect(shown.body.data).toEqual(job);
    const list = await api.get('/saptmarkets/imports', call).expect(200);
    expect(list.body.data[0]).toEqual(job);
    const file = await api.get('/saptmarkets/exports/products', call).expect(200);
    expect(file.text).toContain(',Panel,');
    const other = await newShop();
    const foreign = { token: panel.token, query: { company: other.company.code } };
    expectRefusal(await api.get('/saptmarkets/imports', foreign), 403, 'forbidden');
  });
});

describe('the command', () => {
  const company = (): string[] => ['--company', shop.company.code];

  test('says what is wrong, and what it did', async () => {
    const sku = unique('CMD-');
    const bad = await importCommand(sheetFile(sheet(`${sku},,T,,nowhere,pcs,1,1,,,`)), ...company());
    expect(bad.code).toBe(1);
    expect(bad.stderr).toContain('row 2: The category "nowhere" does not exist');
    const good = sheetFile(sheet(`${sku},,T,,dairy,pcs,1,1,,,`));
    expect((await importCommand(good, ...company(), '--dry-run')).stdout).toContain(
      '1 products would be new',
    );
    expect((await importCommand(good, ...company())).stdout).toContain('1 products are new');
    expect((await importCommand(good, ...company())).stdout).toContain('1 as they were');
  });

  test('killed between two batches goes on where it stopped, each row once', async () => {
    const prefix = unique('K');
    const count = 14_000;
    const lines = Array.from({ length: count }, (_, n) => `${prefix}-${n},,Kill ${n},,dairy,pcs,1,1,,3,`);
    const file = sheetFile(sheet(...lines), 'killed.csv');
    const made = async (): Promise<number> => {
      const { rows } = await sql.query<{ count: number }>(
        `select count(*)::int as count from products where company_code = $1 and locale = 'en' and sku like $2`,
        [shop.company.code, `${prefix}-%`],
      );
      return rows[0]!.count;
    };
    // The server would take the job up as well; only the command is to.
    const command = startImportCommand(file, ...company());
    while ((await made()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    command.kill('SIGKILL');
    await new Promise((resolve) => command.once('exit', resolve));
    expect(await made()).toBeLessThan(count);

    const again = await importCommand(file, ...company());
    expect(again.stderr).toMatch(/^$|is running/);
    for (let tries = 0; (await made()) < count && tries < 600; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await made()).toBe(count);
    const { rows } = await sql.query(
      `select count(*)::int as movements, sum(on_hand_delta)::int as moved from stock_movements
        where company_code = $1 and reason = 'import killed.csv'`,
      [shop.company.code],
    );
    expect(rows).toEqual([{ movements: count, moved: count * 3000 }]);
    const { rows: some } = await sql.query<{ document_id: string }>(
      `select document_id from products where company_code = $1 and sku = $2 limit 1`,
      [shop.company.code, `${prefix}-${count - 1}`],
    );
    await expectLedgerTrue(some[0]!.document_id);
    expect((await readProduct(shop, some[0]!.document_id)).stock).toBe(3);
    await expectReadModelTrue(shop);
  }, 180_000);
});
