import { api, sql } from '../support/application';
import { type Company, newCompany } from '../support/companies';
import { expectRefusal, newProduct, newShop, newStaff, onConnection, panelUser } from '../support/catalogue';
import { superAdmin } from '../support/staff';

/** How soon a change made by somebody else must be seen. */
const SOON_MS = 500;
const STEP_MS = 20;

const settled = <Value>(read: () => Promise<Value>, wanted: Value): Promise<Value> => {
  const deadline = Date.now() + SOON_MS;
  const again = async (): Promise<Value> => {
    const value = await read();
    if (value === wanted || Date.now() > deadline) return value;
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
    return again();
  };
  return again();
};

const statusOf = async (code: string): Promise<number> =>
  (await api.get('/api/products', { company: code })).status;

let company: Company;
let panel: Awaited<ReturnType<typeof panelUser>>;

beforeAll(async () => {
  panel = await panelUser(await newStaff('strapi-super-admin', []));
});

beforeEach(async () => {
  company = await newCompany();
});

describe('what somebody else writes into the database', () => {
  test('a company switched off and on again', async () => {
    expect(await statusOf(company.code)).toBe(200);
    await sql.query('update companies set is_active = false where code = $1', [company.code]);
    expect(await settled(() => statusOf(company.code), 400)).toBe(400);
    expectRefusal(await api.get('/api/products', { company: company.code }), 400, 'unknown_company');
    await sql.query('update companies set is_active = true where code = $1', [company.code]);
    expect(await settled(() => statusOf(company.code), 200)).toBe(200);
  });

  test('a company that is new', async () => {
    const code = `${company.code}-two`;
    expect(await statusOf(code)).toBe(400);
    await sql.query(
      `insert into companies (document_id, code, name, default_locale, is_active, created_at, updated_at, published_at)
       values ($1, $2, 'Second', 'en', true, now(), now(), now())`,
      [code.replace('-', '').padEnd(24, 'z').slice(0, 24), code],
    );
    expect(await settled(() => statusOf(code), 200)).toBe(200);
    await sql.query('delete from companies where code = $1', [code]);
    expect(await settled(() => statusOf(code), 400)).toBe(400);
  });

  test('nothing before it is committed', async () => {
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query('update companies set is_active = false where code = $1', [company.code]);
      await new Promise((resolve) => setTimeout(resolve, 5 * STEP_MS));
      expect(await statusOf(company.code)).toBe(200);
      await client.query('commit');
    });
    expect(await settled(() => statusOf(company.code), 400)).toBe(400);
  });

  test('the decimals of the currency', async () => {
    const shop = await newShop();
    const product = await newProduct(shop);
    const path = `/api/product-units/${product.units[0]!.documentId}`;
    const put = async (): Promise<number> => (await api.put(path, { price: 1.125 }, shop.staff)).status;
    expect(await put()).toBe(400);
    await sql.query('update currencies set decimals = 3 where company_code = $1', [shop.company.code]);
    expect(await settled(put, 200)).toBe(200);
    await sql.query(`update settings set currency = 'JPX' where company_code = $1`, [shop.company.code]);
    expect(await settled(put, 400)).toBe(400);
  });
});

test('companies deleted many at once are unknown afterwards', async () => {
  const gone = [company, await newCompany()];
  await panel
    .bulkRemove(
      'api::company.company',
      gone.map(({ documentId }) => documentId),
    )
    .expect(200);
  for (const { code } of gone) expect(await settled(() => statusOf(code), 400)).toBe(400);
});

describe('a company that holds something', () => {
  const bodies: [string, string, object][] = [
    ['a banner', '/banner', { title: 'Sale' }],
    ['a section of the homepage', '/homepage-sections', { key: 'fresh', title: 'Fresh', type: 'products' }],
    [
      'a promotion',
      '/promotions',
      { name: 'Ten off', type: 'discount', discount_type: 'percentage', discount_value: 10 },
    ],
    ['a category', '/category', { name: 'Dairy' }],
  ];

  test.each(bodies)('stays: %s', async (_what, path, body) => {
    const staff = { company: company.code, token: (await superAdmin()).token };
    const made = await api.post(`/api${path}`, body, staff);
    expect({ status: made.status, error: made.body.error }).toEqual({ status: 201, error: undefined });
    const refusal = await panel.remove('api::company.company', company.documentId);
    expect(refusal.status).toBe(400);
    expect(refusal.body.error.message).toContain('companies with a catalogue stay');
    expect(await statusOf(company.code)).toBe(200);
    await api.delete(`/api${path}/${made.body.data.documentId}`, staff).expect(204);
    await panel.remove('api::company.company', company.documentId).expect(200);
    expect(await settled(() => statusOf(company.code), 400)).toBe(400);
    const { rows } = await sql.query('select 1 from settings where company_code = $1', [company.code]);
    expect(rows).toEqual([]);
  });
});
