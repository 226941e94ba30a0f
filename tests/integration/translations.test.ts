import type { UID } from '@strapi/strapi';
import { localisedFields } from '../../src/documents/languages';
import { localisedTexts } from '../../src/documents/localised-texts';
import { api, app, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  readProduct,
  type Shop,
} from '../support/catalogue';
import { ask, refusalOf } from '../support/graphql';
import { superAdmin } from '../support/staff';

const PRODUCT = 'api::product.product';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const english = { en: 'only English' };
const arabic = { ar: 'بالعربية فقط' };
const both = { en: 'both', ar: 'كلاهما' };

it('knows every text that the schemas localise', () => {
  const schemas = Object.values(app.strapi.contentTypes).map(({ uid }) => uid as UID.ContentType);
  const localised = schemas
    .filter((uid) => uid.startsWith('api::'))
    .map((uid) => [uid, localisedFields(app.strapi, uid)] as const)
    .filter(([, fields]) => fields.length > 0);
  expect(Object.fromEntries(localised)).toEqual({
    ...localisedTexts,
    // Nothing is missing where a shop says nothing: the built-in words stand.
    'api::notification-template.notification-template': ['title', 'message'],
  });
});

type Texts = { en?: string; ar?: string };

let made = 0;

const post =
  (path: string, rest: () => object = () => ({})) =>
  async (texts: object): Promise<string> =>
    (await create(shop, path, { ...texts, ...rest() })).documentId;

/** Attributes are made in the panel only. */
const makeAttribute = async ({ name }: { name: Texts }): Promise<string> => {
  const attributes = app.strapi.documents('api::attribute.attribute');
  const [[first, text] = ['en', ''], second] = Object.entries(name);
  const data = { name: text, company_code: shop.company.code, isActive: true };
  const { documentId } = await attributes.create({ locale: first, data });
  if (second) await attributes.update({ documentId, locale: second[0], data: { name: second[1] } });
  return documentId;
};

const triangle = [
  { latitude: 24, longitude: 46 },
  { latitude: 24, longitude: 47 },
  { latitude: 25, longitude: 46 },
];

/** Where each localised type is read, the text by which its entries are known, and how one is made. */
const types: [string, 'name' | 'title', (texts: never) => Promise<string>][] = [
  ['/category', 'name', post('/category')],
  [
    '/promotions',
    'name',
    post('/promotions', () => ({ type: 'discount', discount_type: 'fixed', discount_value: 1 })),
  ],
  ['/banner', 'title', post('/banner')],
  ['/homepage-sections', 'title', post('/homepage-sections', () => ({ key: `k${(made += 1)}`, type: 't' }))],
  ['/unit', 'name', post('/unit', () => ({ symbol: `s${(made += 1)}`, type: 'weight', conversionRate: 2 }))],
  ['/attributes', 'name', makeAttribute],
  ['/delivery/zones', 'name', post('/delivery/zones', () => ({ fee: 1, polygon: triangle }))],
];

/** Lists that nobody else reads at all. */
const forStaff = ['/delivery/zones'];

