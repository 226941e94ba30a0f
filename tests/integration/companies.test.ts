import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, type Shop, unique } from '../support/catalogue';
import { newCompany } from '../support/companies';
import { superAdmin } from '../support/staff';

const countCompanies = async (): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>('select count(*)::int as count from companies');
  return rows[0]!.count;
};

const defaultCompany = async (): Promise<string> => {
  const { rows } = await sql.query<{ code: string }>('select code from companies where is_default');
  expect(rows).toHaveLength(1);
  return rows[0]!.code;
};

let token: string;

beforeAll(async () => {
  ({ token } = await superAdmin());
  await newCompany();
});

const post = (body: object) => api.post('/api/companies', body, { token });

describe('creating companies', () => {
  test('a new one has what every company has', async () => {
    const code = unique('co');
    const response = await post({ code, name: 'Riyadh Foods', defaultLocale: 'ar' });
    expect(response.status).toBe(201);
    expect(response.body.data).toEqual({
      documentId: expect.any(String),
      code,
      name: 'Riyadh Foods',
      defaultLocale: 'ar',
      isDefault: false,
      isActive: true,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    const { rows } = await sql.query(
      `select (select count(*)::int from settings where company_code = $1) as settings,
              (select count(*)::int from locations where company_code = $1 and is_default) as locations,
              (select count(*)::int from currencies where company_code = $1) as currencies,
              (select count(*)::int from languages where company_code = $1) as languages`,
      [code],
    );
    expect(rows).toEqual([{ settings: 1, locations: 1, currencies: 2, languages: 2 }]);
    await api.get('/api/products', { company: code }).expect(200);
  });

  test('the list is paged', async () => {
    const response = await api.get('/api/companies?pagination[pageSize]=1', { token }).expect(200);
    expect(response.body.data).toHaveLength(1);
    expect(response.body.meta.pagination.total).toBe(await countCompanies());
    expect(response.headers['cache-control']).toBe('private, no-store');
    expectRefusal(await api.get('/api/companies?filters[code]=x', { token }), 400, 'unknown_parameter');
  });

  test('a code is used once', async () => {
    const { code } = await newCompany();
    const before = await countCompanies();
    expect(expectRefusal(await post({ code, name: 'Again' }), 409, 'already_exists')).toEqual({
      field: 'code',
    });
    expect(await countCompanies()).toBe(before);
  });

  test('a code at once by many is used once', async () => {
    const code = unique('co');
    const answers = await Promise.all(Array.from({ length: 5 }, () => post({ code, name: 'Race' })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409, 409, 409, 409]);
    const { rows } = await sql.query('select 1 from settings where company_code = $1', [code]);
    expect(rows).toHaveLength(1);
  });

  test.each([
    ['no code', { name: 'X' }, 'code'],
    ['no name', { code: 'xx' }, 'name'],
    ['a code with capitals', { code: 'Amman', name: 'X' }, 'code'],
    ['a code with spaces', { code: 'a b', name: 'X' }, 'code'],
    ['a third language', { code: 'xx', name: 'X', defaultLocale: 'fr' }, 'defaultLocale'],
    ['both languages at once', { code: 'xx', name: 'X', defaultLocale: 'all' }, 'defaultLocale'],
    ['a flag as text', { code: 'xx', name: 'X', isDefault: 'true' }, 'isDefault'],
    ['an unknown field', { code: 'xx', name: 'X', plan: 'gold' }, 'plan'],
  ])('%s is refused', async (_what, body, path) => {
    const before = await countCompanies();
    expectInvalid(await post(body), path);
    expect(await countCompanies()).toBe(before);
  });

  test('only super admins may', async () => {
    const company = await newCompany();
    const staff = await newStaff('merchandiser', [company]);
    const before = await countCompanies();
    const body = { code: unique('co'), name: 'X' };
    expectRefusal(await api.post('/api/companies', body), 401, 'unauthenticated');
    expectRefusal(await api.post('/api/companies', body, { token: staff.token }), 403, 'forbidden');
    expectRefusal(await api.get('/api/companies'), 401, 'unauthenticated');
    expectRefusal(await api.get('/api/companies', { token: staff.token }), 403, 'forbidden');
    expect(await countCompanies()).toBe(before);
  });
});

describe('the default company', () => {
  test('answers requests without a header, and there is only one', async () => {
    const shop: Shop = await newShop();
    const former = await defaultCompany();
    const next = await newCompany({ isDefault: true });
    expect(await defaultCompany()).toBe(next.code);
    expect((await api.get('/api/setting').expect(200)).body.data.company).toBe(next.code);
    expect((await api.get('/api/setting', { company: '' }).expect(200)).body.data.company).toBe(next.code);
    expect((await api.get('/api/setting', shop.visitor)).body.data.company).toBe(shop.company.code);
    expect((await api.get('/api/setting', { company: former })).body.data.company).toBe(former);
  });

  test('cannot be switched off, nor go', async () => {
    const { documentId, code } = await newCompany({ isDefault: true });
    const documents = app.strapi.documents('api::company.company');
    await expect(documents.update({ documentId, data: { isActive: false } })).rejects.toThrow('stays active');
    await expect(documents.update({ documentId, data: { isDefault: false } })).rejects.toThrow(
      'is the default',
    );
    await expect(documents.delete({ documentId })).rejects.toThrow('stay');
    expect(await defaultCompany()).toBe(code);
    expect((await api.get('/api/setting').expect(200)).body.data.company).toBe(code);
  });
});

describe('changing companies', () => {
  test('an inactive one is unknown to every request', async () => {
    const { documentId, code } = await newCompany();
    const documents = app.strapi.documents('api::company.company');
    await documents.update({ documentId, data: { isActive: false } });
    expectRefusal(await api.get('/api/products', { company: code }), 400, 'unknown_company');
    await documents.update({ documentId, data: { isActive: true } });
    await api.get('/api/products', { company: code }).expect(200);
  });

  test('one keeps its code', async () => {
    const { documentId, code } = await newCompany();
    const refused = app.strapi
      .documents('api::company.company')
      .update({ documentId, data: { code: 'other' } });
    await expect(refused).rejects.toThrow('keeps its code');
    await api.get('/api/products', { company: code }).expect(200);
  });

  test('one with a catalogue stays, an empty one goes with its furniture', async () => {
    const documents = app.strapi.documents('api::company.company');
    const shop = await newShop();
    await expect(documents.delete({ documentId: shop.company.documentId })).rejects.toThrow('stay');
    await api.get('/api/unit', shop.visitor).expect(200);

    const empty = await newCompany();
    await documents.delete({ documentId: empty.documentId });
    expectRefusal(await api.get('/api/unit', { company: empty.code }), 400, 'unknown_company');
    const { rows } = await sql.query(
      `select 1 from settings where company_code = $1 union all select 1 from locations where company_code = $1
       union all select 1 from currencies where company_code = $1 union all select 1 from languages where company_code = $1`,
      [empty.code],
    );
    expect(rows).toEqual([]);
  });
});
