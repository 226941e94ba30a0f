import http from 'node:http';
import { api, app } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop, unique } from '../support/catalogue';
import {
  KINDS,
  type Medium,
  newMedium,
  picture,
  pngOfSize,
  storedNames,
  storedRows,
  upload,
} from '../support/pictures';
import { watchTemporaryFiles } from '../support/temporary-files';
import sharp from 'sharp';

const MOST = 4_194_304;

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const expectNothingStored = async (word: string): Promise<void> => {
  expect(await storedRows(word)).toEqual([]);
  expect(storedNames(word)).toEqual([]);
};

const script = '<script>alert(1)</script>';

describe('what is no picture of the five kinds', () => {
  const cases: [string, () => Buffer | Promise<Buffer>][] = [
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    [
      'an SVG with script',
      () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">${script}</svg>`),
    ],
    ['HTML', () => Buffer.from(`<!doctype html><title>x</title>${script}`)],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj')],
    ['text', () => Buffer.from('hello')],
    [
      'a TIFF',
      () =>
        sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .tiff()
          .toBuffer(),
    ],
    ['nothing at all', () => Buffer.alloc(0)],
    ['a signature alone', () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['a GIF of script', () => Buffer.from(`GIF89a/*${'x'.repeat(40)}*/=1;${script}`)],
  ];

  test.each(cases)('%s is refused, named .png or not', async (_name, make) => {
    const word = unique('bad');
    const settled = watchTemporaryFiles();
    for (const name of [`${word}.png`, `${word}.svg`]) {
      const response = await upload(shop.staff, await make(), name, { contentType: 'image/png' });
      const details = expectRefusal(response, 415, 'unsupported_media_type');
      expect(details['accepted']).toContain('image/avif');
    }
    await expectNothingStored(word);
    await settled();
  });

  test.each(KINDS)('a %s that is cut short is refused', async (kind) => {
    const word = unique('bad');
    const whole = await picture(kind);
    for (const share of [0.5, 0.95, 0.999]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      const response = await upload(shop.staff, cut, `${word}.${kind}`);
      expectRefusal(response, 415, 'unsupported_media_type');
    }
    await expectNothingStored(word);
  });

  test.each(KINDS)('a %s with a second file behind it is refused', async (kind) => {
    const word = unique('bad');
    const polyglot = Buffer.concat([await picture(kind), Buffer.from(`<html>${script}</html>`)]);
    const response = await upload(shop.staff, polyglot, `${word}.${kind}`);
    expectRefusal(response, 415, 'unsupported_media_type');
    await expectNothingStored(word);
  });

  test('a camera’s second picture behind a JPEG is cut off', async () => {
    const first = await picture('jpeg', 300, 200);
    const both = Buffer.concat([first, await picture('jpeg', 60, 40)]);
    const response = await upload(shop.staff, both, `${unique('pic')}.jpg`).expect(201);
    const medium = response.body.data as Medium;
    const stored = Buffer.from(await (await fetch(`${app.url}${medium.url}`)).arrayBuffer());
    expect(stored.length).toBeLessThanOrEqual(first.length);
    expect([medium.width, medium.height]).toEqual([300, 200]);
    await api.delete(`/api/upload/${medium.filename}`, shop.staff).expect(204);
  });

  test('a small file of very many pixels is refused before it is decoded', async () => {
    const word = unique('bad');
    const bomb = await sharp({ create: { width: 12_000, height: 9_000, channels: 3, background: '#fff' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(MOST);
    const response = await upload(shop.staff, bomb, `${word}.png`);
    expect(expectRefusal(response, 413, 'payload_too_large')).toEqual({ pixels: 108_000_000 });
    await expectNothingStored(word);
  });
});

describe('sizes and numbers', () => {
  test('exactly 4,194,304 bytes are taken, one more is not', async () => {
    const word = unique('size');
    const response = await upload(shop.staff, await pngOfSize(MOST), `${word}.png`).expect(201);
    const { filename } = response.body.data as Medium;
    await api.delete(`/api/upload/${filename}`, shop.staff).expect(204);
    const settled = watchTemporaryFiles();
    const refused = await upload(shop.staff, await pngOfSize(MOST + 1), `${word}.png`);
    expect(expectRefusal(refused, 413, 'payload_too_large')).toEqual({ bytes: MOST + 1, most: MOST });
    await expectNothingStored(word);
    await settled();
  });

  test('ten pictures are taken at once, eleven are not', async () => {
    const word = unique('many');
    const small = await picture('png', 20, 20);
    const send = (count: number) => {
      const call = api.post('/api/upload/multiple', undefined, shop.staff);
      for (let index = 0; index < count; index += 1)
        void call.attach('images', small, `${word}-${index}.png`);
      return call;
    };
    const settled = watchTemporaryFiles();
    expectInvalid(await send(11), 'images');
    await expectNothingStored(word);
    await settled();
    const media = (await send(10).expect(201)).body.data as Medium[];
    expect(media).toHaveLength(10);
    for (const { filename } of media) await api.delete(`/api/upload/${filename}`, shop.staff).expect(204);
  });

  test('one bad picture among several keeps all of them out', async () => {
    const word = unique('mixed');
    const settled = watchTemporaryFiles();
    const response = await api
      .post('/api/upload/multiple', undefined, shop.staff)
      .attach('images', await picture('png'), `${word}-1.png`)
      .attach('images', await picture('webp'), `${word}-2.webp`)
      .attach('images', Buffer.from(script), `${word}-3.png`);
    expectRefusal(response, 415, 'unsupported_media_type');
    await expectNothingStored(word);
    await settled();
  });

  test('files elsewhere than asked for, and none at all, are refused', async () => {
    const word = unique('field');
    const bytes = await picture('png', 20, 20);
    expectInvalid(await upload(shop.staff, bytes, `${word}.png`, { field: 'picture' }), 'picture');
    expectInvalid(await upload(shop.staff, bytes, `${word}.png`, { path: '/api/upload/multiple' }), 'image');
    expectInvalid(
      await upload(shop.staff, bytes, `${word}.png`).attach('image', bytes, `${word}.png`),
      'image',
    );
    expectInvalid(
      await upload(shop.staff, bytes, `${word}.png`).attach('file', bytes, `${word}.png`),
      'file',
    );
    expectInvalid(await api.post('/api/upload/image', undefined, shop.staff).field('x', 'y'), 'image');
    expectRefusal(
      await api.post('/api/upload/image', { image: 'x' }, shop.staff),
      415,
      'unsupported_media_type',
    );
    await expectNothingStored(word);
  });
});

/** Sends the head of a multipart body and then as much as is taken. */
const pour = (head: string[], bytes: number): Promise<{ status: number; code: string; sent: number }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const call = http.request({
      hostname,
      port,
      method: 'POST',
      path: '/api/upload/image',
      headers: {
        Authorization: `Bearer ${shop.staff.token}`,
        company: shop.company.code,
        'Content-Type': 'multipart/form-data; boundary=pour',
        ...Object.fromEntries(head.map((line) => line.split(': '))),
      },
    });
    let sent = 0;
    let isOver = false;
    call.on('response', (response) => {
      isOver = true;
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const { error } = JSON.parse(Buffer.concat(parts).toString()) as { error: { code: string } };
        call.destroy();
        resolve({ status: response.statusCode ?? 0, code: error.code, sent });
      });
    });
    call.on('error', (error) => {
      if (!isOver) reject(error);
    });
    call.write(`--pour\r\nContent-Disposition: form-data; name="image"; filename="pour.png"\r\n\r\n`);
    const chunk = Buffer.alloc(256 * 1024, 1);
    const more = (): void => {
      if (isOver || sent >= bytes) return;
      sent += chunk.length;
      call.write(chunk, () => setImmediate(more));
    };
    more();
  });

