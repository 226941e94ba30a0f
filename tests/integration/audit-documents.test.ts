import { api, sql } from '../support/application';
import { type AuditEvent, eventsOf, told } from '../support/audit';
import {
  create,
  type Item,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  productBody,
  type ProductItem,
  type Shop,
} from '../support/catalogue';
import { importSheet, sendSheet, sheet } from '../support/sheets';
import { picture } from '../support/pictures';

const CATEGORY = 'api::category.category';
const PRODUCT = 'api::product.product';

let shop: Shop;
let merchandiser: Awaited<ReturnType<typeof newStaff>>;
let panel: Awaited<ReturnType<typeof panelUser>>;
let merchandiserId: string;

beforeAll(async () => {
  shop = await newShop();
  merchandiser = await newStaff('merchandiser', [shop.company]);
  panel = await panelUser(merchandiser);
  const { rows } = await sql.query<{ document_id: string }>(
    'select document_id from admin_users where id = $1',
    [merchandiser.id],
  );
  merchandiserId = rows[0]!.document_id;
});

const mine = () => ({ token: merchandiser.token, company: shop.company.code });

const newCategory = (overrides: object = {}): Promise<Item> =>
  create(shop, '/category', { name: 'Bakery', ...overrides });

const byMerchandiser = {
  actor_kind: 'staff',
  actor_name: 'Sami Haddad',
  address: expect.stringMatching(/127\.0\.0\.1$/),
};