describe.each(types)('%s', (path, name, make) => {
  let [englishOnly, arabicOnly, complete] = ['', '', ''];

  beforeAll(async () => {
    const makeOne = (texts: Texts): Promise<string> => make({ [name]: texts } as never);
    [englishOnly, arabicOnly, complete] = [
      await makeOne(english),
      await makeOne(arabic),
      await makeOne(both),
    ];
  });

  const item = async (documentId: string, locale: string): Promise<Item> => {
    const response = await api.get(`/api${path}`, {
      ...shop.staff,
      locale,
      query: { 'pagination[pageSize]': 100 },
    });
    const found = (response.body.data as Item[]).find((candidate) => candidate.documentId === documentId);
    if (!found) throw new Error(`${path} does not list ${documentId}`);
    return found;
  };

  it('says which texts it shows in the other language', async () => {
    const shown = async (documentId: string, locale: string): Promise<unknown[]> => {
      const { [name]: text, fallbacks } = await item(documentId, locale);
      return [text, fallbacks];
    };
    expect(await shown(englishOnly, 'en')).toEqual([english.en, []]);
    expect(await shown(englishOnly, 'ar')).toEqual([english.en, [name]]);
    expect(await shown(arabicOnly, 'en')).toEqual([arabic.ar, [name]]);
    expect(await shown(arabicOnly, 'ar')).toEqual([arabic.ar, []]);
    expect(await shown(complete, 'ar')).toEqual([both.ar, []]);
    expect(await shown(englishOnly, 'all')).toEqual([{ ...english, ar: null }, []]);
  });

  it('lists for staff what has no name in a language, for nobody else', async () => {
    const missing = async (locale: string): Promise<string[]> => {
      const response = await api
        .get(`/api${path}`, { ...shop.staff, query: { 'filters[missing]': locale } })
        .expect(200);
      expect(response.body.meta.pagination.total).toBe(response.body.data.length);
      return (response.body.data as Item[]).map(({ documentId }) => documentId);
    };
    expect(await missing('ar')).toEqual([englishOnly]);
    expect(await missing('en')).toEqual([arabicOnly]);

    const staffQuery = { ...shop.staff, query: { 'filters[missing]': 'fr' } };
    expectInvalid(await api.get(`/api${path}`, staffQuery), 'filters.missing');
    const visit = { ...shop.visitor, query: { 'filters[missing]': 'ar' } };
    const [status, code] = forStaff.includes(path) ? [401, 'unauthenticated'] : [400, 'unknown_parameter'];
    expectRefusal(await api.get(`/api${path}`, visit), status, code);
  });
});

describe('a product', () => {
  let own: Shop;
  let untitled: Item;
  let complete: Item;

  beforeAll(async () => {
    own = await newShop();
    untitled = await newProduct(own, { title: english, description: both });
    complete = await newProduct(own, { title: both, description: arabic });
  });

  const fallbacks = async ({ documentId }: Item, locale: string): Promise<unknown> => {
    const response = await api.get(`/api/products/${documentId}`, { ...own.visitor, locale }).expect(200);
    return response.body.data.fallbacks;
  };

  it('says which texts are shown in the other language, as soon as they are written', async () => {
    expect(await fallbacks(untitled, 'ar')).toEqual(['title']);
    expect(await fallbacks(untitled, 'en')).toEqual([]);
    expect(await fallbacks(complete, 'en')).toEqual(['description']);
    expect(await fallbacks(complete, 'ar')).toEqual([]);
    expect(await fallbacks(complete, 'all')).toEqual([]);

    const product = await newProduct(own, { title: english });
    expect(await fallbacks(product, 'ar')).toEqual(['title']);
    await api.put(`/api/products/${product.documentId}`, { title: both }, own.staff).expect(200);
    expect(await fallbacks(product, 'ar')).toEqual([]);
    await api.delete(`/api/products/${product.documentId}`, own.staff).expect(204);
    await expectReadModelTrue(own);
  });

  it('is found by staff where its title is missing, alone or with other filters', async () => {
    const missing = (query: Record<string, string>) => api.get('/api/products', { ...own.staff, query });
    const found = await missing({ 'filters[missing]': 'ar', fields: 'title,fallbacks', locale: 'ar' });
    expect(found.body).toMatchObject({
      data: [{ documentId: untitled.documentId, title: english.en, fallbacks: ['title'] }],
      meta: { pagination: { total: 1 } },
    });
    expect((await missing({ 'filters[missing]': 'en' })).body.data).toEqual([]);
    const narrowed = { 'filters[missing]': 'ar', 'filters[sku]': String(complete['sku']) };
    expect((await missing(narrowed)).body.data).toEqual([]);
    const visit = { ...own.visitor, query: { 'filters[missing]': 'ar' } };
    expectRefusal(await api.get('/api/products', visit), 400, 'unknown_parameter');
    expectRefusal(await missing({ 'filters[missing][$in]': 'ar' }), 400, 'unknown_parameter');
  });

  it('answers the same by GraphQL', async () => {
    const query = `{ products(locale: ar, filters: { missing: { eq: "ar" } }) { documentId fallbacks } }`;
    expect(await ask(query, own.staff)).toEqual({
      products: [{ documentId: untitled.documentId, fallbacks: ['title'] }],
    });
    const { errors } = await refusalOf(query, own.visitor);
    expect(errors).toEqual(['products unknown_parameter']);
  });

  it('keeps an emptied text as null, however the form sends it', async () => {
    const { token } = await panelUser(await superAdmin());
    const path = `/content-manager/collection-types/${PRODUCT}/${complete.documentId}`;
    for (const blank of ['', '  ']) {
      await api.put(path, { title: blank }, { token, locale: 'ar' }).expect(200);
      const { rows } = await sql.query('select title from products where document_id = $1 and locale = $2', [
        complete.documentId,
        'ar',
      ]);
      expect(rows).toEqual([{ title: null }]);
      expect(await readProduct(own, complete.documentId)).toMatchObject({ title: { en: both.en, ar: null } });
      await api.put(path, { title: both.ar }, { token, locale: 'ar' }).expect(200);
    }
  });
});

