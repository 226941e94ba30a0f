import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import sharp from 'sharp';
import { queryPrepared } from '../../postgres/prepared';

type LogoFile = { hash: string; ext: string };

/** Pixels, enough for print at the size in which papers have it. */
const LARGEST = { width: 600, height: 208 };

/** What an uploaded picture may have; a larger one is for no paper. */
const MOST_PIXELS = 50_000_000;

/** Pictures that cannot be read are tried again after a while. */
const FAILURE_MS = 5 * 60_000;

/** Made pictures by the name of their file, which is another one for each upload. */
const made = new LRUCache<string, { logo: Buffer | null }>({ max: 100 });

/** The logo in a company's settings, where it lies with this server: none is fetched from elsewhere. */
const findLogo = async (db: Knex, companyCode: string): Promise<LogoFile | null> => {
  const [file] = await queryPrepared<LogoFile>(
    db,
    `select f.hash, f.ext from settings s
       join files_related_mph m on m.related_type = 'api::setting.setting' and m.related_id = s.id and m.field = 'logo'
       join files f on f.id = m.file_id and f.provider = 'local'
      where s.company_code = ? limit 1`,
    [companyCode],
  );
  return file ?? null;
};

/** On white, as paper is: PNG for drawings, JPEG where that is smaller, as for photographs. */
const makeLogo = async (file: string): Promise<Buffer> => {
  const picture = sharp(file, { limitInputPixels: MOST_PIXELS })
    .resize({ ...LARGEST, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' });
  const [png, jpeg] = await Promise.all([
    picture.clone().png().toBuffer(),
    picture.clone().jpeg({ quality: 85 }).toBuffer(),
  ]);
  return jpeg.length < png.length ? jpeg : png;
};

/** A company's logo as PNG or JPEG; null where it has none, or none that can be read. */
export const logoOf = async (strapi: Core.Strapi, companyCode: string): Promise<Buffer | null> => {
  const file = await findLogo(strapi.db.connection, companyCode);
  if (!file) return null;
  const name = `${file.hash}${file.ext}`;
  const known = made.get(name);
  if (known) return known.logo;
  try {
    const logo = await makeLogo(path.join(strapi.dirs.static.public, 'uploads', path.basename(name)));
    made.set(name, { logo });
    return logo;
  } catch (error) {
    // An invoice without its logo is better than none.
    strapi.log.warn(`The logo ${name} cannot be put on papers: ${String(error)}`);
    made.set(name, { logo: null }, { ttl: FAILURE_MS });
    return null;
  }
};
