import request from 'supertest';
import { api } from '../support/application';
import { create, newProduct, newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type SecondProcess, startSecondProcess } from '../support/second-process';

/** How soon another process must know (contract, "Caching"). */
const SOON_MS = 100;

let second: SecondProcess;
let shop: Shop;
let product: ProductItem;

beforeAll(async () => {
  second = await startSecondProcess();
  shop = await newShop();
  product = await newProduct(shop, { slug: 'milk' });
});

afterAll(async () => {
  await second.stop();
});

const readThere = async (path: string) =>
  (await request(second.url).get(`/api${path}`).set('company', shop.company.code)).body.data;

/** Reads in the other process until it says what is wanted, and answers how long after the write that was. */
const milliseconds = async (path: string, holds: (data: never) => boolean): Promise<number> => {
  const written = performance.now();
  for (;;) {
    const asked = performance.now();
    if (holds((await readThere(path)) as never)) return asked - written;
    if (asked - written > 5_000) throw new Error(`${path} never became fresh`);
  }
};

describe('two processes on one database', () => {
  test('a price written in one is read in the other', async () => {
    const delays: number[] = [];
    for (let price = 3; price < 23; price += 1) {
      expect((await readThere('/products/slug/milk')).price).not.toBe(price);
      const units = [{ unitId: shop.piece, unitValue: 1, price }];
      await api.put(`/api/products/${product.documentId}`, { units }, shop.staff).expect(200);
      expect((await api.get('/api/products/slug/milk', shop.visitor)).body.data.price).toBe(price);
      delays.push(
        await milliseconds('/products/slug/milk', (data: { price: number }) => data.price === price),
      );
    }
    expect(Math.max(...delays)).toBeLessThan(SOON_MS);
  });

  test('so are stock, a category and a banner', async () => {
    await readThere('/products');
    const stock = [{ locationId: 1, qty: 7 }];
    await api.put(`/api/products/${product.documentId}`, { stock }, shop.staff).expect(200);
    expect(await milliseconds('/products', ([item]: [ProductItem]) => item.stock === 7)).toBeLessThan(
      SOON_MS,
    );

    await readThere('/category/tree');
    await create(shop, '/category', { name: { en: 'Fruit' } });
    expect(await milliseconds('/category/tree', (tree: unknown[]) => tree.length === 2)).toBeLessThan(
      SOON_MS,
    );

    await readThere('/banner');
    await create(shop, '/banner', { title: { en: 'Ramadan' }, position: 'home' });
    expect(await milliseconds('/banner', (banners: unknown[]) => banners.length === 1)).toBeLessThan(SOON_MS);
  });

  test('a new company is known there, and its default language', async () => {
    const other = await newShop({ defaultLocale: 'ar' });
    await newProduct(other);
    const { body } = await request(second.url).get('/api/products').set('company', other.company.code);
    expect((body.data as ProductItem[]).map(({ title }) => title)).toEqual(['حليب']);
  });
});
