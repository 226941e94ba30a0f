import type { Knex } from 'knex';
import { invalidField } from '../domain/errors';

/**
 * The row ids of uploaded files, in the order of their document ids.
 * @throws ValidationError naming the field when one does not exist
 */
export const fileRowIds = async (trx: Knex, field: string, documentIds: string[]): Promise<number[]> => {
  const { rows } = await trx.raw<{ rows: { id: number; document_id: string }[] }>(
    'select id, document_id from files where document_id = any(?)',
    [documentIds],
  );
  const byDocument = new Map(rows.map((row) => [row.document_id, row.id]));
  return documentIds.map((documentId) => {
    const id = byDocument.get(documentId);
    if (id === undefined) throw invalidField(field, `not found: ${documentId}`);
    return id;
  });
};
