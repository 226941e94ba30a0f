import { api } from '../support/application';
import { create, newProduct, newShop, type Shop } from '../support/catalogue';

describe.each([
  ['en', 'ar'],
  ['ar', 'en'],
] as const)('a company whose language is %s', (own, other) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await newShop({ defaultLocale: own });
  });

  const title = async (documentId: string, locale?: string): Promise<Record<string, unknown>> => {
    const response = await api
      .get(`/api/products/${documentId}`, { ...shop.visitor, ...(locale && { locale }) })
      .expect(200);
    const { title: name, description } = response.body.data as Record<string, unknown>;
    return { title: name, description };
  };

  test('falls back field by field: asked for, its own, any', async () => {
    const { documentId } = await newProduct(shop, {
      title: { [own]: `title ${own}`, [other]: `title ${other}` },
      description: { [own]: `text ${own}` },
    });
    expect(await title(documentId, other)).toEqual({ title: `title ${other}`, description: `text ${own}` });
    expect(await title(documentId, own)).toEqual({ title: `title ${own}`, description: `text ${own}` });
    expect(await title(documentId)).toEqual({ title: `title ${own}`, description: `text ${own}` });
    expect(await title(documentId, 'all')).toEqual({
      title: { [own]: `title ${own}`, [other]: `title ${other}` },
      description: { [own]: `text ${own}`, [other]: null },
    });
  });

  test('shows the other language where its own is missing', async () => {
    const { documentId } = await newProduct(shop, { title: { [other]: 'only' }, description: {} });
    for (const locale of [own, other, undefined]) {
      expect(await title(documentId, locale)).toEqual({ title: 'only', description: null });
    }
  });

  test('does so in lists, the tree, promotions, banners and sections', async () => {
    const shelf = { [other]: 'only there' };
    const category = await create(shop, '/category', { name: shelf });
    const fields = { name: 'only there' };
    const tree = await api.get('/api/category/tree', { ...shop.visitor, locale: own }).expect(200);
    expect(tree.body.data).toContainEqual(
      expect.objectContaining({ documentId: category.documentId, ...fields }),
    );
    const product = await newProduct(shop, { category: category.documentId });
    const list = await api.get(`/api/products/category/${category.documentId}`, {
      ...shop.visitor,
      locale: own,
    });
    expect(list.body.data[0]).toMatchObject({
      documentId: product.documentId,
      category: fields,
      categories: [fields],
    });

    const banner = await create(shop, '/banner', { title: shelf, subtitle: { [own]: 'sub' } });
    expect(banner).toMatchObject({ title: 'only there', subtitle: 'sub' });
    const promotion = await create(shop, '/promotions', {
      name: shelf,
      description: { [own]: 'why' },
      type: 'discount',
      discount_type: 'fixed',
      discount_value: 1,
    });
    expect(promotion).toMatchObject({ name: 'only there', description: 'why' });
    const section = await create(shop, '/homepage-sections', { key: 'k', type: 't', title: shelf });
    expect(section).toMatchObject({ title: 'only there' });
  });

  test('sorts by the title that is shown', async () => {
    const sorted = await newShop({ defaultLocale: own });
    await newProduct(sorted, { sku: '1', title: { [own]: 'B', [other]: 'A' } });
    await newProduct(sorted, { sku: '2', title: { [own]: 'C' } });
    await newProduct(sorted, { sku: '3', title: { [other]: 'D' } });
    const skus = async (query: string): Promise<string[]> => {
      const response = await api.get(`/api/products?fields=sku&${query}`, sorted.visitor).expect(200);
      return (response.body.data as { sku: string }[]).map(({ sku }) => sku);
    };
    expect(await skus('sort=title')).toEqual(['1', '2', '3']);
    expect(await skus(`sort=title:desc&locale=${other}`)).toEqual(['3', '2', '1']);
    expect(await skus(`sort=title&locale=${other}`)).toEqual(['1', '2', '3']);
  });
});
