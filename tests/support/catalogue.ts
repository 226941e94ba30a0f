import { Client } from 'pg';
import type { Response } from 'supertest';
import { api, app, type RequestOptions, sql } from './application';
import { type Company, type CompanyInput, newCompany } from './companies';
import { type SignedIn, signIn, superAdmin } from './staff';
import { unique } from './unique';

/** Whatever the API answers in `data`. */
export interface Item {
  documentId: string;
  [field: string]: unknown;
}

/** A unit of a product as the storefront shows it. */
export interface UnitItem {
  documentId: string;
  unitId: string;
  name: unknown;
  symbol: string;
  unitValue: number;
  packQty: number;
  price: number;
  originalPrice: number | null;
  stock: number;
  isDefault: boolean;
  barcode: string | null;
  sku: string | null;
}

/** A product as the storefront shows it. */
export interface ProductItem extends Item {
  sku: string;
  slug: string;
  title: unknown;
  price: number;
  stock: number;
  units: UnitItem[];
  locationStocks: { locationId: string; name: string; qty: number }[];
  categories: { documentId: string; name: unknown; slug: string }[];
}

/** A company of its own with the little that a product needs. */
export interface Shop {
  company: Company;
  staff: RequestOptions;
  visitor: RequestOptions;
  piece: string;
  dozen: string;
  kilo: string;
  gram: string;
  category: string;
}

// Filling a shop takes longer than Jest's five seconds on a busy machine.
jest.setTimeout(60_000);

export { unique };

/** A well-formed document id that belongs to nothing. */
export const UNKNOWN_ID = 'a'.repeat(24);

/** Creates something as staff, and answers what the API says it has become. */
export const create = async <Created = Item>(shop: Shop, path: string, body: object): Promise<Created> => {
  const response = await api.post(`/api${path}`, body, shop.staff);
  if (response.status !== 201) throw new Error(`POST ${path}: ${response.status} ${response.text}`);
  return response.body.data as Created;
};

const createIn = async (staff: RequestOptions, path: string, body: object): Promise<string> => {
  const response = await api.post(path, body, staff).expect(201);
  return response.body.data.documentId as string;
};

/** A company with four units and a category. */
export const newShop = async (overrides: Partial<CompanyInput> = {}): Promise<Shop> => {
  const { token } = await superAdmin();
  const company = await newCompany(overrides);
  const staff = { company: company.code, token };
  const unit = (en: string, ar: string, rest: object): Promise<string> =>
    createIn(staff, '/api/unit', { name: { en, ar }, ...rest });
  return {
    company,
    staff,
    visitor: { company: company.code },
    piece: await unit('Piece', 'حبة', { symbol: 'pcs', type: 'piece', isBasic: true, sortOrder: 1 }),
    dozen: await unit('Dozen', 'دزينة', { symbol: 'dz', type: 'piece', conversionRate: 12, sortOrder: 2 }),
    kilo: await unit('Kilogram', 'كيلوغرام', { symbol: 'kg', type: 'weight', isBasic: true, sortOrder: 3 }),
    gram: await unit('Gram', 'غرام', { symbol: 'g', type: 'weight', conversionRate: 0.001, sortOrder: 4 }),
    category: await createIn(staff, '/api/category', { name: { en: 'Dairy', ar: 'ألبان' }, sortOrder: 1 }),
  };
};

/** The body of a product that is sold by the piece for 2.50. */
export const productBody = (shop: Shop, overrides: object = {}): Record<string, unknown> => ({
  title: { en: 'Milk', ar: 'حليب' },
  sku: unique('SKU-'),
  category: shop.category,
  basicUnit: shop.piece,
  units: [{ unitId: shop.piece, unitValue: 1, price: 2.5 }],
  ...overrides,
});

export const newProduct = (shop: Shop, overrides: object = {}): Promise<ProductItem> =>
  create<ProductItem>(shop, '/products', productBody(shop, overrides));

/** What staff read of a product now, in both languages. */
export const readProduct = async (shop: Shop, documentId: string): Promise<ProductItem> => {
  const response = await api.get(`/api/products/${documentId}`, { ...shop.staff, locale: 'all' }).expect(200);
  return response.body.data as ProductItem;
};

/** A value of every item of a list answer, in the answer's order. */
export const pluck = (response: Response, field: string): unknown[] =>
  (response.body.data as Item[]).map((item) => item[field]);

/** Checks a refusal in the contract's shape and answers its details. */
export const expectRefusal = (response: Response, status: number, code: string): Record<string, unknown> => {
  expect({ status: response.status, body: response.body }).toEqual({
    status,
    body: {
      data: null,
      error: {
        status,
        code,
        name: expect.stringMatching(/^[A-Z][A-Za-z]+Error$/),
        message: expect.stringMatching(/\S/),
        details: expect.any(Object),
      },
    },
  });
  return response.body.error.details as Record<string, unknown>;
};

