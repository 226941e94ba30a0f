import { api } from '../support/application';
import {
  countRows,
  create,
  expectInvalid,
  expectRefusal,
  type Item,
  newShop,
  pluck,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

const HOUR = 3_600_000;
const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const banner = (body: object = {}): Promise<Item> => create(shop, '/banner', { title: 'Hello', ...body });

describe('reading banners', () => {
  let second: Item;
  let first: Item;
  let hidden: Item[];

  beforeAll(async () => {
    second = await banner({ position: 'home', sortOrder: 2, startDate: inHours(-1), endDate: inHours(1) });
    first = await banner({
      title: { en: 'Ramadan', ar: 'رمضان' },
      subtitle: { ar: 'كريم' },
      link: '/category/dates',
      position: 'home',
      sortOrder: 1,
    });
    hidden = [
      await banner({ sortOrder: 3, startDate: inHours(1) }),
      await banner({ sortOrder: 4, endDate: inHours(-1) }),
      await banner({ sortOrder: 5, isActive: false }),
    ];
  });

  test('the public sees those in date, in their order', async () => {
    const response = await api.get('/api/banner', { ...shop.visitor, locale: 'en' }).expect(200);
    expect(pluck(response, 'documentId')).toEqual([first.documentId, second.documentId]);
    expect(response.body.data[0]).toEqual({
      documentId: first.documentId,
      title: 'Ramadan',
      subtitle: 'كريم',
      image: null,
      link: '/category/dates',
      position: 'home',
      startDate: null,
      endDate: null,
      isActive: true,
      sortOrder: 1,
      fallbacks: ['subtitle'],
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
    for (const { documentId } of hidden) {
      expectRefusal(await api.get(`/api/banner/${documentId}`, shop.visitor), 404, 'not_found');
      await api.get(`/api/banner/${documentId}`, shop.staff).expect(200);
    }
  });

  test('filters', async () => {
    expect(pluck(await api.get('/api/banner?filters[position]=home', shop.visitor), 'sortOrder')).toEqual([
      1, 2,
    ]);
    expect(pluck(await api.get('/api/banner?filters[position]=aside', shop.visitor), 'sortOrder')).toEqual(
      [],
    );
    expect(pluck(await api.get('/api/banner?filters[isActive]=false', shop.staff), 'sortOrder')).toEqual([5]);
    expect(pluck(await api.get('/api/banner?sort=sortOrder:desc', shop.staff), 'sortOrder')).toEqual([
      5, 4, 3, 2, 1,
    ]);
    expectRefusal(
      await api.get('/api/banner?filters[isActive]=true', shop.visitor),
      400,
      'unknown_parameter',
    );
  });

  test('both languages of one', async () => {
    const response = await api.get(`/api/banner/${first.documentId}`, { ...shop.visitor, locale: 'all' });
    expect(response.body.data).toMatchObject({
      title: { en: 'Ramadan', ar: 'رمضان' },
      subtitle: { en: null, ar: 'كريم' },
    });
  });
});

describe('writing banners', () => {
  test('a bare end date holds to the end of that day in the store', async () => {
    expect(await banner({ startDate: '2030-06-01', endDate: '2030-06-01' })).toMatchObject({
      startDate: '2030-05-31T21:00:00.000Z',
      endDate: '2030-06-01T21:00:00.000Z',
    });
  });

  test('absent stays, null clears, and it can go', async () => {
    const stored = await banner({ subtitle: 'Now', link: 'https://example.com/x', endDate: inHours(5) });
    const path = `/api/banner/${stored.documentId}`;
    const response = await api.put(path, { link: null, endDate: null, sortOrder: 7 }, shop.staff).expect(200);
    expect(response.body.data).toEqual({
      ...stored,
      link: null,
      endDate: null,
      sortOrder: 7,
      updatedAt: expect.any(String),
    });
    await api.delete(path, shop.staff).expect(204);
    expectRefusal(await api.get(path, shop.staff), 404, 'not_found');
  });

  test.each<[string, object, string]>([
    ['no title', { title: undefined }, 'title'],
    ['a blank title', { title: ' ' }, 'title'],
    ['a link that runs', { link: 'javascript:alert(1)' }, 'link'],
    ['a link with data', { link: 'data:text/html,x' }, 'link'],
    ['an end before the start', { startDate: '2030-01-02', endDate: '2030-01-01' }, 'endDate'],
    ['an unknown picture', { image: UNKNOWN_ID }, 'image'],
    ['a broken order', { sortOrder: 1.5 }, 'sortOrder'],
    ['an unknown field', { colour: 'red' }, 'colour'],
  ])('%s is refused', async (_what, body, path) => {
    const before = await countRows('banners', shop);
    expectInvalid(await api.post('/api/banner', { title: 'Hello', ...body }, shop.staff), path);
    expect(await countRows('banners', shop)).toBe(before);
  });

  test('an illegal change changes nothing', async () => {
    const stored = await banner({ startDate: '2030-01-02' });
    const path = `/api/banner/${stored.documentId}`;
    expectInvalid(await api.put(path, { endDate: '2030-01-01', title: 'Other' }, shop.staff), 'endDate');
    expect((await api.get(path, shop.staff)).body.data).toEqual(stored);
  });

  test('needs staff', async () => {
    const stored = await banner();
    const path = `/api/banner/${stored.documentId}`;
    expectRefusal(await api.post('/api/banner', { title: 'x' }, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.put(path, { title: 'x' }, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await api.delete(path, shop.visitor), 401, 'unauthenticated');
    expect((await api.get(path, shop.visitor)).body.data).toEqual(stored);
  });
});
