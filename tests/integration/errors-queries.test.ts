import { api } from '../support/application';
import { expectInvalid, expectRefusal, newProduct, newShop, type Shop } from '../support/catalogue';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
  await newProduct(shop);
});

describe('queries of a list', () => {
  test.each([
    ['foo=1', 'foo'],
    ['populate=*', 'populate'],
    ['status=draft', 'status'],
    ['q=milk', 'q'],
    ['pagination[limit]=5', 'pagination[limit]'],
    ['pagination=5', 'pagination'],
    ['sort=cost', 'sort=cost'],
    ['sort=constructor', 'sort=constructor'],
    ['fields=cost', 'fields=cost'],
    ['fields=__proto__', 'fields=__proto__'],
    ['filters=x', 'filters'],
    ['filters[cost][$gt]=1', 'filters[cost]'],
    ['filters[vatRate]=5', 'filters[vatRate]'],
    ['filters[company_code]=x', 'filters[company_code]'],
    ['filters[createdBy][password][$contains]=a', 'filters[createdBy]'],
    ['filters[$or][0][sku]=x', 'filters[$or]'],
    ['filters[price][$startsWith]=1', 'filters[price][$startsWith]'],
    ['filters[price][$contains]=1', 'filters[price][$contains]'],
    ['filters[sku][$gt]=a', 'filters[sku][$gt]'],
    ['filters[sku][lt]=a', 'filters[sku][lt]'],
    ['filters[category][name]=Dairy', 'filters[category][name]'],
  ])('%s is unknown', async (query, parameter) => {
    const details = expectRefusal(
      await api.get(`/api/products?${query}`, shop.visitor),
      400,
      'unknown_parameter',
    );
    expect(details).toEqual({ parameter });
  });

  test.each([
    ['pagination[pageSize]=101', 'pagination.pageSize'],
    ['pagination[pageSize]=0', 'pagination.pageSize'],
    ['pagination[pageSize]=ten', 'pagination.pageSize'],
    ['pagination[page]=0', 'pagination.page'],
    ['pagination[page]=-1', 'pagination.page'],
    ['pagination[page]=1.5', 'pagination.page'],
    ['pagination[page][x]=1', 'pagination.page'],
    ['pagination[page]=99999999999', 'pagination.page'],
    ['sort=price:up', 'sort'],
    ['filters[price]=cheap', 'filters.price'],
    ['filters[price]=', 'filters.price'],
    ['filters[price]=Infinity', 'filters.price'],
    ['filters[price][$in]=1,x', 'filters.price'],
    ['filters[inStock]=yes', 'filters.inStock'],
    ['filters[sku]=a%00b', 'filters.sku'],
    ['filters[barcode][$null]=1', 'filters.barcode'],
    [`filters[sku]=${'x'.repeat(501)}`, 'filters.sku'],
  ])('%s is not valid', async (query, path) => {
    expectInvalid(await api.get(`/api/products?${query}`, shop.visitor), path);
  });

  test('the largest page is 100', async () => {
    const response = await api.get('/api/products?pagination[pageSize]=100', shop.visitor).expect(200);
    expect(response.body.meta.pagination).toEqual({ page: 1, pageSize: 100, pageCount: 1, total: 1 });
  });

  test('pages end at row 10,000', async () => {
    const read = (page: number) =>
      api.get(`/api/products?pagination[pageSize]=100&pagination[page]=${page}`, shop.visitor);
    const last = await read(100);
    expect({ status: last.status, data: last.body.data }).toEqual({ status: 200, data: [] });
    expect(expectRefusal(await read(101), 400, 'page_too_deep')).toEqual({ page: 101, pageSize: 100 });
  });

  test('ids in filters must be ids', async () => {
    expectRefusal(await api.get('/api/products?filters[category]=7', shop.visitor), 400, 'invalid_id');
    expectRefusal(await api.get('/api/category?filters[parent]=x%27--', shop.visitor), 400, 'invalid_id');
  });

  test('dates in filters must be dates', async () => {
    expectInvalid(
      await api.get('/api/banner?filters[startDate][$gt]=soon', shop.visitor),
      'filters.startDate',
    );
  });

  test.each([
    '/api/unit',
    '/api/category/tree',
    '/api/setting',
    '/api/currency',
    '/api/language',
    '/api/attributes',
  ])('%s refuses what it does not know, too', async (path) => {
    expectRefusal(await api.get(`${path}?foo=1`, shop.visitor), 400, 'unknown_parameter');
  });

  test('what writes do not know is refused as well', async () => {
    expectRefusal(await api.post('/api/unit?foo=1', {}, shop.staff), 400, 'unknown_parameter');
    expectRefusal(await api.post('/api/companies?foo=1', {}, shop.staff), 400, 'unknown_parameter');
    expectRefusal(await api.put('/api/setting?foo=1', {}, shop.staff), 400, 'unknown_parameter');
    expectRefusal(
      await api.delete(`/api/products/${'a'.repeat(24)}?reassignTo=${'a'.repeat(24)}`, shop.staff),
      400,
      'unknown_parameter',
    );
  });
});

