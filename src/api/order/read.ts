import type { Knex } from 'knex';
import type { ReadLocale } from '../../storefront/list-query';
import { byDocumentId, readOne, type ReadScope } from '../../storefront/read';
import { orderDetailSource } from './source';

/**
 * An order with its timeline as JSON text.
 * @throws DomainError `not_found`
 */
export const readOrder = (
  db: Knex,
  { locale, ...scope }: ReadScope & { locale: ReadLocale | null },
  documentId: string,
): Promise<string> => readOne(db, orderDetailSource, scope, locale, byDocumentId(documentId));
