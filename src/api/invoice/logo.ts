import path from 'node:path';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import sharp from 'sharp';
import { queryPrepared } from '../../postgres/prepared';

type LogoFile = { hash: string; ext: string };

/** Pixels, enough for print at the size in which papers have it. */
const LARGEST = { width: 600, height: 208 };

/** Made pictures by the name of their file, which is another one for each upload. */
const made = new LRUCache<string, Buffer>({ max: 100 });

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

/** A company's logo as PNG; null where it has none, or none that can be read. */
export const logoOf = async (strapi: Core.Strapi, companyCode: string): Promise<Buffer | null> => {
  const file = await findLogo(strapi.db.connection, companyCode);
  if (!file) return null;
  const name = `${file.hash}${file.ext}`;
  const known = made.get(name);
  if (known) return known;
  try {
    const logo = await sharp(path.join(strapi.dirs.static.public, 'uploads', path.basename(name)))
      .resize({ ...LARGEST, fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer();
    made.set(name, logo);
    return logo;
  } catch (error) {
    // An invoice without its logo is better than none.
    strapi.log.warn(`The logo ${name} cannot be put on papers: ${String(error)}`);
    return null;
  }
};