describe('language and company', () => {
  test.each(['fr', 'EN', 'en-US', '', '*'])('locale "%s" is not known', async (locale) => {
    expectRefusal(await api.get(`/api/products?locale=${locale}`, shop.visitor), 400, 'unknown_locale');
  });

  test('locale given twice is not known', async () => {
    expectRefusal(await api.get('/api/products?locale=en&locale=ar', shop.visitor), 400, 'unknown_locale');
  });

  test.each(['nowhere', 'AMMAN', '__proto__', "x' or 1=1"])('company "%s" is not known', async (company) => {
    const details = expectRefusal(await api.get('/api/products', { company }), 400, 'unknown_company');
    expect(details).toEqual({ company });
  });

  test('messages are Arabic when asked for, the code stays', async () => {
    const arabic = 'المعامل غير معروف';
    const byLocale = await api.get('/api/products?foo=1&locale=ar', shop.visitor);
    expectRefusal(byLocale, 400, 'unknown_parameter');
    expect(byLocale.body.error.message).toBe(arabic);
    const header = { ...shop.visitor, headers: { 'Accept-Language': 'ar-SA,ar;q=0.9,en;q=0.5' } };
    expect((await api.get('/api/products?foo=1', header)).body.error.message).toBe(arabic);
    const english = await api.get('/api/products?foo=1&locale=en', header);
    expect(english.body.error.message).toBe('this parameter is not known: foo');
  });

  test('refusals without a code of their own speak Arabic too', async () => {
    const unknownPath = await api.get('/api/nope?locale=ar', shop.visitor);
    expectRefusal(unknownPath, 404, 'not_found');
    expect(unknownPath.body.error.message).toBe('غير موجود');
    const anonymous = await api.post('/api/unit?locale=ar', {}, shop.visitor);
    expectRefusal(anonymous, 401, 'unauthenticated');
    expect(anonymous.body.error.message).toBe('يجب تسجيل الدخول أولاً');
  });

  test('Accept-Language never changes the content', async () => {
    const response = await api.get('/api/products', {
      ...shop.visitor,
      headers: { 'Accept-Language': 'ar' },
    });
    expect(response.body.data[0].title).toBe('Milk');
  });
});

describe('paths and methods', () => {
  test.each([
    ['get', '/api/nope', 404, 'not_found'],
    ['get', '/api/', 404, 'not_found'],
    ['patch', '/api/products', 405, 'method_not_allowed'],
    ['delete', '/api/products', 405, 'method_not_allowed'],
    ['get', '/api/products/%E0%A4%A', 400, 'invalid_id'],
  ] as const)('%s %s', async (method, path, status, code) => {
    const response =
      method === 'patch' ? await api.patch(path, {}, shop.visitor) : await api[method](path, shop.visitor);
    expectRefusal(response, status, code);
  });
});
