import { api, sql } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  pluck,
  readProduct,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const newCategory = (body: object): Promise<Item> => create(shop, '/category', body);

const parentOf = async (documentId: string): Promise<unknown> => {
  const response = await api.get(`/api/category/${documentId}`, shop.staff).expect(200);
  return response.body.data.parent;
};

describe('reading categories', () => {
  let cheese: Item;
  let hidden: Item;
  let below: Item;

  beforeAll(async () => {
    cheese = await newCategory({
      name: { en: 'Cheese', ar: 'أجبان' },
      description: { ar: 'جبنة بيضاء' },
      parent: shop.category,
      isHome: true,
      sortOrder: 2,
    });
    hidden = await newCategory({ name: 'Seasonal', parent: shop.category, isActive: false, sortOrder: 3 });
    below = await newCategory({ name: 'Ramadan', parent: hidden.documentId, sortOrder: 4 });
  });

  test('an item by id and by slug', async () => {
    const byId = await api.get(`/api/category/${cheese.documentId}`, shop.visitor).expect(200);
    expect(byId.body).toEqual({
      data: {
        documentId: cheese.documentId,
        name: 'Cheese',
        slug: 'cheese',
        description: 'جبنة بيضاء',
        image: null,
        isActive: true,
        isHome: true,
        sortOrder: 2,
        fallbacks: ['description'],
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
        parent: shop.category,
        children: [],
      },
      meta: {},
    });
    const bySlug = await api.get('/api/category/slug/cheese', { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(bySlug.body.data).toEqual({ ...byId.body.data, name: 'أجبان', fallbacks: [] });
  });

  test('locale=all gives maps with null for what is missing', async () => {
    const response = await api
      .get('/api/category/slug/cheese', { ...shop.visitor, locale: 'all' })
      .expect(200);
    expect(response.body.data.name).toEqual({ en: 'Cheese', ar: 'أجبان' });
    expect(response.body.data.description).toEqual({ en: null, ar: 'جبنة بيضاء' });
  });

  test('the tree is nested by children and shows nothing below a hidden shelf', async () => {
    const response = await api.get('/api/category/tree', { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(response.body.data).toHaveLength(1);
    const [root] = response.body.data as { name: string; documentId: string; children: Item[] }[];
    expect(root).toMatchObject({ documentId: shop.category, name: 'ألبان' });
    expect(root!.children).toHaveLength(1);
    expect(root!.children[0]).toMatchObject({ documentId: cheese.documentId, name: 'أجبان', children: [] });
  });

  test('what is hidden is hidden from the public', async () => {
    expectRefusal(await api.get(`/api/category/${hidden.documentId}`, shop.visitor), 404, 'not_found');
    expectRefusal(await api.get('/api/category/slug/seasonal', shop.visitor), 404, 'not_found');
    expectRefusal(
      await api.get(`/api/products/category/${hidden.documentId}`, shop.visitor),
      404,
      'not_found',
    );
    const list = await api.get('/api/category', shop.visitor).expect(200);
    expect(pluck(list, 'documentId')).not.toContain(hidden.documentId);
    const parent = await api.get(`/api/category/${shop.category}`, shop.visitor).expect(200);
    expect(parent.body.data.children).toEqual([cheese.documentId]);
    expectRefusal(
      await api.get('/api/category?filters[isActive]=false', shop.visitor),
      400,
      'unknown_parameter',
    );
  });

  test('staff see what is hidden, and filter by it', async () => {
    const list = await api.get('/api/category?filters[isActive]=false', shop.staff).expect(200);
    expect(pluck(list, 'documentId')).toEqual([hidden.documentId]);
    const parent = await api.get(`/api/category/${shop.category}`, shop.staff).expect(200);
    expect(parent.body.data.children).toEqual([cheese.documentId, hidden.documentId]);
  });

  test('filters by parent, home and name', async () => {
    const find = async (query: string): Promise<unknown[]> =>
      pluck(await api.get(`/api/category?${query}`, shop.visitor).expect(200), 'slug');
    expect(await find(`filters[parent]=${shop.category}`)).toEqual(['cheese']);
    expect(await find('filters[parent][$null]=true')).toEqual(['dairy']);
    expect(await find('filters[isHome]=true')).toEqual(['cheese']);
    expect(await find('filters[name][$contains]=EES')).toEqual(['cheese']);
    expect(await find(`filters[slug][$ne]=dairy&filters[parent]=${hidden.documentId}`)).toEqual([
      below['slug'],
    ]);
  });
});

describe('slugs', () => {
  test('come from the English name, an Arabic one is transliterated, a collision gets a number', async () => {
    const first = await newCategory({ name: { en: 'Fresh Fruit & Nuts', ar: 'فواكه' } });
    expect(first['slug']).toBe('fresh-fruit-and-nuts');
    const second = await newCategory({ name: { en: 'Fresh fruit and nuts' } });
    expect(second['slug']).toBe('fresh-fruit-and-nuts-2');
    const arabic = await newCategory({ name: { ar: 'خضار' } });
    expect(arabic['slug']).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('one that is sent is kept, and refused when taken or not fit for an address', async () => {
    const chosen = await newCategory({ name: 'Bakery', slug: 'bread' });
    expect(chosen['slug']).toBe('bread');
    const before = await countRows('categories', shop);
    const taken = await api.post('/api/category', { name: 'Buns', slug: 'bread' }, shop.staff);
    expect(expectRefusal(taken, 409, 'already_exists')).toEqual({ field: 'slug' });
    expectInvalid(await api.post('/api/category', { name: 'Buns', slug: 'B r' }, shop.staff), 'slug');
    expect(await countRows('categories', shop)).toBe(before);
  });

  test('does not follow a new name', async () => {
    const category = await newCategory({ name: 'Sweets' });
    const path = `/api/category/${category.documentId}`;
    const renamed = await api.put(path, { name: { en: 'Candy' } }, shop.staff).expect(200);
    expect(renamed.body.data).toMatchObject({ name: 'Candy', slug: 'sweets' });
  });
});

describe('changing categories', () => {
  test('a change leaves what is absent, null clears', async () => {
    const category = await newCategory({
      name: { en: 'Fish', ar: 'سمك' },
      description: { en: 'Of the sea', ar: 'من البحر' },
      parent: shop.category,
      isHome: true,
    });
    const path = `/api/category/${category.documentId}?locale=all`;
    await api
      .put(`/api/category/${category.documentId}`, { description: { en: null }, parent: null }, shop.staff)
      .expect(200);
    const { body } = await api.get(path, shop.staff).expect(200);
    expect(body.data).toMatchObject({
      name: { en: 'Fish', ar: 'سمك' },
      description: { en: null, ar: 'من البحر' },
      parent: null,
      isHome: true,
    });
  });

  test('a name in no language is refused', async () => {
    const category = await newCategory({ name: { en: 'Tea' } });
    const path = `/api/category/${category.documentId}`;
    expectInvalid(await api.put(path, { name: null }, shop.staff), 'name');
    expectInvalid(await api.put(path, { name: { en: '' } }, shop.staff), 'name');
    expect((await api.get(path, shop.visitor)).body.data.name).toBe('Tea');
  });

  test('a parent of nobody, or of another company, is refused', async () => {
    const other = await newShop();
    const before = await countRows('categories', shop);
    for (const parent of [UNKNOWN_ID, other.category]) {
      expectInvalid(await api.post('/api/category', { name: 'Lost', parent }, shop.staff), 'parent');
    }
    expect(await countRows('categories', shop)).toBe(before);
  });
});

describe('circles', () => {
  test('a category never stands below itself', async () => {
    const top = await newCategory({ name: 'Top' });
    const middle = await newCategory({ name: 'Middle', parent: top.documentId });
    const bottom = await newCategory({ name: 'Bottom', parent: middle.documentId });
    for (const parent of [top.documentId, middle.documentId, bottom.documentId]) {
      const response = await api.put(`/api/category/${top.documentId}`, { parent }, shop.staff);
      expectRefusal(response, 409, 'category_cycle');
    }
    expect(await parentOf(top.documentId)).toBeNull();
    expect(await parentOf(bottom.documentId)).toBe(middle.documentId);
  });

  test('of moves at once that would close a circle at least one is refused', async () => {
    for (let round = 0; round < 3; round += 1) {
      const ring = await Promise.all(
        ['A', 'B', 'C', 'D'].map((name) => newCategory({ name: `${name}${round}` })),
      );
      const answers = await Promise.all(
        ring.map((category, index) =>
          api.put(
            `/api/category/${category.documentId}`,
            { parent: ring[(index + 1) % ring.length]!.documentId },
            shop.staff,
          ),
        ),
      );
      const statuses = answers.map((answer) => answer.status).sort();
      expect(statuses).toEqual([200, 200, 200, 409]);
      const parents = await Promise.all(ring.map((category) => parentOf(category.documentId)));
      expect(parents.filter((parent) => parent === null)).toHaveLength(1);
    }
  });
});

describe('deleting categories', () => {
  test('one that holds something stays, with counts', async () => {
    const held = await newCategory({ name: 'Held' });
    await newCategory({ name: 'Child', parent: held.documentId });
    await newProduct(shop, { category: held.documentId });
    await newProduct(shop, { categories: [held.documentId] });
    await create(shop, '/promotions', {
      name: 'Ten off',
      type: 'discount',
      discount_type: 'percentage',
      discount_value: 10,
      categories: [held.documentId],
    });
    const before = await countRows('categories', shop);
    const response = await api.delete(`/api/category/${held.documentId}`, shop.staff);
    expect(expectRefusal(response, 409, 'in_use')).toEqual({
      products: 2,
      children: 1,
      promotions: 1,
      coupons: 0,
    });
    expect(await countRows('categories', shop)).toBe(before);
  });

  test('what it holds may move to another one', async () => {
    const old = await newCategory({ name: 'Old' });
    const target = await newCategory({ name: 'Target' });
    const child = await newCategory({ name: 'Old child', parent: old.documentId });
    const primary = await newProduct(shop, { category: old.documentId });
    const both = await newProduct(shop, {
      category: shop.category,
      categories: [shop.category, old.documentId, target.documentId],
    });
    await api
      .delete(`/api/category/${old.documentId}?reassignTo=${target.documentId}`, shop.staff)
      .expect(204);

    expect((await readProduct(shop, primary.documentId))['category']).toMatchObject({
      documentId: target.documentId,
    });
    const { categories } = await readProduct(shop, both.documentId);
    expect(categories.map((category) => category.documentId)).toEqual([shop.category, target.documentId]);
    expect(await parentOf(child.documentId)).toBe(target.documentId);
    expectRefusal(await api.get(`/api/category/${old.documentId}`, shop.staff), 404, 'not_found');
    const { rows } = await sql.query(
      `select 1 from products_categories_lnk l left join categories c on c.id = l.category_id where c.id is null`,
    );
    expect(rows).toEqual([]);
    await expectReadModelTrue(shop);
  });

  test('moving to itself, to nobody or to another company changes nothing', async () => {
    const other = await newShop();
    const category = await newCategory({ name: 'Stays' });
    const product = await newProduct(shop, { category: category.documentId });
    const path = `/api/category/${category.documentId}?reassignTo=`;
    expectInvalid(await api.delete(`${path}${category.documentId}`, shop.staff), 'reassignTo');
    expectRefusal(await api.delete(`${path}${other.category}`, shop.staff), 404, 'not_found');
    expectRefusal(await api.delete(`${path}nobody`, shop.staff), 400, 'invalid_id');
    expect((await readProduct(shop, product.documentId))['category']).toMatchObject({
      documentId: category.documentId,
    });
  });
});
