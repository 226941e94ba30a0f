import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';

const tableOf = (strapi: Core.Strapi, uid: string): string =>
  strapi.getModel(uid as UID.ContentType).collectionName;

/** The company of a stored document, null when there is no such document. */
export const findCompanyCode = async (
  strapi: Core.Strapi,
  trx: Knex,
  uid: string,
  documentId: string,
): Promise<string | null> => {
  const { rows } = await trx.raw<{ rows: { company_code: string }[] }>(
    'select company_code from ?? where document_id = ? limit 1',
    [tableOf(strapi, uid), documentId],
  );
  return rows[0]?.company_code ?? null;
};

/** Those of the ids that are no documents of this company. */
export const findForeignTargets = async (
  strapi: Core.Strapi,
  trx: Knex,
  uid: string,
  ids: string[],
  companyCode: string,
): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>(
    `select wanted.id from unnest(?::text[]) wanted(id)
      where not exists (select 1 from ?? t where t.document_id = wanted.id and t.company_code = ?)`,
    [ids, tableOf(strapi, uid), companyCode],
  );
  return rows.map((row) => row.id);
};

/** The languages in which a localised document has rows. */
export const findLocales = async (
  strapi: Core.Strapi,
  trx: Knex,
  uid: string,
  documentId: string,
): Promise<string[]> => {
  const { rows } = await trx.raw<{ rows: { locale: string }[] }>(
    'select locale from ?? where document_id = ?',
    [tableOf(strapi, uid), documentId],
  );
  return rows.map((row) => row.locale);
};

/** Whether a document says anything in another language than this one. */
export const hasOtherLanguage = async (
  strapi: Core.Strapi,
  trx: Knex,
  uid: string,
  documentId: string,
  locale: string,
  fields: string[],
): Promise<boolean> => {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `select 1 from ?? t where t.document_id = ? and t.locale <> ?
        and exists (select 1 from unnest(?::text[]) field where coalesce(btrim(to_jsonb(t) ->> field), '') <> '')`,
    [tableOf(strapi, uid), documentId, locale, fields],
  );
  return rows.length > 0;
};
