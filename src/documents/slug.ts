import { createId } from '@paralleldrive/cuid2';
import { strings } from '@strapi/utils';
import { invalidField } from '../domain/errors';
import type { DocumentWrite } from './document-write';
import { lockName } from './locks';

const slugPattern = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{N}]+)*$/u;
const LONGEST_SLUG = 120;

const firstFree = async (write: DocumentWrite, base: string): Promise<string> => {
  const { trx, strapi, uid, company } = write;
  // Two documents of the same name made at once would both find the same slug free.
  await lockName(trx, `slug:${uid}:${company?.code ?? ''}:${base}`);
  const { rows } = await trx.raw<{ rows: { slug: string }[] }>(
    `select distinct slug from ?? where company_code = ? and (slug = ? or slug ~ ?)`,
    [strapi.getModel(uid).collectionName, company?.code, base, `^${base}-[0-9]+$`] as never,
  );
  const taken = new Set(rows.map((row) => row.slug));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
};

/** Words of plain Latin letters and numbers, for which transliteration has nothing to do but take its time. */
const plainName = /^(?:[A-Z]?[a-z]+|\d+)(?: (?:[A-Z]?[a-z]+|\d+))*$/;

const transliterate = (name: string): string =>
  plainName.test(name)
    ? name.toLowerCase().replaceAll(' ', '-')
    : strings.nameToSlug(name, { separator: '-' });

/** What a name becomes in a URL; empty for a name without a letter that could be written in Latin ones. */
export const slugOf = (name: string): string =>
  transliterate(name)
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '');

/** For names without a letter that could be written in Latin ones. */
const fallbackOf = ({ strapi, uid }: DocumentWrite): string =>
  `${strapi.getModel(uid).info.singularName}-${createId().slice(0, 8)}`;

const storedName = async (
  { trx, strapi, uid, documentId, action }: DocumentWrite,
  field: string,
): Promise<string | null> => {
  if (action !== 'update' || !documentId) return null;
  const { rows } = await trx.raw<{ rows: { name: string }[] }>(
    `select ?? as name from ?? where document_id = ? and coalesce(btrim(??), '') <> '' order by locale desc limit 1`,
    [field, strapi.getModel(uid).collectionName, documentId, field] as never,
  );
  return rows[0]?.name ?? null;
};

/**
 * Checks a written slug, or makes one out of the name for a new document and for one whose slug was cleared.
 * Arabic names are transliterated.
 * @param nameField the localised field that holds the name
 * @throws ValidationError for what cannot stand in a URL as it is
 */
export const completeSlug = async (write: DocumentWrite, nameField: string): Promise<void> => {
  const { data, action } = write;
  const written = typeof data['slug'] === 'string' ? data['slug'].trim() : data['slug'];
  if (typeof written === 'string' && written !== '') {
    if (!slugPattern.test(written) || written.length > LONGEST_SLUG) {
      throw invalidField('slug', 'must be lower-case letters and digits with single hyphens between');
    }
    data['slug'] = written;
    return;
  }
  if (action === 'update' && written === undefined) return;
  const name = data[nameField] ?? (await storedName(write, nameField));
  if (typeof name !== 'string' || name.trim() === '') {
    delete data['slug'];
    return;
  }
  data['slug'] = await firstFree(write, slugOf(name) || fallbackOf(write));
};
