import { invalidField } from '../domain/errors';
import type { WrittenDocument } from './document-write';

/** Empty strings from forms mean "nothing"; keys that must be unique would clash on them. */
export const blankToNull = (data: Record<string, unknown>, fields: string[]): void => {
  for (const field of fields) {
    const value = data[field];
    if (typeof value === 'string') data[field] = value.trim() === '' ? null : value.trim();
  }
};

/**
 * Every document says its name in at least one language.
 * @throws ValidationError
 */
export const assertNamed = async (
  { trx, strapi, uid, documentId }: WrittenDocument,
  field: string,
): Promise<void> => {
  const { rows } = await trx.raw<{ rows: { named: boolean }[] }>(
    `select coalesce(bool_or(coalesce(btrim(??), '') <> ''), false) as named from ?? where document_id = ?`,
    [field, strapi.getModel(uid).collectionName, documentId] as never,
  );
  if (!rows[0]?.named) throw invalidField(field, 'is needed in at least one language');
};

/** The stored values of a document, by column; numbers of type numeric come as numbers. */
export const storedRow = async <Row>({ trx, strapi, uid, documentId }: WrittenDocument): Promise<Row> => {
  const { rows } = await trx.raw<{ rows: Row[] }>(
    'select * from ?? where document_id = ? order by id limit 1',
    [strapi.getModel(uid).collectionName, documentId] as never,
  );
  const [row] = rows;
  if (!row) throw new Error(`${uid} ${documentId} vanished within its own write`);
  return row;
};
