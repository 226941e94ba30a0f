import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { api, app, type RequestOptions, sql } from './application';
import { type Item, unique } from './catalogue';

export const KINDS = ['jpeg', 'png', 'gif', 'webp', 'avif'] as const;

export type Kind = (typeof KINDS)[number];

const UPLOADS = path.resolve(__dirname, '../../public/uploads');

/** What `POST /api/upload/image` answers. */
export interface Medium extends Item {
  url: string;
  filename: string;
  alternativeText: unknown;
  formats: Record<string, { url: string; width: number; height: number }> | null;
  mime: string;
  width: number;
  height: number;
}

/** A real picture with something in it. */
export const picture = (kind: Kind, width = 600, height = 400): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#333',
      noise: { type: 'gaussian', mean: 128, sigma: 20 },
    },
  })
    .toFormat(kind, kind === 'avif' ? { effort: 0 } : {})
    .toBuffer();

/** A PNG of exactly so many bytes: a private chunk, which decoders skip, fills it up. */
export const pngOfSize = async (bytes: number): Promise<Buffer> => {
  const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer();
  const end = png.length - 12;
  const filling = bytes - png.length - 12;
  const chunk = Buffer.alloc(filling + 12);
  chunk.writeUInt32BE(filling, 0);
  chunk.write('prVt', 4, 'latin1');
  // The checksum of an unknown chunk is not looked at for what is shown, but a decoder may warn of it.
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + filling)), 8 + filling);
  return Buffer.concat([png.subarray(0, end), chunk, png.subarray(end)]);
};

const crc32 = (bytes: Buffer): number => {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return (crc ^ -1) >>> 0;
};

/** Sends one picture as staff. */
export const upload = (
  options: RequestOptions,
  bytes: Buffer,
  filename: string,
  { field = 'image', path: route = '/api/upload/image', contentType = 'application/octet-stream' } = {},
) => api.post(route, undefined, options).attach(field, bytes, { filename, contentType });

/** Uploads a picture and answers what the API says of it. */
export const newMedium = async (options: RequestOptions, kind: Kind = 'png'): Promise<Medium> => {
  const response = await upload(options, await picture(kind), `${unique('pic')}.${kind}`).expect(201);
  return response.body.data as Medium;
};

/** Files in the upload folder whose name holds a word. */
export const storedNames = (word: string): string[] =>
  fs
    .readdirSync(UPLOADS)
    .filter((name) => name.includes(word))
    .sort();

/** Rows of uploaded files whose name holds a word. */
export const storedRows = async (word: string): Promise<unknown[]> => {
  const { rows } = await sql.query('select id, name from files where name like $1', [`%${word}%`]);
  return rows;
};

// What the tests have uploaded into this worker's database; the demo pictures have names of their own.
afterAll(async () => {
  const stored = await app.strapi.db.query('plugin::upload.file').findMany({ where: { provider: 'local' } });
  const hashes = (stored as { hash: string }[]).map((file) => file.hash);
  for (const hash of hashes.filter((one) => /_[0-9a-f]{10}$/.test(one))) {
    for (const name of storedNames(hash)) fs.rmSync(path.join(UPLOADS, name), { force: true });
  }
});
