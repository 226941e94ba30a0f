import { api, sql } from '../support/application';
import { newProduct, newShop, newStaff, panelUser, pluck, type Shop } from '../support/catalogue';

const SYNONYM = 'api::search-synonym.search-synonym';
const MISS = 'api::search-miss.search-miss';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let shop: Shop;
let other: Shop;
let panel: Panel;

beforeAll(async () => {
  shop = await newShop();
  other = await newShop();
  panel = await panelUser(await newStaff('merchandiser', [shop.company]));
  await newProduct(shop, { sku: 'ZUC', title: { en: 'Zucchini green', ar: null } });
  await newProduct(shop, { sku: 'CIL', title: { en: 'Cilantro', ar: null } });
  await newProduct(shop, { sku: 'KUSA', title: { en: null, ar: 'كوسا محشي' } });
  await newProduct(other, { sku: 'ZUC', title: { en: 'Zucchini', ar: null } });
});

const found = async (q: string, place = shop): Promise<unknown[]> =>
  pluck(await api.get('/api/products/search', { ...place.visitor, query: { q } }).expect(200), 'sku').sort();

const words = (...list: string[]) => ({ company_code: shop.company.code, words: list });

describe('synonyms', () => {
  test('count with the next search, in their own company, until they are switched off or deleted', async () => {
    expect(await found('courgette')).toEqual([]);
    const made = await panel.create(SYNONYM, words('Courgette', 'Zucchini', 'كُوسَا')).expect(201);
    const id = made.body.data.documentId as string;
    expect(await found('courgette')).toEqual(['KUSA', 'ZUC']);
    expect(await found('courgettes')).toEqual(['KUSA', 'ZUC']);
    expect(await found('zucchini')).toEqual(['KUSA', 'ZUC']);
    expect(await found('كوسا')).toEqual(['KUSA', 'ZUC']);
    expect(await found('green courgette')).toEqual(['ZUC']);
    expect(await found('courgette', other)).toEqual([]);

    await panel.update(SYNONYM, id, words('courgette', 'cilantro')).expect(200);
    expect(await found('courgette')).toEqual(['CIL']);
    await panel.update(SYNONYM, id, { isActive: false }).expect(200);
    expect(await found('courgette')).toEqual([]);
    await panel.update(SYNONYM, id, { isActive: true }).expect(200);
    expect(await found('courgette')).toEqual(['CIL']);
    await panel.remove(SYNONYM, id).expect(200);
    expect(await found('courgette')).toEqual([]);
  });

  test('written by SQL count just as soon', async () => {
    expect(await found('marrow')).toEqual([]);
    await sql.query(
      `insert into search_synonyms (document_id, company_code, words, is_active, published_at)
       values ('marrow', $1, '["marrow squash", "zucchini green"]', true, now())`,
      [shop.company.code],
    );
    expect(await found('marrow squash')).toEqual(['ZUC']);
    expect(await found('marrow')).toEqual([]);
    await sql.query(`delete from search_synonyms where document_id = 'marrow'`);
    expect(await found('marrow squash')).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['one word', ['milk'], 'words: must be at least 2 different words'],
    ['the same word twice', ['أرز', 'ارز', ' أُرُزّ '], 'words: must be at least 2 different words'],
    ['no word at all', ['?', '!'], 'words: must be at least 2 different words'],
    ['a number', ['milk', 3], 'words: must be texts'],
    ['a very long word', ['milk', 'x'.repeat(61)], 'words: each must be at most 60 characters'],
    ['far too many', Array.from({ length: 51 }, (_, index) => `word${index}`), 'words: must be at most 50'],
  ])('%s is refused, and nothing is stored', async (_, list, message) => {
    const count = async () => (await sql.query('select count(*) from search_synonyms')).rows;
    const before = await count();
    const response = await panel.create(SYNONYM, { company_code: shop.company.code, words: list });
    expect({ status: response.status, message: response.body.error.message as string }).toEqual({
      status: 400,
      message: expect.stringContaining(message),
    });
    expect(await count()).toEqual(before);
  });

  test('are kept as they were written, each once', async () => {
    const { body } = await panel
      .create(SYNONYM, words(' Yoghurt ', 'yoghurt', 'زبادي', 'زَبادي'))
      .expect(201);
    expect(body.data).toMatchObject({ words: ['Yoghurt', 'زبادي'], summary: 'Yoghurt, زبادي' });
    await panel.remove(SYNONYM, body.data.documentId as string).expect(200);
  });

  test('of another company are out of reach', async () => {
    const response = await panel.create(SYNONYM, { ...words('a1', 'b1'), company_code: other.company.code });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(
      (await sql.query('select 1 from search_synonyms where company_code = $1', [other.company.code])).rows,
    ).toEqual([]);
  });
});

describe('searches that found nothing', () => {
  type Miss = { query: string; language: string; times: number };

  const misses = async (place = shop): Promise<Miss[]> =>
    (
      await sql.query<Miss>(
        'select query, language, times from search_misses where company_code = $1 order by query, language',
        [place.company.code],
      )
    ).rows;

  /** The list is written every few seconds. */
  const eventually = async (expected: Miss[]): Promise<void> => {
    const limit = Date.now() + 15_000;
    while (Date.now() < limit && JSON.stringify(await misses()) !== JSON.stringify(expected)) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await misses()).toEqual(expected);
  };

  // What other tests searched for in vain is of no interest here.
  beforeAll(async () => {
    shop = await newShop();
    panel = await panelUser(await newStaff('merchandiser', [shop.company]));
    await newProduct(shop, { sku: 'ZUC', title: { en: 'Zucchini green', ar: null } });
  });

  const ask = (q: string, query: Record<string, string> = {}, options = shop.visitor) =>
    api.get('/api/products/search', { ...options, query: { q, ...query } }).expect(200);

  test('are listed by what was asked for, once each, and counted', async () => {
    await Promise.all([
      ask('Dragonfruit!'),
      ask('dragonfruit'),
      ask('DRAGONFRUIT'),
      ask('كُمَّثرى', { locale: 'ar' }),
    ]);
    // None of these is a wish that the shop cannot meet.
    await ask('zucchini');
    await ask('zuchini');
    await ask('?!');
    await ask('papaw', { 'filters[inStock]': 'true' });
    await ask('rambutan', {}, shop.staff);
    const expected = [
      { query: 'dragonfruit', language: 'en', times: 3 },
      { query: 'كمثري', language: 'ar', times: 1 },
    ];
    await eventually(expected);
    await ask('dragonfruit');
    await eventually([{ ...expected[0]!, times: 4 }, expected[1]!]);
    expect((await misses(other)).map(({ query }) => query)).not.toContain('dragonfruit');
  });

  test('merchandisers read and delete them, and write none', async () => {
    const { body } = await panel.list(MISS).expect(200);
    const [first] = body.results as { documentId: string; company_code: string }[];
    expect(first!.company_code).toBe(shop.company.code);
    const before = await misses();
    const data = { company_code: shop.company.code, query: 'x', language: 'en', times: 9 };
    expect((await panel.create(MISS, data)).status).toBe(403);
    expect((await panel.update(MISS, first!.documentId, { times: 9 })).status).toBe(403);
    expect(await misses()).toEqual(before);
    await panel.remove(MISS, first!.documentId).expect(200);
    expect(await misses()).toHaveLength(before.length - 1);
  });
});
