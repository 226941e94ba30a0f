import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import { alternativeText, formats } from '../../storefront/images.sql';
import type { ReadLocale } from '../../storefront/list-query';
import type { Company } from '../../tenancy/company';

/**
 * Uploaded files as the JSON text of their answers, in the order of their document ids. `size` is in kilobytes.
 */
export const readMedia = async (
  db: Knex,
  company: Company,
  locale: ReadLocale,
  documentIds: string[],
): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { body: string }[] }>(
    `with request as (select ?::text as locale, ?::text as fallback)
     select json_build_object(
              'documentId', f.document_id, 'url', f.url, 'filename', f.hash || f.ext,
              'alternativeText', ${alternativeText({ locale: 'request.locale', fallback: 'request.fallback' })},
              'formats', ${formats}, 'mime', f.mime, 'size', trim_scale(f.size),
              'width', f.width, 'height', f.height)::text as body
       from request, unnest(?::text[]) with ordinality wanted(id, place) join files f on f.document_id = wanted.id
      order by wanted.place`,
    [locale, company.defaultLocale, documentIds],
  );
  return rows.map((row) => row.body);
};

/**
 * Finds a file that a company may change, its own or a shared one, by the name that an upload answered.
 * @throws DomainError `not_found`
 */
export const findFile = async (
  db: Knex,
  company: Company,
  filename: string,
): Promise<{ id: number; documentId: string }> => {
  const { rows } = await db.raw<{ rows: { id: number; documentId: string }[] }>(
    `select id, document_id as "documentId" from files where hash || ext = ? and (company_code is null or company_code = ?)`,
    [filename, company.code],
  );
  if (!rows[0]) throw notFound('file');
  return rows[0];
};

/** Changes what a file shows, in words; a language that is absent stays. */
export const writeAlternativeText = async (
  trx: Knex,
  id: number,
  texts: { en?: string | null; ar?: string | null },
): Promise<void> => {
  await trx.raw(
    `update files set alternative_text = case when ? then ?::text else alternative_text end,
                      alternative_text_ar = case when ? then ?::text else alternative_text_ar end,
                      updated_at = now() at time zone 'utc'
      where id = ?`,
    [texts.en !== undefined, texts.en ?? null, texts.ar !== undefined, texts.ar ?? null, id],
  );
};
