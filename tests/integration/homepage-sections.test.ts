import { api } from '../support/application';
import { countRows, create, expectRefusal, type Item, newShop, pluck, type Shop } from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const section = (body: object): Promise<Item> =>
  create(shop, '/homepage-sections', { type: 'grid', ...body });

describe('homepage sections', () => {
  let hero: Item;
  let hidden: Item;

  beforeAll(async () => {
    await section({ key: 'deals', title: 'Deals', sortOrder: 2 });
    hero = await section({
      key: 'hero',
      title: { en: 'Welcome', ar: 'أهلاً' },
      type: 'hero',
      config: { slides: [1, { deep: ['x'] }], autoplay: true },
      sortOrder: 1,
    });
    hidden = await section({ key: 'draft', isActive: false, sortOrder: 3 });
  });

  test('the public sees active ones in their order', async () => {
    const response = await api.get('/api/homepage-sections', { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(pluck(response, 'key')).toEqual(['hero', 'deals']);
    expect(response.body.data[0]).toEqual({
      documentId: hero.documentId,
      key: 'hero',
      title: 'أهلاً',
      type: 'hero',
      config: { slides: [1, { deep: ['x'] }], autoplay: true },
      isActive: true,
      sortOrder: 1,
      fallbacks: [],
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    expect(response.body.data[1].title).toBe('Deals');
    expectRefusal(
      await api.get(`/api/homepage-sections/${hidden.documentId}`, shop.visitor),
      404,
      'not_found',
    );
  });

  test('staff see and filter hidden ones', async () => {
    const find = async (query: string): Promise<unknown[]> =>
      pluck(await api.get(`/api/homepage-sections?${query}`, shop.staff).expect(200), 'key');
    expect(await find('filters[isActive]=false')).toEqual(['draft']);
    expect(await find('filters[type]=hero')).toEqual(['hero']);
    expect(await find('filters[key][$in]=hero,draft&sort=key')).toEqual(['draft', 'hero']);
    expectRefusal(
      await api.get('/api/homepage-sections?filters[isActive]=false', shop.visitor),
      400,
      'unknown_parameter',
    );
  });

  test('a change leaves what is absent, null clears', async () => {
    const path = `/api/homepage-sections/${hero.documentId}`;
    await api.put(path, { config: null, title: { ar: null } }, shop.staff).expect(200);
    const response = await api.get(path, { ...shop.visitor, locale: 'all' }).expect(200);
    expect(response.body.data).toMatchObject({
      key: 'hero',
      type: 'hero',
      config: null,
      title: { en: 'Welcome', ar: null },
    });
  });

  test('a key is used once in a company', async () => {
    const before = await countRows('homepage_sections', shop);
    const response = await api.post('/api/homepage-sections', { key: 'deals', type: 'grid' }, shop.staff);
    expect(expectRefusal(response, 409, 'already_exists')).toEqual({ field: 'key' });
    const renamed = await api.put(
      `/api/homepage-sections/${hidden.documentId}`,
      { key: 'deals' },
      shop.staff,
    );
    expectRefusal(renamed, 409, 'already_exists');
    expect(await countRows('homepage_sections', shop)).toBe(before);
    const other = await newShop();
    expect(await create(other, '/homepage-sections', { key: 'deals', type: 'grid' })).toMatchObject({
      key: 'deals',
    });
  });

  test.each<[string, object, string]>([
    ['no key', { type: 'grid' }, 'key'],
    ['a key with spaces', { key: 'a b', type: 'grid' }, 'key'],
    ['no type', { key: 'x1' }, 'type'],
    ['a config that is a list', { key: 'x2', type: 'grid', config: [1] }, 'config'],
    ['a config that is text', { key: 'x3', type: 'grid', config: '{}' }, 'config'],
    ['a null character in the config', { key: 'x4', type: 'grid', config: { a: '\0' } }, 'body'],
  ])('%s is refused', async (_what, body, path) => {
    const before = await countRows('homepage_sections', shop);
    const response = await api.post('/api/homepage-sections', body, shop.staff);
    const { errors } = expectRefusal(response, 400, 'validation_failed') as { errors: { path: string }[] };
    expect(errors[0]!.path.split('.')[0]).toBe(path);
    expect(await countRows('homepage_sections', shop)).toBe(before);
  });

  test('needs staff, and goes for good', async () => {
    const path = `/api/homepage-sections/${hidden.documentId}`;
    const body = { key: 'z', type: 'grid' };
    expectRefusal(await api.post('/api/homepage-sections', body, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.put(path, body, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.delete(path, shop.visitor), 401, 'unauthenticated');
    await api.get(path, shop.staff).expect(200);
    await api.delete(path, shop.staff).expect(204);
    expectRefusal(await api.get(path, shop.staff), 404, 'not_found');
  });
});
