import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createId } from '@paralleldrive/cuid2';
import sharp from 'sharp';
import { bannerDrawings } from './banner-drawings.mjs';
import { themeDrawings } from './theme-drawings.mjs';

const CONCURRENCY = 3;
/** The sizes that Strapi's upload plugin derives, when the original is larger. */
const FORMATS = {
  thumbnail: { width: 245, height: 156 },
  small: { width: 500, height: 500 },
  medium: { width: 750, height: 750 },
  large: { width: 1000, height: 1000 },
};
const ENCODING = { quality: 80, effort: 2 };

/** Where products and banners find their picture: file ids by theme and by banner name. */
export class PictureShelf {
  #themes;
  #banners;

  /**
   * @param {Map<string, number[]>} themes
   * @param {Map<string, number>} banners
   */
  constructor(themes, banners) {
    this.#themes = themes;
    this.#banners = banners;
  }

  /**
   * @param {string} theme
   * @param {number} chance in [0, 1), which of the theme's colours
   */
  themePicture(theme, chance) {
    const ids = this.#themes.get(theme);
    return ids[Math.floor(chance * ids.length)];
  }

  /** @param {string} name */
  banner(name) {
    return this.#banners.get(name);
  }
}

/**
 * Draws every demo picture into the uploads folder, with the derived sizes, under the same names each time.
 *
 * @param {string} folder `public/uploads`
 * @returns {Promise<object[]>} a row of Strapi's `files` for each picture
 */
export async function drawPictures(folder) {
  await mkdir(folder, { recursive: true });
  const waiting = [...[...themeDrawings().values()].flat(), ...bannerDrawings().values()];
  const rows = [];
  const work = async () => {
    for (let drawing = waiting.shift(); drawing; drawing = waiting.shift()) {
      rows.push(await draw(drawing, folder));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return rows;
}

/**
 * Registers drawn pictures in the media library, in place of those of an earlier seeding.
 *
 * @param {import('pg').ClientBase} client
 * @param {object[]} rows of {@link drawPictures}
 */
export async function registerPictures(client, rows) {
  const { rows: files } = await client.query(
    `with wanted as (
       select * from jsonb_populate_recordset(null::files, $1::jsonb)
     ), kept as (
       update files f
       set alternative_text = w.alternative_text, width = w.width, height = w.height, formats = w.formats,
         size = w.size, url = w.url, updated_at = now()
       from wanted w where f.hash = w.hash
       returning f.id, f.hash
     ), added as (
       insert into files (document_id, name, alternative_text, width, height, formats, hash, ext, mime, size, url,
         provider, folder_path, created_at, updated_at, published_at)
       select document_id, name, alternative_text, width, height, formats, hash, ext, mime, size, url,
         'local', '/', now(), now(), now()
       from wanted where hash not in (select hash from kept)
       returning id, hash
     )
     select id, hash from kept union all select id, hash from added`,
    [JSON.stringify(rows)],
  );
  const idByHash = new Map(files.map(({ id, hash }) => [hash, id]));
  return new PictureShelf(
    new Map([...themeDrawings()].map(([theme, list]) => [theme, list.map(({ name }) => idByHash.get(name))])),
    new Map([...bannerDrawings()].map(([key, { name }]) => [key, idByHash.get(name)])),
  );
}

async function draw({ name, alternativeText, width, height, svg }, folder) {
  const bitmap = await sharp(Buffer.from(svg)).resize(width, height).removeAlpha().raw().toBuffer();
  const source = () => sharp(bitmap, { raw: { width, height, channels: 3 } });
  const original = await write(source(), folder, name);
  const formats = {};
  for (const [format, box] of Object.entries(FORMATS)) {
    if (format !== 'thumbnail' && box.width >= width) continue;
    const hash = `${format}_${name}`;
    const written = await write(source().resize({ ...box, fit: 'inside' }), folder, hash);
    formats[format] = {
      name: `${hash}.webp`,
      hash,
      ext: '.webp',
      mime: 'image/webp',
      path: null,
      url: `/uploads/${hash}.webp`,
      width: written.width,
      height: written.height,
      size: kilobytes(written.size),
      sizeInBytes: written.size,
    };
  }
  return {
    document_id: createId(),
    name: `${name}.webp`,
    alternative_text: alternativeText,
    width,
    height,
    formats,
    hash: name,
    ext: '.webp',
    mime: 'image/webp',
    size: kilobytes(original.size),
    url: `/uploads/${name}.webp`,
  };
}

async function write(image, folder, name) {
  const { data, info } = await image.webp(ENCODING).toBuffer({ resolveWithObject: true });
  await writeFile(path.join(folder, `${name}.webp`), data);
  return info;
}

function kilobytes(bytes) {
  return Math.round(bytes / 10) / 100;
}
