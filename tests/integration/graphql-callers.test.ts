import { api } from '../support/application';
import {
  create,
  type Item,
  newProduct,
  newShop,
  newStaff,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { ask, refusalOf, sendQuery } from '../support/graphql';

let shop: Shop;
let otherShop: Shop;
let cheese: Item;
let milk: ProductItem;
let hidden: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  otherShop = await newShop();
  cheese = await create(shop, '/category', { name: { en: 'Cheese', ar: 'أجبان' }, parent: shop.category });
  milk = await newProduct(shop, { cost: 1.125, vatRate: 5 });
  hidden = await newProduct(shop, { title: { en: 'Hidden' }, status: 'inactive' });
});

describe('who asks', () => {
  const staffFields = `{ product(documentId: "$id") { title status cost vatRate } setting { invoice { start } } }`;

  test('the public sees no inactive product, no cost and no rate', async () => {
    const seen = await ask(staffFields.replace('$id', milk.documentId), shop.visitor);
    expect(seen).toEqual({
      product: { title: 'Milk', status: 'active', cost: null, vatRate: null },
      setting: { invoice: null },
    });
    const { errors, body } = await refusalOf(staffFields.replace('$id', hidden.documentId), shop.visitor);
    expect(errors).toEqual(['product not_found']);
    expect(body.data).toEqual({ product: null, setting: { invoice: null } });
  });

  test('staff see them, and may filter by status', async () => {
    const response = await sendQuery(
      `{ products(filters: { status: { eq: "inactive" } }) { title } product(documentId: "${milk.documentId}") { cost vatRate } setting { invoice { start } } }`,
      shop.staff,
    ).expect(200);
    expect(response.body).toEqual({
      data: {
        products: [{ title: 'Hidden' }],
        product: { cost: 1.125, vatRate: 5 },
        setting: { invoice: { start: 10_000 } },
      },
    });
    expect(response.headers['cache-control']).toBe('private, no-store');
  });

  test.each(['{ eq: "inactive" }', '{ in: ["inactive"] }', '{ in: [] }'])(
    'the public may not: status %s',
    async (condition) => {
      const { errors, body } = await refusalOf(
        `{ products(filters: { status: ${condition} }) { title } }`,
        shop.visitor,
      );
      expect(errors).toEqual(['products unknown_parameter']);
      expect(body.data).toEqual({ products: null });
    },
  );

  test('a company is never shown another’s', async () => {
    const query = `query ($id: ID!, $slug: String!) {
      product(documentId: $id) { title } productBySlug(slug: $slug) { title } products(filters: { sku: { eq: "${milk.sku}" } }) { title }
      category(documentId: "${cheese.documentId}") { name }
    }`;
    const { errors, body } = await refusalOf(query, otherShop.visitor, {
      id: milk.documentId,
      slug: milk.slug,
    });
    expect(errors.sort()).toEqual(['category not_found', 'product not_found', 'productBySlug not_found']);
    expect(body.data).toEqual({ product: null, productBySlug: null, products: [], category: null });
  });

  test('a token that does not hold, an unknown company, and a company that is not theirs', async () => {
    const query = '{ setting { company } }';
    expect(await refusalOf(query, { token: 'x' })).toMatchObject({
      status: 401,
      errors: ['unauthenticated'],
    });
    expect(await refusalOf(query, { company: 'nobody' })).toMatchObject({
      status: 400,
      errors: ['unknown_company'],
    });
    const merchandiser = await newStaff('merchandiser', [shop.company]);
    const { token } = merchandiser;
    expect(await ask(query, { token, company: shop.company.code })).toEqual({
      setting: { company: shop.company.code },
    });
    expect(await refusalOf(query, { token, company: otherShop.company.code })).toMatchObject({
      status: 403,
      errors: ['forbidden'],
    });
    for (const path of ['/GraphQL', '/graphql/']) {
      const response = await api.post(path, { query }, { token: 'x' }).expect(401);
      expect(response.body).toEqual({
        errors: [{ message: 'Unauthorized', extensions: { code: 'unauthenticated', details: {} } }],
      });
    }
  });

  test('an item that nobody has', async () => {
    const { errors, body } = await refusalOf(`{ unit(documentId: "${UNKNOWN_ID}") { name } }`, shop.visitor);
    expect(errors).toEqual(['unit not_found']);
    expect(body.data).toEqual({ unit: null });
  });
});
