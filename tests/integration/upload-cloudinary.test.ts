import sharp from 'sharp';
import { expectRefusal, newProduct, newShop, readProduct, type Shop, unique } from '../support/catalogue';
import {
  ACCOUNT,
  type Behaviour,
  type CloudinaryServer,
  startCloudinary,
} from '../support/cloudinary-server';
import { type Medium, picture, storedNames, storedRows } from '../support/pictures';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import { watchTemporaryFiles } from '../support/temporary-files';

jest.setTimeout(120_000);

let shop: Shop;
let cloudinary: CloudinaryServer;
let second: SecondApplication;

const settings = (base: string): Record<string, string> => ({
  CLOUDINARY_NAME: ACCOUNT.name,
  CLOUDINARY_API_KEY: ACCOUNT.key,
  CLOUDINARY_API_SECRET: ACCOUNT.secret,
  CLOUDINARY_API_BASE: base,
  CLOUDINARY_TIMEOUT: '1500',
});

beforeAll(async () => {
  shop = await newShop();
  cloudinary = await startCloudinary();
  second = await startSecondApplication(settings(cloudinary.url));
});

afterAll(async () => {
  await second.close();
  await cloudinary.close();
});

beforeEach(() => cloudinary.behave('well'));

const send = async (method: string, path: string, body?: FormData) => {
  const response = await fetch(`${second.url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${shop.staff.token}`, company: shop.company.code },
    ...(body && { body }),
  });
  const text = await response.text();
  return { status: response.status, text, body: text === '' ? {} : (JSON.parse(text) as { data: Medium }) };
};

const form = (field: string, ...files: [Buffer, string][]): FormData => {
  const data = new FormData();
  for (const [bytes, name] of files) data.append(field, new Blob([new Uint8Array(bytes)]), name);
  return data;
};

test('a picture and its sizes go to Cloudinary, signed, and are deleted there', async () => {
  const word = unique('cloud');
  const response = await send(
    'POST',
    '/api/upload/image',
    form('image', [await picture('jpeg', 1200, 800), `${word}.jpg`]),
  );
  expect(response.status).toBe(201);
  const medium = (response.body as { data: Medium }).data;
  const id = medium.filename.replace('.jpg', '');
  const address = (name: string, format: string): string =>
    `https://res.cloudinary.test/${ACCOUNT.name}/image/upload/v1/${name}.${format}`;
  expect(medium.url).toBe(address(id, 'jpeg'));
  expect(medium.formats!['small']).toEqual({ url: address(`small_${id}`, 'webp'), width: 500, height: 333 });
  expect([...cloudinary.stored.keys()].sort()).toEqual(
    [id, `large_${id}`, `medium_${id}`, `small_${id}`, `thumbnail_${id}`].sort(),
  );
  expect(cloudinary.calls.every((call) => call.signed)).toBe(true);
  expect((await sharp(cloudinary.stored.get(`small_${id}`)).metadata()).width).toBe(500);
  expect(storedNames(word)).toEqual([]);

  const product = await newProduct(shop, { image: [medium.documentId] });
  expect(((await readProduct(shop, product.documentId))['image'] as Medium[])[0]?.url).toBe(medium.url);
  const refused = await send('DELETE', `/api/upload/${medium.filename}`);
  expectRefusal(refused as never, 409, 'in_use');
  expect(cloudinary.stored.size).toBe(5);

  const spare = await send(
    'POST',
    '/api/upload/image',
    form('file', [await picture('webp', 300, 300), `${word}.webp`]),
  );
  const { filename } = (spare.body as { data: Medium }).data;
  expect(cloudinary.stored.size).toBe(7);
  expect((await send('DELETE', `/api/upload/${filename}`)).status).toBe(204);
  expect(cloudinary.stored.size).toBe(5);
});

const failures: [Behaviour, number][] = [
  [401, 0],
  [500, 0],
  ['silent', 0],
  [500, 1],
  [500, 3],
  ['silent', 2],
];

test.each(failures)('when Cloudinary answers %s after %d uploads, nothing is left', async (how, after) => {
  const word = unique('cloud');
  const before = [...cloudinary.stored.keys()];
  const settled = watchTemporaryFiles();
  cloudinary.behave(how, after);
  const response = await send(
    'POST',
    '/api/upload/image',
    form('image', [await picture('jpeg', 1200, 800), `${word}.jpg`]),
  );
  expectRefusal(response as never, 503, 'storage_unavailable');
  expect([...cloudinary.stored.keys()]).toEqual(before);
  expect(await storedRows(word)).toEqual([]);
  await settled();
});

test('when the second of several fails, the first goes too', async () => {
  const word = unique('cloud');
  const before = [...cloudinary.stored.keys()];
  cloudinary.behave(500, 3);
  const small = await picture('png', 300, 200);
  const data = form('images', [small, `${word}-1.png`], [small, `${word}-2.png`], [small, `${word}-3.png`]);
  const response = await send('POST', '/api/upload/multiple', data);
  expectRefusal(response as never, 503, 'storage_unavailable');
  expect([...cloudinary.stored.keys()]).toEqual(before);
  expect(await storedRows(word)).toEqual([]);
});

test('with some of the keys the application does not start, and says which are missing', async () => {
  await expect(
    startSecondApplication({ ...settings(cloudinary.url), CLOUDINARY_API_SECRET: '' }),
  ).rejects.toThrow(/CLOUDINARY_API_SECRET/);
});