describe('two gigabytes', () => {
  const TWO_GIGABYTES = 2 * 1024 ** 3;
  const FIFTY_MEGABYTES = 50 * 1024 * 1024;

  test('that are announced are refused at once', async () => {
    const settled = watchTemporaryFiles();
    const { status, code, sent } = await pour([`Content-Length: ${TWO_GIGABYTES}`], TWO_GIGABYTES);
    expect([status, code]).toEqual([413, 'payload_too_large']);
    expect(sent).toBeLessThan(FIFTY_MEGABYTES);
    await settled();
  });

  test('that are not announced are refused when they are too many', async () => {
    const settled = watchTemporaryFiles();
    const { status, code, sent } = await pour(['Transfer-Encoding: chunked'], TWO_GIGABYTES);
    expect([status, code]).toEqual([413, 'payload_too_large']);
    expect(sent).toBeLessThan(2 * FIFTY_MEGABYTES);
    await settled();
  });

  test('files sent to an endpoint that takes none are not kept', async () => {
    const settled = watchTemporaryFiles();
    await api
      .post('/api/products', undefined, shop.visitor)
      .attach('anything', Buffer.alloc(100_000, 7), 'x.bin')
      .expect(401);
    await settled();
  });
});

describe('names', () => {
  test.each([
    ['a path', (word: string) => `../../${word}.png`],
    ['a folder', (word: string) => `a/${word}.png`],
    ['an encoded null', (word: string) => `${word}\u0000.png`],
    ['control characters', (word: string) => `${word}\u0007.png`],
    ['a very long name', (word: string) => `${word}${'x'.repeat(300)}.png`],
    ['dots only', () => '..'],
  ])('%s in a file name is refused', async (_name, make) => {
    const word = unique('name');
    // Written by hand: clients do not send such names.
    const bytes = await picture('png', 20, 20);
    const body = Buffer.concat([
      Buffer.from(`--b\r\nContent-Disposition: form-data; name="image"; filename="${make(word)}"\r\n\r\n`),
      bytes,
      Buffer.from('\r\n--b--\r\n'),
    ]);
    const response = await fetch(`${app.url}/api/upload/image`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${shop.staff.token}`,
        company: shop.company.code,
        'Content-Type': 'multipart/form-data; boundary=b',
      },
      body,
    });
    const { error } = (await response.json()) as {
      error: { code: string; details: { errors: { path: string }[] } };
    };
    expect([response.status, error.code]).toEqual([400, 'validation_failed']);
    await expectNothingStored(word);
  });

  test.each([
    '..%2f..%2fetc',
    '..',
    '%2e%2e%2f%2e%2e%2fpackage.json',
    'a%00.png',
    'nothing.png',
    'x'.repeat(400),
    '%',
  ])('deleting %s finds nothing', async (name) => {
    const response = await api.delete(`/api/upload/${name}`, shop.staff);
    expect([400, 404, 405]).toContain(response.status);
    expect(response.body.error.code).toMatch(/^(not_found|validation_failed|method_not_allowed)$/);
  });
});

test('twenty large pictures at once are taken one after the other', async () => {
  const word = unique('load');
  const large = await sharp({
    create: {
      width: 2_000,
      height: 1_560,
      channels: 3,
      background: '#333',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg({ quality: 100 })
    .toBuffer();
  expect(large.length).toBeGreaterThan(2_500_000);
  expect(large.length).toBeLessThanOrEqual(MOST);
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 50);
  const settled = watchTemporaryFiles();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => upload(shop.staff, large, `${word}-${index}.jpg`)),
  );
  clearInterval(watch);
  expect(answers.map((answer) => answer.status)).toEqual(Array(20).fill(201));
  // The test itself holds the pictures, once as sent by each request.
  expect(most - before).toBeLessThan(600 * 1024 * 1024);
  for (const { body } of answers) {
    await api.delete(`/api/upload/${(body.data as Medium).filename}`, shop.staff).expect(204);
  }
  await expectNothingStored(word);
  await settled();
}, 180_000);

test('a picture is taken while others are refused', async () => {
  const [medium, refused] = await Promise.all([
    newMedium(shop.staff),
    upload(shop.staff, Buffer.from(script), `${unique('bad')}.png`),
  ]);
  expectRefusal(refused, 415, 'unsupported_media_type');
  expect(storedNames(medium.filename)).toContain(medium.filename);
  await api.delete(`/api/upload/${medium.filename}`, shop.staff).expect(204);
});
