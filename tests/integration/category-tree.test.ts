import { api, sql } from '../support/application';
import {
  create,
  type Item,
  newShop,
  newStaff,
  onConnection,
  panelUser,
  type Shop,
  unique,
} from '../support/catalogue';

type Shelf = {
  documentId: string;
  name: string;
  image: { alternativeText: string } | null;
  children: Shelf[];
};

let shop: Shop;
let panel: Awaited<ReturnType<typeof panelUser>>;

/** What the public has seen last, by language. */
const known = new Map<string, string>();

beforeAll(async () => {
  panel = await panelUser(await newStaff('strapi-super-admin', []));
});

beforeEach(async () => {
  shop = await newShop();
  known.clear();
});

const ask = (locale: string) =>
  api.get('/api/category/tree', {
    ...shop.visitor,
    locale,
    headers: known.has(locale) ? { 'If-None-Match': known.get(locale)! } : {},
  });

/** Reads the tree, which must have changed since the last reading in this language. */
const changed = async (locale = 'en'): Promise<Shelf[]> => {
  const response = await ask(locale).expect(200);
  expect(response.headers['etag']).toMatch(/^"[\w-]+"$/);
  expect(response.headers['etag']).not.toBe(known.get(locale));
  known.set(locale, response.headers['etag']!);
  return response.body.data as Shelf[];
};

const expectUnchanged = async (locale = 'en'): Promise<void> => {
  const response = await ask(locale);
  expect({ status: response.status, text: response.text, etag: response.headers['etag'] }).toEqual({
    status: 304,
    text: '',
    etag: known.get(locale),
  });
};

const names = (shelves: Shelf[]): unknown[] =>
  shelves.map(({ name, children }) => (children.length > 0 ? [name, ...names(children)] : name));

describe('a category changed', () => {
  test('in the panel, in either language', async () => {
    expect(names(await changed())).toEqual(['Dairy']);
    expect(names(await changed('ar'))).toEqual(['ألبان']);
    await expectUnchanged();
    await panel.update('api::category.category', shop.category, { name: 'Milk' }).expect(200);
    expect(names(await changed())).toEqual(['Milk']);
    await panel.update('api::category.category', shop.category, { name: 'حليب' }, 'ar').expect(200);
    expect(names(await changed('ar'))).toEqual(['حليب']);
    await changed();
    await expectUnchanged();
    await expectUnchanged('ar');
  });

  test('over REST: made, moved, hidden, deleted', async () => {
    await changed();
    const { documentId } = await create(shop, '/category', { name: 'Cheese', sortOrder: 2 });
    expect(names(await changed())).toEqual(['Dairy', 'Cheese']);
    const put = (body: object) => api.put(`/api/category/${documentId}`, body, shop.staff).expect(200);
    await put({ parent: shop.category });
    expect(names(await changed())).toEqual([['Dairy', 'Cheese']]);
    await expectUnchanged();
    await put({ isActive: false });
    expect(names(await changed())).toEqual(['Dairy']);
    await put({ isActive: true, parent: null, sortOrder: 0 });
    expect(names(await changed())).toEqual(['Cheese', 'Dairy']);
    await api.delete(`/api/category/${documentId}`, shop.staff).expect(204);
    expect(names(await changed())).toEqual(['Dairy']);
    await expectUnchanged();
  });

  test('by SQL, seen when it is committed and not before', async () => {
    await changed();
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query(`update categories set name = 'Written' where document_id = $1 and locale = 'en'`, [
        shop.category,
      ]);
      await expectUnchanged();
      await client.query('commit');
    });
    expect(names(await changed())).toEqual(['Written']);
    await onConnection(async (client) => {
      await client.query('begin');
      await client.query(`update categories set name = 'Lost' where document_id = $1`, [shop.category]);
      await client.query('rollback');
    });
    await expectUnchanged();
    await sql.query('delete from categories where document_id = $1', [shop.category]);
    expect(await changed()).toEqual([]);
  });

  test('by SQL: its place', async () => {
    const { documentId } = await create(shop, '/category', { name: 'Cheese', parent: shop.category });
    expect(names(await changed())).toEqual([['Dairy', 'Cheese']]);
    await sql.query(
      `delete from categories_parent_lnk where category_id in (select id from categories where document_id = $1)`,
      [documentId],
    );
    expect(names(await changed())).toHaveLength(2);
  });
});

describe('its picture', () => {
  let file: number;
  let category: Item;

  const alternative = (shelves: Shelf[]): unknown =>
    shelves.find(({ documentId }) => documentId === category.documentId)?.image?.alternativeText ?? null;

  beforeEach(async () => {
    const { rows } = await sql.query<{ id: number; document_id: string }>(
      `insert into files (document_id, name, url, alternative_text, hash, ext, mime, size, provider, created_at, updated_at)
       values ($1, 'a.png', '/uploads/a.png', 'before', 'a', '.png', 'image/png', 1, 'local', now(), now())
       returning id, document_id`,
      [unique('f').padEnd(24, 'x')],
    );
    file = rows[0]!.id;
    category = await create(shop, '/category', { name: 'Cheese', image: rows[0]!.document_id });
    expect(alternative(await changed())).toBe('before');
  });

  test('described anew', async () => {
    await sql.query(`update files set alternative_text = 'after' where id = $1`, [file]);
    expect(alternative(await changed())).toBe('after');
    await expectUnchanged();
  });

  test('taken away', async () => {
    await sql.query('delete from files_related_mph where file_id = $1', [file]);
    expect(alternative(await changed())).toBeNull();
  });

  test('deleted', async () => {
    await sql.query('delete from files where id = $1', [file]);
    expect(alternative(await changed())).toBeNull();
  });
});

test('what happens in another company changes nothing', async () => {
  const other = await newShop();
  await changed();
  await create(other, '/category', { name: 'Elsewhere' });
  await expectUnchanged();
});

test('the language of the company is that of the tree', async () => {
  const read = () => api.get('/api/category/tree', shop.visitor).expect(200);
  const before = await read();
  expect(names(before.body.data as Shelf[])).toEqual(['Dairy']);
  await panel.update('api::company.company', shop.company.documentId, { defaultLocale: 'ar' }).expect(200);
  const after = await read();
  expect(names(after.body.data as Shelf[])).toEqual(['ألبان']);
  expect(after.headers['etag']).not.toBe(before.headers['etag']);
});

test('writers and readers at once leave the last state', async () => {
  await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      await api
        .put(`/api/category/${shop.category}`, { name: { en: `Name ${index}` } }, shop.staff)
        .expect(200);
      await api.get('/api/category/tree', shop.visitor).expect(200);
    }),
  );
  const { rows } = await sql.query<{ name: string }>(
    `select name from categories where document_id = $1 and locale = 'en'`,
    [shop.category],
  );
  expect(names(await changed())).toEqual([rows[0]!.name]);
});
