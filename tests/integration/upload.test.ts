import sharp from 'sharp';
import { api, app, sql } from '../support/application';
import {
  create,
  expectInvalid,
  expectReadModelTrue,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import { KINDS, type Medium, newMedium, picture, storedNames, storedRows, upload } from '../support/pictures';
import { watchTemporaryFiles } from '../support/temporary-files';
import type { SignedIn } from '../support/staff';

let shop: Shop;
let merchandiser: SignedIn;

beforeAll(async () => {
  shop = await newShop();
  merchandiser = await newStaff('merchandiser', [shop.company]);
});

const staff = () => ({ token: merchandiser.token, company: shop.company.code });

const bytesAt = async (url: string): Promise<Buffer> => {
  const response = await fetch(`${app.url}${url}`);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

const extensionOf = { jpeg: '.jpg', png: '.png', gif: '.gif', webp: '.webp', avif: '.avif' };

test.each(KINDS)('a %s is stored with its sizes, whatever name and type were sent', async (kind) => {
  const word = unique('pic');
  const settled = watchTemporaryFiles();
  const response = await upload(staff(), await picture(kind, 1400, 900), `${word}.html`, {
    contentType: 'text/html',
  }).expect(201);
  const medium = response.body.data as Medium;
  expect(medium).toEqual({
    documentId: expect.stringMatching(/^[a-z0-9]{24}$/),
    url: `/uploads/${medium.filename}`,
    filename: expect.stringMatching(new RegExp(`^${word}_[0-9a-f]{10}\\${extensionOf[kind]}$`)),
    alternativeText: null,
    formats: {
      thumbnail: { url: `/uploads/thumbnail_${medium.filename.split('.')[0]}.webp`, width: 243, height: 156 },
      small: { url: expect.stringMatching(/^\/uploads\/small_.*\.webp$/), width: 500, height: 321 },
      medium: { url: expect.stringMatching(/^\/uploads\/medium_.*\.webp$/), width: 750, height: 482 },
      large: { url: expect.stringMatching(/^\/uploads\/large_.*\.webp$/), width: 1000, height: 643 },
    },
    mime: `image/${kind}`,
    size: expect.any(Number),
    width: 1400,
    height: 900,
  });
  const original = await sharp(await bytesAt(medium.url)).metadata();
  expect([original.format, original.width, original.height]).toEqual([
    kind === 'avif' ? 'heif' : kind,
    1400,
    900,
  ]);
  for (const size of Object.values(medium.formats!)) {
    const { format, width, height } = await sharp(await bytesAt(size.url)).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: size.width, height: size.height });
  }
  expect(await storedRows(word)).toHaveLength(1);
  await settled();
  await api.delete(`/api/upload/${medium.filename}`, staff()).expect(204);
  expect(storedNames(word)).toEqual([]);
  expect(await storedRows(word)).toEqual([]);
});

test('a picture held upright is stored upright', async () => {
  const sideways = await sharp(await picture('jpeg', 900, 600))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const response = await upload(staff(), sideways, `${unique('pic')}.jpg`).expect(201);
  const medium = response.body.data as Medium;
  expect([medium.width, medium.height]).toEqual([600, 900]);
  expect(medium.formats?.['small']).toMatchObject({ width: 333, height: 500 });
  await api.delete(`/api/upload/${medium.filename}`, staff()).expect(204);
});

test('an animation keeps moving in its smaller sizes', async () => {
  const frames = await Promise.all([1, 2, 3].map(() => picture('png', 600, 300)));
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: 100 })
    .toBuffer();
  const response = await upload(staff(), gif, `${unique('pic')}.gif`).expect(201);
  const medium = response.body.data as Medium;
  expect([medium.mime, medium.width, medium.height]).toEqual(['image/gif', 600, 300]);
  expect(medium.formats?.['small']).toMatchObject({ width: 500, height: 250 });
  const small = await sharp(await bytesAt(medium.formats!['small']!.url)).metadata();
  expect(small.pages).toBe(3);
  await api.delete(`/api/upload/${medium.filename}`, staff()).expect(204);
});

test('several pictures are stored in the order sent, with an Arabic name too', async () => {
  const word = unique('pic');
  const names = [`${word}-1.png`, `${word}-حليب.png`, `${word}-3.png`];
  const call = api.post('/api/upload/multiple', undefined, staff());
  for (const name of names) void call.attach('images', await picture('png', 40, 40), name);
  const media = (await call.expect(201)).body.data as Medium[];
  const { rows } = await sql.query<{ name: string; document_id: string; company_code: string }>(
    'select name, document_id, company_code from files where document_id = any($1)',
    [media.map((medium) => medium.documentId)],
  );
  const nameOf = new Map(rows.map((row) => [row.document_id, row.name]));
  expect(media.map((medium) => nameOf.get(medium.documentId))).toEqual(names);
  expect(rows.map((row) => row.company_code)).toEqual(Array(3).fill(shop.company.code));
  for (const { filename } of media) {
    expect(filename).toMatch(/^[\w.-]+$/);
    await api.delete(`/api/upload/${filename}`, staff()).expect(204);
  }
  expect(storedNames(word)).toEqual([]);
});

