import type { Knex } from 'knex';
import { invalidField } from '../domain/errors';
import type { WrittenDocument } from './document-write';

/**
 * The row ids of uploaded files that a company may show: its own and shared ones. In the order of their
 * document ids.
 * @throws ValidationError naming the field when one does not exist
 */
export const fileRowIds = async (
  trx: Knex,
  field: string,
  documentIds: string[],
  companyCode: string,
): Promise<number[]> => {
  const { rows } = await trx.raw<{ rows: { id: number; document_id: string }[] }>(
    // Shares the lock with the foreign key to come, so that a file being deleted is gone or stays.
    `select id, document_id from files
      where document_id = any(?) and (company_code is null or company_code = ?)
      order by id for key share`,
    [documentIds, companyCode],
  );
  const byDocument = new Map(rows.map((row) => [row.document_id, row.id]));
  return documentIds.map((documentId) => {
    const id = byDocument.get(documentId);
    if (id === undefined) throw invalidField(field, `not found: ${documentId}`);
    return id;
  });
};

/**
 * Refuses pictures of other companies. It looks at what is stored: the panel sends files in several forms.
 * @throws ValidationError naming the field
 */
export const assertFilesInCompany = async ({
  strapi,
  trx,
  uid,
  documentId,
  company,
  data,
}: WrittenDocument): Promise<void> => {
  const { attributes, collectionName } = strapi.getModel(uid);
  const written = Object.entries(attributes)
    .filter(([field, attribute]) => attribute.type === 'media' && field in data)
    .map(([field]) => field);
  if (!company || written.length === 0) return;
  const { rows } = await trx.raw<{ rows: { field: string; document_id: string }[] }>(
    `select m.field, f.document_id from files_related_mph m join files f on f.id = m.file_id
      where m.related_type = ? and m.related_id in (select id from ?? where document_id = ?)
        and m.field = any(?) and f.company_code is not null and f.company_code <> ? limit 1`,
    [uid, collectionName, documentId, written, company.code],
  );
  if (rows[0]) throw invalidField(rows[0].field, `not found: ${rows[0].document_id}`);
};
