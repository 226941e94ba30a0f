import { applyLayouts } from '../../src/panel/layouts/apply';
import { api, app } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';

const PRODUCT = 'api::product.product';
const CATEGORY = 'api::category.category';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let shop: Shop;
let foreign: Shop;
let product: ProductItem;
let foreignProduct: ProductItem;
let panel: Panel;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  product = await newProduct(shop, { stock: [{ locationId: 1, qty: 4 }] });
  foreignProduct = await newProduct(foreign);
  panel = await panelUser(await newStaff('merchandiser', [shop.company]));
});

const offerPath = (documentId: string): string => `/saptmarkets/products/${documentId}/offer`;

describe('a merchandiser of one company', () => {
  it('lists, opens and picks only what is theirs', async () => {
    const list = await panel.list(PRODUCT).expect(200);
    expect(list.body.results).toMatchObject([{ documentId: product.documentId, status: 'active' }]);

    await panel.read(PRODUCT, foreignProduct.documentId).expect(403);
    await panel.update(PRODUCT, foreignProduct.documentId, { title: 'Mine now' }).expect(403);
    expect(await readProduct(foreign, foreignProduct.documentId)).toMatchObject({ title: { en: 'Milk' } });

    const picker = await api
      .get(`/content-manager/relations/${PRODUCT}/category`, { token: panel.token, locale: 'en' })
      .expect(200);
    expect(picker.body.results).toMatchObject([{ documentId: shop.category, name: 'Dairy' }]);

    const companies = await panel.list('api::company.company').expect(200);
    expect(companies.body.results).toMatchObject([{ code: shop.company.code }]);
    const choices = await api.get('/saptmarkets/companies', { token: panel.token }).expect(200);
    const { code, name } = shop.company;
    expect(choices.body.data).toEqual([
      { code, name, isDefault: expect.any(Boolean), currency: 'SAR', decimals: 2 },
    ]);
  });

  it('creates nothing in another company', async () => {
    const response = await panel.create(CATEGORY, {
      company_code: foreign.company.code,
      name: 'Foreign shelf',
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    const categories = await api.get('/api/category', { ...foreign.visitor, locale: 'en' }).expect(200);
    expect(categories.body.data).toMatchObject([{ documentId: foreign.category }]);
  });

  it('reads and writes the offer of its own products only', async () => {
    const offer = await api
      .get(offerPath(product.documentId), { token: panel.token, locale: 'ar' })
      .expect(200);
    expect(offer.body).toMatchObject({
      data: {
        company: { code: shop.company.code, currency: 'SAR', decimals: 2 },
        basicUnit: { documentId: shop.piece, name: 'حبة' },
        units: [{ name: 'حبة', unitValue: 1, packQty: 1, price: 2.5, isDefault: true, stock: 4 }],
        stock: [{ isDefault: true, onHand: 4, reserved: 0 }],
      },
      meta: { mayChange: true, mayAdd: true },
    });

    const { token } = panel;
    expectRefusal(await api.get(offerPath(foreignProduct.documentId), { token }), 404, 'not_found');
    const foreignUnit = { documentId: foreignProduct.units[0]!.documentId, price: 1 };
    const refused = await api.put(offerPath(product.documentId), { units: [foreignUnit] }, { token });
    expectInvalid(refused, 'units.0.documentId');
    expect(await readProduct(foreign, foreignProduct.documentId)).toMatchObject({ price: 2.5 });

    const summaries = await api
      .get('/saptmarkets/offers', {
        token,
        query: { ids: `${product.documentId},${foreignProduct.documentId}` },
      })
      .expect(200);
    expect(summaries.body.data).toEqual([
      {
        documentId: product.documentId,
        price: 2.5,
        originalPrice: null,
        stock: 4,
        symbol: 'pcs',
        currency: 'SAR',
        decimals: 2,
      },
    ]);
  });

  it('saves all of an offer or nothing', async () => {
    const { token } = panel;
    const [unit] = product.units;
    const [level] = product.locationStocks;
    const body = {
      units: [{ documentId: unit!.documentId, price: 7.25 }],
      stock: [{ locationId: level!.locationId, qty: 1.5 }],
    };
    // Pieces cannot be broken; the price before it goes back, too.
    const refused = await api.put(offerPath(product.documentId), body, { token });
    expect(refused.status).toBe(400);
    expect(await readProduct(shop, product.documentId)).toMatchObject({ price: 2.5, stock: 4 });

    const tooFine = { units: [{ documentId: unit!.documentId, price: 2.50001 }] };
    expectInvalid(await api.put(offerPath(product.documentId), tooFine, { token }), 'units.0.price');
    expect(await readProduct(shop, product.documentId)).toMatchObject({ price: 2.5 });
  });

  it('sees and changes a status that is not the one of Draft & Publish', async () => {
    const { documentId } = await newProduct(shop);
    const saved = await panel.update(PRODUCT, documentId, { status: 'inactive' }).expect(200);
    expect(saved.body.data).toMatchObject({ status: 'inactive' });
    expect((await panel.read(PRODUCT, documentId, 'ar').expect(200)).body.data.status).toBe('inactive');
    expect(await readProduct(shop, documentId)).toMatchObject({ status: 'inactive' });

    await panel.update(PRODUCT, documentId, { status: 'published' }).expect(400);
    expect(await readProduct(shop, documentId)).toMatchObject({ status: 'inactive' });
  });
});

it('refuses offers without a session, and to a user who was given no company', async () => {
  await api.get(offerPath(product.documentId)).expect(401);
  const nobody = await panelUser(await newStaff('merchandiser', []));
  const response = await api.get(offerPath(product.documentId), { token: nobody.token });
  expect(response.status).toBe(403);
  await nobody.list(PRODUCT).expect(403);
});

describe('the arrangement of lists and forms', () => {
  const configuration = `/content-manager/content-types/api::unit.unit/configuration`;
  const store = () => app.strapi.store({ type: 'core', name: 'saptmarkets', key: 'layouts' });

  it('is applied, and leaves alone what a person arranged', async () => {
    const services = app.strapi.plugin('content-manager').service('content-types') as unknown as {
      findConfiguration: (type: { uid: string }) => Promise<{ layouts: { list: string[] } }>;
      updateConfiguration: (type: { uid: string }, configuration: object) => Promise<unknown>;
    };
    const type = { uid: 'api::unit.unit' };
    const current = await services.findConfiguration(type);
    expect(current.layouts.list.slice(0, 2)).toEqual(['name', 'symbol']);

    const own = { ...current, layouts: { ...current.layouts, list: ['symbol', 'name'] } };
    await services.updateConfiguration(type, own);
    const applied = (await store().get()) as Record<string, { version: string }>;
    await store().set({ value: { ...applied, [type.uid]: { ...applied[type.uid], version: 'older' } } });
    await applyLayouts(app.strapi);

    expect((await services.findConfiguration(type)).layouts.list).toEqual(['symbol', 'name']);
    await services.updateConfiguration(type, current);
    await api.get(configuration, { token: panel.token }).expect(200);
  });
});