test('what is served may be kept for a year, and is taken for nothing else', async () => {
  const medium = await newMedium(staff());
  const { headers } = await fetch(`${app.url}${medium.url}`);
  expect(headers.get('cache-control')).toBe(
    'public, max-age=31536000, immutable'.replace(', immutable', ',immutable').replace('public, ', ''),
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-type')).toBe('image/png');
  const missing = await fetch(`${app.url}/uploads/nothing.png`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('cache-control') ?? '').not.toContain('immutable');
  await api.delete(`/api/upload/${medium.filename}`, staff()).expect(204);
});

describe('words in both languages', () => {
  const product = async (medium: Medium, locale: string) => {
    const { documentId } = await newProduct(shop, { image: [medium.documentId] });
    const response = await api.get(`/api/products/${documentId}`, { ...shop.visitor, locale }).expect(200);
    return { documentId, text: response.body.data.image[0].alternativeText as unknown };
  };

  const uploadSaying = async (alternativeText: string, locale?: string): Promise<Medium> => {
    const options = { ...staff(), ...(locale && { locale }) };
    const response = await upload(options, await picture('png', 30, 30), `${unique('pic')}.png`)
      .field('alternativeText', alternativeText)
      .expect(201);
    return response.body.data as Medium;
  };

  test('are sent with the picture, as a text in one language or as a map', async () => {
    const arabic = await uploadSaying('حليب', 'ar');
    expect(arabic.alternativeText).toBe('حليب');
    expect((await product(arabic, 'all')).text).toEqual({ en: null, ar: 'حليب' });
    expect((await product(arabic, 'en')).text).toBe('حليب');
    const both = await uploadSaying(JSON.stringify({ en: 'Milk', ar: 'حليب' }));
    expect((await product(both, 'ar')).text).toBe('حليب');
    expect((await product(both, 'en')).text).toBe('Milk');
    expect((await product(both, 'all')).text).toEqual({ en: 'Milk', ar: 'حليب' });
  });

  test('are changed later, and the products that show the picture follow', async () => {
    const medium = await uploadSaying('Milk');
    const { documentId } = await product(medium, 'en');
    const url = `/api/upload/${medium.filename}`;
    const put = await api
      .put(url, { alternativeText: 'حليب طازج' }, { ...staff(), locale: 'ar' })
      .expect(200);
    expect(put.body.data).toEqual({ ...medium, alternativeText: 'حليب طازج' });
    const shown = async () => (await readProduct(shop, documentId))['image'] as Medium[];
    expect((await shown())[0]?.alternativeText).toEqual({ en: 'Milk', ar: 'حليب طازج' });
    await api.put(url, { alternativeText: { en: 'Fresh milk' } }, staff()).expect(200);
    expect((await shown())[0]?.alternativeText).toEqual({ en: 'Fresh milk', ar: 'حليب طازج' });
    await api.put(url, { alternativeText: null }, staff()).expect(200);
    expect((await shown())[0]?.alternativeText).toEqual({ en: null, ar: null });
    await expectReadModelTrue(shop);
  });

  test('are shown by categories, the tree and banners as well', async () => {
    const medium = await uploadSaying(JSON.stringify({ en: 'Cheese', ar: 'جبن' }));
    const image = medium.documentId;
    const category = await create(shop, '/category', { name: { en: 'Cheese', ar: 'أجبان' }, image });
    const banner = await create(shop, '/banner', { title: { en: 'Cheese' }, image, position: 'hero' });
    const read = async (path: string, locale: string) =>
      (await api.get(path, { ...shop.visitor, locale }).expect(200)).body.data;
    for (const path of [`/api/category/${category.documentId}`, `/api/banner/${banner.documentId}`]) {
      expect((await read(path, 'ar')).image.alternativeText).toBe('جبن');
      expect((await read(path, 'all')).image.alternativeText).toEqual({ en: 'Cheese', ar: 'جبن' });
    }
    const tree = (await read('/api/category/tree', 'ar')) as { documentId: string; image: Medium }[];
    expect(tree.find((one) => one.documentId === category.documentId)?.image.alternativeText).toBe('جبن');
  });

  test('are refused when they are none', async () => {
    const word = unique('pic');
    const send = async (text: string) =>
      upload(staff(), await picture('png', 30, 30), `${word}.png`).field('alternativeText', text);
    expectInvalid(await send('{"en":'), 'alternativeText');
    expectInvalid(await send('{"fr":"lait"}'), 'alternativeText');
    expectInvalid(await send('x'.repeat(256)), 'alternativeText');
    expect(await storedRows(word)).toEqual([]);
    expect(storedNames(word)).toEqual([]);
  });
});

describe('a picture in use', () => {
  test('stays while documents show it, and says which', async () => {
    const medium = await newMedium(staff());
    const image = medium.documentId;
    const first = await newProduct(shop, { image: [image] });
    const second = await newProduct(shop, { image: [image] });
    const category = await create(shop, '/category', { name: { en: unique('Shelf') }, image });
    const url = `/api/upload/${medium.filename}`;
    const refusal = await api.delete(url, staff());
    expect(expectRefusal(refusal, 409, 'in_use')).toEqual({ products: 2, categories: 1 });
    await bytesAt(medium.url);
    await api.delete(`/api/products/${first.documentId}`, shop.staff).expect(204);
    await api.put(`/api/products/${second.documentId}`, { image: [] }, shop.staff).expect(200);
    expect(expectRefusal(await api.delete(url, staff()), 409, 'in_use')).toEqual({ categories: 1 });
    await api.delete(`/api/category/${category.documentId}`, shop.staff).expect(204);
    await api.delete(url, staff()).expect(204);
    expect(storedNames(medium.filename.split('.')[0]!)).toEqual([]);
  });

  test('is never taken away from a product that takes it at the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      const medium = await newMedium(staff());
      const { documentId } = await newProduct(shop);
      const [put, removed] = await Promise.all([
        api.put(`/api/products/${documentId}`, { image: [medium.documentId] }, shop.staff),
        api.delete(`/api/upload/${medium.filename}`, staff()),
      ]);
      const images = (await readProduct(shop, documentId))['image'] as Medium[];
      const { rows } = await sql.query('select 1 from files where document_id = $1', [medium.documentId]);
      if (removed.status === 204) {
        expect(put.status).toBe(400);
        expect([images, rows]).toEqual([[], []]);
      } else {
        expect([put.status, removed.status]).toEqual([200, 409]);
        expect(images.map((image) => image.documentId)).toEqual([medium.documentId]);
        await bytesAt(medium.url);
      }
    }
  });

  test('an eleventh picture of a product is refused and changes nothing', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 11; count += 1) ids.push((await newMedium(staff())).documentId);
    const { documentId } = await newProduct(shop, { image: ids.slice(0, 10) });
    const before = await readProduct(shop, documentId);
    expectInvalid(await api.put(`/api/products/${documentId}`, { image: ids }, shop.staff), 'image');
    expect(await readProduct(shop, documentId)).toEqual(before);
    expect(before['image']).toHaveLength(10);
  });
});

