import { api } from '../support/application';
import {
  create,
  expectInvalid,
  expectRefusal,
  type Item,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';

let shop: Shop;
let cheese: ProductItem;
let promotion: Item;
let token: string;

beforeAll(async () => {
  shop = await newShop();
  cheese = await newProduct(shop, { title: { en: 'Halloumi', ar: 'جبنة حلوم' } });
  await newProduct(shop, { title: { en: 'Halloumi, no more', ar: 'حلوم قديم' }, status: 'inactive' });
  await newProduct(shop, { title: { en: 'Olive oil', ar: 'زيت زيتون' } });
  promotion = await create(shop, '/promotions', {
    name: { en: 'Cheese week' },
    type: 'discount',
    discount_type: 'fixed',
    discount_value: 1,
    products: [cheese.documentId],
    isActive: false,
  });
  token = (await panelUser(await newStaff('merchandiser', [shop.company]))).token;
});

const choices = (q: string, locale: string, who = token) =>
  api.get(`/saptmarkets/promotions/${promotion.documentId}/products`, { token: who, query: { q, locale } });

const preview = (body: object, who = token, documentId = promotion.documentId) =>
  api.post(`/saptmarkets/promotions/${documentId}/preview`, body, { token: who });

const titles = async (q: string, locale = 'en'): Promise<unknown[]> =>
  ((await choices(q, locale).expect(200)).body.data as Item[]).map(({ title }) => title);

describe('the preview beside a promotion', () => {
  test('offers its own products first, then whatever is looked for, in the user’s language', async () => {
    const [only, ...others] = (await choices('', 'ar').expect(200)).body.data as Item[];
    expect(others).toEqual([]);
    expect(only).toEqual({
      documentId: cheese.documentId,
      title: 'جبنة حلوم',
      units: [{ documentId: cheese.units[0]!.documentId, name: 'حبة', unitValue: 1, isDefault: true }],
    });
    expect(await titles('حَلّوم')).toEqual(['Halloumi']);
    expect(await titles('olive oil', 'ar')).toEqual(['زيت زيتون']);
    expect(await titles('  ')).toEqual(['Halloumi']);
    expect(await titles('nothing of the kind')).toEqual([]);
    expectInvalid(await choices('x'.repeat(201), 'en'), 'q');
  });

  test('prices a cart as REST does', async () => {
    const body = {
      cart: [{ productId: cheese.documentId, quantity: 2 }],
      promotion: promotion.documentId,
    };
    const answer = await preview(body).expect(200);
    expect(answer.body.data).toMatchObject({
      now: { total: 5 },
      then: { total: 4, promotions: [promotion.documentId] },
      difference: { total: -1 },
    });
    const overRest = await api.post('/api/promotions/preview', body, shop.staff).expect(200);
    expect(answer.body.data).toEqual(overRest.body.data);
    expectInvalid(await preview({ ...body, cart: [] }), 'cart');
  });

  test('is for those who see promotions and prices, in their companies', async () => {
    const other = await newShop();
    const body = { cart: [{ productId: cheese.documentId, quantity: 1 }] };
    const foreigner = (await panelUser(await newStaff('merchandiser', [other.company]))).token;
    const dispatcher = (await panelUser(await newStaff('dispatcher', [shop.company]))).token;
    expectRefusal(await choices('', 'en', foreigner), 404, 'not_found');
    expectRefusal(await preview(body, foreigner), 404, 'not_found');
    expectRefusal(await preview(body, token, UNKNOWN_ID), 404, 'not_found');
    expect((await choices('', 'en', dispatcher)).status).toBe(403);
    expect((await preview(body, dispatcher)).status).toBe(403);
    expect((await preview(body, 'nobody')).status).toBe(401);
    await preview(body, (await panelUser(await newStaff('order_desk', [shop.company]))).token).expect(200);
  });
});
