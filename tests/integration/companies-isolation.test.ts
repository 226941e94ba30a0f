import { api, app, sql } from '../support/application';
import {
  countRows,
  create,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  pluck,
  productBody,
  type ProductItem,
  readProduct,
  type Shop,
} from '../support/catalogue';
import type { SignedIn } from '../support/staff';

let mine: Shop;
let theirs: Shop;
let product: ProductItem;
let merchandiser: SignedIn;

beforeAll(async () => {
  // The first company of all becomes the default one, which must not be the merchandiser's.
  theirs = await newShop();
  mine = await newShop();
  product = await newProduct(theirs, { slug: 'theirs', featured: true, trending: true });
  merchandiser = await newStaff('merchandiser', [mine.company]);
});

describe('what belongs to one company', () => {
  test.each([
    '/products',
    '/products/featured',
    '/products/trending',
    '/products/search?q=milk',
    '/product-units',
    '/promotions',
    '/banner',
    '/homepage-sections',
    '/attributes',
  ])('GET %s shows nothing of another', async (path) => {
    const response = await api.get(`/api${path}`, mine.visitor).expect(200);
    expect(response.body.data).toEqual([]);
  });

  test('categories and units are its own', async () => {
    expect(pluck(await api.get('/api/category', mine.visitor), 'documentId')).toEqual([mine.category]);
    expect(pluck(await api.get('/api/category/tree', mine.visitor), 'documentId')).toEqual([mine.category]);
    expect(pluck(await api.get('/api/unit', mine.visitor), 'documentId')).toEqual([
      mine.piece,
      mine.dozen,
      mine.kilo,
      mine.gram,
    ]);
  });

  test('ids and slugs of another are not found', async () => {
    const paths = [
      `/products/${product.documentId}`,
      '/products/slug/theirs',
      `/products/category/${theirs.category}`,
      `/product-units/${product.units[0]!.documentId}`,
      `/product-units/product/${product.documentId}`,
      `/category/${theirs.category}`,
      `/unit/${theirs.piece}`,
    ];
    for (const path of paths) {
      expectRefusal(await api.get(`/api${path}`, mine.visitor), 404, 'not_found');
      expectRefusal(await api.get(`/api${path}`, mine.staff), 404, 'not_found');
      await api.get(`/api${path}`, theirs.visitor).expect(200);
    }
  });

  test('a filter by another’s ids finds nothing', async () => {
    await newProduct(mine);
    const response = await api
      .get(`/api/products?filters[category]=${theirs.category}`, mine.visitor)
      .expect(200);
    expect(response.body.data).toEqual([]);
  });
});

describe('staff of one company', () => {
  const as = (company?: string) => ({ token: merchandiser.token, ...(company && { company }) });

  test('sign in with their permissions and companies', async () => {
    const { email, password } = merchandiser;
    const response = await api.post('/api/admin/login', { email, password }).expect(200);
    expect(response.body.data.admin).toMatchObject({
      name: 'Sami Haddad',
      email,
      role: 'admin',
      companies: [mine.company.code],
    });
    expect((response.body.data.admin.permissions as string[]).sort()).toEqual(
      [
        ...['categories', 'content', 'coupons', 'products', 'promotions', 'units'].flatMap((area) => [
          `${area}.read`,
          `${area}.write`,
        ]),
        'companies.read',
        'locations.read',
        'media.read',
        'media.write',
        'settings.read',
      ].sort(),
    );
    expect(response.text).not.toMatch(/password|resetPasswordToken/i);
  });

  test('keep the catalogue of their company', async () => {
    const response = await api.post('/api/products', productBody(mine), as(mine.company.code));
    expect(response.status).toBe(201);
    const path = `/api/products/${response.body.data.documentId}`;
    await api.put(path, { stock: [{ locationId: 1, qty: 2 }] }, as(mine.company.code)).expect(200);
    await api.get('/api/locations', as(mine.company.code)).expect(200);
    const { rows } = await sql.query('select actor from stock_movements where product_id = $1', [
      response.body.data.documentId,
    ]);
    const { rows: staff } = await sql.query('select document_id as actor from admin_users where email = $1', [
      merchandiser.email,
    ]);
    expect(rows).toEqual(staff);
    await api.delete(path, as(mine.company.code)).expect(204);
  });

  test('are refused in every other, for reading too', async () => {
    const before = await countRows('products', theirs);
    const other = as(theirs.company.code);
    const refusals = [
      await api.get('/api/products', other),
      await api.get(`/api/products/${product.documentId}`, other),
      await api.post('/api/products', productBody(theirs), other),
      await api.put(`/api/products/${product.documentId}`, { featured: false }, other),
      await api.delete(`/api/products/${product.documentId}`, other),
      await api.get('/api/locations', other),
      await api.get('/api/setting', other),
    ];
    for (const refusal of refusals) {
      expect(expectRefusal(refusal, 403, 'forbidden')).toEqual({ company: theirs.company.code });
    }
    expect(await countRows('products', theirs)).toBe(before);
    expect((await readProduct(theirs, product.documentId))['featured']).toBe(true);
  });

  test('are refused in the default company when it is not theirs', async () => {
    expectRefusal(await api.get('/api/products', as()), 403, 'forbidden');
  });

  test('cannot reach another company’s documents through their own', async () => {
    const own = as(mine.company.code);
    expectRefusal(
      await api.put(`/api/products/${product.documentId}`, { featured: false }, own),
      404,
      'not_found',
    );
    expectRefusal(await api.delete(`/api/category/${theirs.category}`, own), 404, 'not_found');
    expectRefusal(await api.delete(`/api/unit/${theirs.piece}`, own), 404, 'not_found');
    expect((await readProduct(theirs, product.documentId))['featured']).toBe(true);
  });

  test('do not do what their role does not allow', async () => {
    const own = as(mine.company.code);
    expectRefusal(await api.put('/api/setting', { vat: { rate: 0 } }, own), 403, 'forbidden');
    expectRefusal(await api.post('/api/locations', { name: 'X', code: 'x' }, own), 403, 'forbidden');
    expectRefusal(await api.post('/api/companies', { name: 'X', code: 'x' }, own), 403, 'forbidden');
    expect(await countRows('locations', mine)).toBe(1);
    const setting = await api.get('/api/setting', mine.staff).expect(200);
    expect(setting.body.data.vat.rate).toBe(15);
  });

  test('lose a company as soon as it is taken from them', async () => {
    const leaver = await newStaff('merchandiser', [mine.company]);
    const options = { token: leaver.token, company: mine.company.code };
    await api.get('/api/products', options).expect(200);
    await app.strapi.db.query('api::staff-profile.staff-profile').update({
      where: { user: { id: leaver.id } },
      data: { companies: [] },
    });
    expectRefusal(await api.get('/api/products', options), 403, 'forbidden');
  });

  test('see hidden things of their company only', async () => {
    const hidden = await create(mine, '/banner', { title: 'Hidden', isActive: false });
    const list = await api.get('/api/banner', as(mine.company.code)).expect(200);
    expect(pluck(list, 'documentId')).toEqual([hidden.documentId]);
  });
});
