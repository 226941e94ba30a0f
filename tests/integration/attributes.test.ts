import { api, app } from '../support/application';
import { expectInvalid, expectRefusal, newShop, pluck, type Shop } from '../support/catalogue';

const UID = 'api::attribute.attribute';

let shop: Shop;
let size: string;

beforeAll(async () => {
  shop = await newShop();
  const own = { company_code: shop.company.code };
  const documents = app.strapi.documents(UID);
  const attribute = await documents.create({
    locale: 'en',
    data: { ...own, name: 'Size', values: [{ name: 'Small' }, { name: 'Large' }] },
  });
  size = attribute.documentId;
  await documents.update({
    documentId: size,
    locale: 'ar',
    data: { name: 'الحجم', values: [{ name: 'صغير' }, { name: 'كبير' }] },
  });
  await documents.create({ locale: 'ar', data: { ...own, name: 'اللون', values: [{ name: 'أحمر' }] } });
  await documents.create({ locale: 'en', data: { ...own, name: 'Hidden', isActive: false } });
});

describe('attributes', () => {
  test('come with their values, in either language', async () => {
    const english = await api.get('/api/attributes', shop.visitor).expect(200);
    expect(english.body.data).toEqual([
      {
        documentId: size,
        name: 'Size',
        values: [{ name: 'Small' }, { name: 'Large' }],
        isActive: true,
        fallbacks: [],
        createdAt: expect.stringMatching(/Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
      expect.objectContaining({ name: 'اللون', values: [{ name: 'أحمر' }] }),
    ]);
    const arabic = await api.get('/api/attributes', { ...shop.visitor, locale: 'ar' }).expect(200);
    expect(arabic.body.data[0]).toMatchObject({
      name: 'الحجم',
      values: [{ name: 'صغير' }, { name: 'كبير' }],
    });
    const both = await api.get('/api/attributes', { ...shop.visitor, locale: 'all' }).expect(200);
    expect(both.body.data[0].values[1]).toEqual({ name: { en: 'Large', ar: 'كبير' } });
  });

  test('hidden ones are for staff', async () => {
    expect(pluck(await api.get('/api/attributes?sort=name:desc', shop.visitor), 'name')).not.toContain(
      'Hidden',
    );
    expect(pluck(await api.get('/api/attributes?filters[isActive]=false', shop.staff), 'name')).toEqual([
      'Hidden',
    ]);
    expectRefusal(
      await api.get('/api/attributes?filters[isActive]=false', shop.visitor),
      400,
      'unknown_parameter',
    );
  });

  test('need a name in a language', async () => {
    const refused = app.strapi
      .documents(UID)
      .create({ locale: 'en', data: { company_code: shop.company.code } });
    await expect(refused).rejects.toThrow('is needed in at least one language');
  });
});

describe('currencies and languages', () => {
  test('every company has its currency, in both languages', async () => {
    const response = await api.get('/api/currency', { ...shop.visitor, locale: 'all' }).expect(200);
    expect(response.body.data).toEqual([
      {
        documentId: expect.any(String),
        code: 'SAR',
        name: { en: 'Saudi riyal', ar: 'ريال سعودي' },
        symbol: { en: 'SAR', ar: 'ر.س' },
        fallbacks: [],
        decimals: 2,
        isDefault: true,
      },
    ]);
  });

  test('the default language is the company’s', async () => {
    const arabic = await newShop({ defaultLocale: 'ar' });
    const read = async (of: Shop): Promise<unknown> =>
      (await api.get('/api/language', of.visitor).expect(200)).body.data;
    const english = { documentId: expect.any(String), code: 'en', name: 'English', direction: 'ltr' };
    const arab = { documentId: expect.any(String), code: 'ar', name: 'العربية', direction: 'rtl' };
    expect(await read(shop)).toEqual([
      { ...english, isDefault: true },
      { ...arab, isDefault: false },
    ]);
    expect(await read(arabic)).toEqual([
      { ...arab, isDefault: true },
      { ...english, isDefault: false },
    ]);
    expectInvalid(await api.get('/api/language?pagination[page]=0', shop.visitor), 'pagination.page');
  });
});