/** Checks that a body was refused, and at these places. */
export const expectInvalid = (response: Response, ...paths: string[]): void => {
  const { errors } = expectRefusal(response, 400, 'validation_failed') as { errors: { path: string }[] };
  expect(errors.map((error) => error.path)).toEqual(paths);
};

/** Rows of a content type's table that belong to a company; localised ones count once a language. */
export const countRows = async (table: string, shop: Shop): Promise<number> => {
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from ${table} where company_code = $1`,
    [shop.company.code],
  );
  return rows[0]!.count;
};

/** Runs work on a connection of its own, which transactions need. */
export const onConnection = async <Result>(work: (client: Client) => Promise<Result>): Promise<Result> => {
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The tables of the read model, and in which order their rows are compared. */
const MODEL = {
  storefront_products: 'document_id, locale',
  storefront_shelves: 'document_id, list',
  storefront_totals: 'list, status, in_stock',
  storefront_search: 'document_id',
};

const readModel = async (shop: Shop): Promise<unknown[][]> => {
  const tables = Object.entries(MODEL).map(async ([table, order]) => {
    const { rows } = await sql.query<Record<string, unknown>>(
      `select * from ${table} where company_code = $1 order by ${order}`,
      [shop.company.code],
    );
    // A list that has become empty keeps its line.
    return rows.filter((row) => row['products'] !== '0');
  });
  return Promise.all(tables);
};

/** Takes over what was sold into the order of lists, as the application does from time to time. */
export const refreshSales = async (): Promise<void> => {
  await sql.query('select storefront_refresh_sales(1000000)');
};

/** Checks that the read model of a company is what a full refresh makes of it, and that no work is left. */
export const expectReadModelTrue = async (shop: Shop): Promise<void> => {
  const { rows: left } = await sql.query(
    'select document_id from storefront_dirty union all select transaction_id::text from storefront_pending',
  );
  expect(left).toEqual([]);
  await refreshSales();
  const kept = await readModel(shop);
  for (const table of Object.keys(MODEL)) {
    await sql.query(`delete from ${table} where company_code = $1`, [shop.company.code]);
  }
  await sql.query(
    'select storefront_refresh(array(select document_id::text from products where company_code = $1))',
    [shop.company.code],
  );
  expect(kept).toEqual(await readModel(shop));
};

/** The ledger of a product must add up to what lies at its locations. */
export const expectLedgerTrue = async (productId: string): Promise<void> => {
  const { rows } = await sql.query(
    `select coalesce(l.location_id, m.location_id) as location_id, l.on_hand, m.moved
       from (select location_id, on_hand from stock_levels where product_id = $1) l
       full join (select location_id, sum(on_hand_delta)::bigint as moved from stock_movements
                   where product_id = $1 group by location_id) m using (location_id)
      where coalesce(l.on_hand, 0) <> coalesce(m.moved, 0)`,
    [productId],
  );
  expect(rows).toEqual([]);
};

/** A panel user and API administrator with a role of the panel, working for some companies. */
export const newStaff = async (role: string, companies: Company[]): Promise<SignedIn & { id: number }> => {
  const email = `${unique('staff')}@saptmarkets.test`;
  const password = 'Staff-Secret-1';
  const { db } = app.strapi;
  const { id: roleId } = (await db.query('admin::role').findOne({ where: { code: role } })) as { id: number };
  const users = app.strapi.service('admin::user') as unknown as {
    create: (user: object) => Promise<{ id: number }>;
  };
  const { id } = await users.create({
    email,
    password,
    firstname: 'Sami',
    lastname: 'Haddad',
    roles: [roleId],
    isActive: true,
    registrationToken: null,
  });
  const { rows } = await sql.query<{ id: number }>('select id from companies where document_id = any($1)', [
    companies.map((company) => company.documentId),
  ]);
  await db.query('api::staff-profile.staff-profile').create({
    data: { user: id, companies: rows.map((row) => row.id) },
  });
  return { id, email, password, token: await signIn(email, password) };
};

/** Somebody in the panel: signs in as its login page does, and calls what its pages call. */
export const panelUser = async ({ email, password }: SignedIn) => {
  const response = await api.post('/admin/login', { email, password }).expect(200);
  const token = response.body.data.token as string;
  const path = (uid: string, rest = ''): string => `/content-manager/collection-types/${uid}${rest}`;
  return {
    token,
    create: (uid: string, data: object, locale = 'en') => api.post(path(uid), data, { token, locale }),
    update: (uid: string, documentId: string, data: object, locale = 'en') =>
      api.put(path(uid, `/${documentId}`), data, { token, locale }),
    read: (uid: string, documentId: string, locale = 'en') =>
      api.get(path(uid, `/${documentId}`), { token, locale }),
    list: (uid: string, locale = 'en') => api.get(path(uid), { token, locale }),
    remove: (uid: string, documentId: string, locale?: string) =>
      api.delete(path(uid, `/${documentId}`), { token, ...(locale && { locale }) }),
    bulkRemove: (uid: string, documentIds: string[], locale = 'en') =>
      api.post(path(uid, '/actions/bulkDelete'), { documentIds }, { token, locale }),
  };
};