describe('what staff write', () => {
  test('is told with who, where and what has changed, over REST', async () => {
    const category = await newCategory();
    const events = await eventsOf(() =>
      api.put(`/api/category/${category.documentId}`, { isHome: true, sortOrder: 7 }, mine()).expect(200),
    );
    expect(events).toEqual([
      {
        ...byMerchandiser,
        id: expect.any(String),
        actor_id: merchandiserId,
        action: 'update',
        subject_type: CATEGORY,
        subject_id: category.documentId,
        company_code: shop.company.code,
        request_id: expect.stringMatching(/./),
        before: { isHome: false, sortOrder: 0 },
        after: { isHome: true, sortOrder: 7 },
      },
    ]);
  });

  test('is told alike from the panel', async () => {
    const category = await newCategory();
    const events = await eventsOf(() =>
      panel.update(CATEGORY, category.documentId, { name: 'مخبز', sortOrder: 3 }, 'ar').expect(200),
    );
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      ...byMerchandiser,
      actor_id: merchandiserId,
      subject_id: category.documentId,
      company_code: shop.company.code,
    });
    expect(told(events[0]!)).toEqual({
      action: 'update',
      subject_type: CATEGORY,
      before: { 'name.ar': null, sortOrder: 0 },
      after: { 'name.ar': 'مخبز', sortOrder: 3 },
    });
  });

  test('tells of relations by document id', async () => {
    const [parent, child] = [await newCategory(), await newCategory()];
    const put = (changes: object) =>
      api.put(`/api/category/${child.documentId}`, changes, mine()).expect(200);
    const events = await eventsOf(async () => {
      await put({ parent: parent.documentId });
      await put({ parent: null });
    });
    expect(events.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: { parent: null }, after: { parent: parent.documentId } },
      { before: { parent: parent.documentId }, after: { parent: null } },
    ]);
  });

  test('tells of what is made and deleted', async () => {
    let category: Item | undefined;
    const made = await eventsOf(async () => {
      category = await newCategory({ name: 'Fish' });
    });
    expect(made.map(({ action, before }) => ({ action, before }))).toEqual([
      { action: 'create', before: null },
    ]);
    expect(made[0]!.after).toMatchObject({
      'name.en': 'Fish',
      company_code: shop.company.code,
      isActive: true,
    });
    const gone = await eventsOf(() =>
      api.delete(`/api/category/${category!.documentId}`, mine()).expect(204),
    );
    expect(gone.map(({ action, after }) => ({ action, after }))).toEqual([{ action: 'delete', after: null }]);
    expect(gone[0]!.before).toMatchObject({ 'name.en': 'Fish' });
  });

  test('is not told when nothing changed, and not when it was refused', async () => {
    const category = await newCategory();
    const path = `/api/category/${category.documentId}`;
    expect(await eventsOf(() => api.put(path, { sortOrder: 0 }, mine()).expect(200))).toEqual([]);
    expect(await eventsOf(() => api.put(path, { parent: category.documentId }, mine()).expect(409))).toEqual(
      [],
    );
    expect(await eventsOf(() => api.put(path, { name: 5 }, mine()).expect(400))).toEqual([]);
    const taken = await newProduct(shop);
    const twice = productBody(shop, { sku: taken.sku });
    expect(await eventsOf(() => api.post('/api/products', twice, mine()).expect(409))).toEqual([]);
  });

  test('a product’s own event, its units’ and its stock’s', async () => {
    let product: ProductItem | undefined;
    const events = await eventsOf(async () => {
      product = await newProduct(shop, { stock: [{ locationId: 1, qty: 4 }] });
    });
    expect(events.map(({ action, subject_type }) => `${action} ${subject_type!.split('.').at(-1)}`)).toEqual(
      expect.arrayContaining(['create product', 'create product-unit', 'stock product']),
    );
    const [level] = product!.locationStocks;
    const adjusted = await eventsOf(() =>
      api
        .put(
          `/saptmarkets/products/${product!.documentId}/offer`,
          { stock: [{ locationId: level!.locationId, qty: 9 }], reason: 'Counted' },
          { token: panel.token },
        )
        .expect(200),
    );
    expect(adjusted.map(told)).toEqual([
      {
        action: 'stock',
        subject_type: PRODUCT,
        before: { [level!.locationId]: 4 },
        after: { [level!.locationId]: 9, reason: 'Counted' },
      },
    ]);
  });

  test('many prices at once: one event with the counts', async () => {
    const own = await newShop();
    for (let index = 0; index < 3; index += 1) await newProduct(own);
    const change = { change: { type: 'percentage', value: 10 } };
    let id = '';
    const events = await eventsOf(async () => {
      const response = await api.post('/api/products/prices', change, own.staff).expect(201);
      id = response.body.data.id as string;
      await api.post(`/api/products/prices/${id}/undo`, {}, own.staff).expect(200);
    });
    expect(events.map(({ action, subject_id }) => ({ action, subject_id }))).toEqual([
      { action: 'price_change', subject_id: id },
      { action: 'price_undo', subject_id: id },
    ]);
    expect(events[0]!.after).toMatchObject({ products: 3, units: 3, sumBefore: 7.5, sumAfter: 8.25 });
    expect(events[1]!.after).toEqual({ restored: 3, skipped: 0 });
  });

  test('a sheet: one event with the counts, none for a dry run', async () => {
    const own = await newShop();
    const rows = [1, 2, 3].map((number) => `SHEET-${number},,Milk ${number},,dairy,pcs,1,2.5,,,active`);
    const content = sheet(...rows);
    expect(await eventsOf(() => sendSheet(own.staff, content, { query: '?dryRun=true' }))).toEqual([]);
    let jobId = '';
    const events = await eventsOf(async () => {
      ({ jobId } = await importSheet(own, content));
    });
    expect(events).toEqual([
      expect.objectContaining({
        actor_kind: 'staff',
        actor_name: 'Super Admin',
        action: 'import',
        subject_id: jobId,
        company_code: own.company.code,
        before: null,
        after: {
          file: 'products.csv',
          status: 'done',
          rows: 3,
          created: 3,
          updated: 0,
          unchanged: 0,
          errors: 0,
        },
      }),
    ]);
  });

  test('pictures that come and go', async () => {
    let filename = '';
    const up = await eventsOf(async () => {
      const response = await api
        .post('/api/upload/image', undefined, mine())
        .attach('image', await picture('png'), 'milk.png')
        .expect(201);
      filename = response.body.data.filename as string;
    });
    expect(up.map(told)).toEqual([
      { action: 'upload', subject_type: 'plugin::upload.file', before: null, after: { name: 'milk.png' } },
    ]);
    expect(up[0]).toMatchObject({ ...byMerchandiser, company_code: shop.company.code });
    const down = await eventsOf(() => api.delete(`/api/upload/${filename}`, mine()).expect(204));
    expect(down.map(told)).toEqual([
      { action: 'delete', subject_type: 'plugin::upload.file', before: { name: 'milk.png' }, after: null },
    ]);
    const refused = await eventsOf(() =>
      api.post('/api/upload/image', undefined, mine()).attach('image', Buffer.from('no picture'), 'a.png'),
    );
    expect(refused).toEqual([]);
  });

  test('seeding by SQL, shoppers and scripts leave none', async () => {
    const events = await eventsOf(async () => {
      await sql.query('update categories set sort_order = 5 where document_id = $1', [shop.category]);
      await api.get('/api/products', shop.visitor).expect(200);
    });
    expect(events).toEqual([]);
  });

  test('of two who write at once, each has their own', async () => {
    const category = await newCategory();
    const events: AuditEvent[] = await eventsOf(() =>
      Promise.all(
        [11, 12, 13].map((sortOrder) =>
          api.put(`/api/category/${category.documentId}`, { sortOrder }, mine()).expect(200),
        ),
      ),
    );
    expect(events.map(({ after }) => after!['sortOrder']).sort()).toEqual([11, 12, 13]);
  });
});