describe('the gaps that the panel counts', () => {
  let own: Shop;

  beforeAll(async () => {
    own = await newShop();
    await newProduct(own, { title: english });
    await newProduct(own, { title: english });
    await newProduct(own, { title: arabic });
    await create(own, '/category', { name: arabic });
  });

  const gaps = (token: string) => api.get('/saptmarkets/translation-gaps', { token });

  it('are those of the own companies, by type and language', async () => {
    const { token } = await panelUser(await newStaff('merchandiser', [own.company]));
    const response = await gaps(token).expect(200);
    const gap = (uid: string, field: string, en = 0, ar = 0) => ({ uid, field, en, ar });
    expect(response.body.data).toEqual([
      gap(PRODUCT, 'title', 1, 2),
      gap('api::category.category', 'name', 1, 0),
      gap('api::unit.unit', 'name'),
      gap('api::attribute.attribute', 'name'),
      gap('api::promotion.promotion', 'name'),
      gap('api::banner.banner', 'title'),
      gap('api::homepage-section.homepage-section', 'title'),
      gap('api::currency.currency', 'name'),
    ]);
  });

  it('are as many as the list to which they lead', async () => {
    const { token } = await panelUser(await newStaff('merchandiser', [own.company]));
    const list = await api
      .get(`/content-manager/collection-types/${PRODUCT}`, {
        token,
        query: { locale: 'ar', 'filters[$and][0][title][$null]': true },
      })
      .expect(200);
    expect(list.body.pagination.total).toBe(2);
  });

  it('are none for who has no company, no rights or no session', async () => {
    const nobody = await panelUser(await newStaff('merchandiser', []));
    expect((await gaps(nobody.token).expect(200)).body.data).toEqual([]);
    const { id } = await app.strapi.db.query('admin::role').create({
      data: { name: 'Reads units', code: 'reads-units', description: '' },
    });
    await app.strapi.db.query('admin::permission').create({
      data: {
        action: 'plugin::content-manager.explorer.read',
        subject: 'api::unit.unit',
        properties: { fields: ['name'], locales: ['en', 'ar'] },
        conditions: [],
        role: id,
      },
    });
    const unitReader = await panelUser(await newStaff('reads-units', [own.company]));
    expect((await gaps(unitReader.token).expect(200)).body.data).toEqual([
      { uid: 'api::unit.unit', field: 'name', en: 0, ar: 0 },
    ]);
    expect((await api.get('/saptmarkets/translation-gaps')).status).toBe(401);
  });
});