describe('companies', () => {
  let other: Shop;

  beforeAll(async () => {
    other = await newShop();
  });

  test('neither see nor use nor delete the pictures of another one', async () => {
    const medium = await newMedium(staff());
    const url = `/api/upload/${medium.filename}`;
    expectRefusal(await api.delete(url, other.staff), 404, 'not_found');
    expectRefusal(await api.put(url, { alternativeText: 'x' }, other.staff), 404, 'not_found');
    const { documentId } = await newProduct(other);
    const put = await api.put(`/api/products/${documentId}`, { image: [medium.documentId] }, other.staff);
    expectInvalid(put, 'image');
    expect((await readProduct(other, documentId))['image']).toEqual([]);
    await bytesAt(medium.url);
    await api.delete(url, staff()).expect(204);
  });

  test('all use a shared one', async () => {
    const medium = await newMedium(staff());
    await sql.query('update files set company_code = null where document_id = $1', [medium.documentId]);
    const product = await newProduct(other, { image: [medium.documentId] });
    expect((product['image'] as Medium[])[0]?.url).toBe(medium.url);
  });

  test('only staff with the right to upload may', async () => {
    const word = unique('pic');
    const bytes = await picture('png', 30, 30);
    const visitor = await upload(shop.visitor, bytes, `${word}.png`);
    expectRefusal(visitor, 401, 'unauthenticated');
    const author = await newStaff('strapi-author', [shop.company]);
    const permissions = (await api.post('/api/admin/login', author)).body.data as object;
    expect(JSON.stringify(permissions)).not.toContain('companies.write');
    const stranger = await newStaff('merchandiser', []);
    const refused = await upload({ token: stranger.token, company: shop.company.code }, bytes, `${word}.png`);
    expectRefusal(refused, 403, 'forbidden');
    expect(await storedRows(word)).toEqual([]);
    expect(storedNames(word)).toEqual([]);
  });
});
