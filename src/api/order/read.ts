import type { Knex } from 'knex';
import { MAX_PAGE_SIZE, type ReadLocale } from '../../storefront/list-query';
import { byDocumentId, readOne, readPage, type ReadScope } from '../../storefront/read';
import { fragment } from '../../storefront/sql-fragment';
import type { Company } from '../../tenancy/company';
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

const aPage = { locale: null, pageSize: MAX_PAGE_SIZE, sort: [], fields: null, filters: [] };

/** All orders of a customer with their timelines, the newest first, as a JSON array. */
export const readOrdersOf = async (db: Knex, company: Company, customerId: string): Promise<string> => {
  const pages: string[] = [];
  for (let page = 1, count = 1; (page - 1) * MAX_PAGE_SIZE < count; page += 1) {
    const own = fragment('customer_id = ?', customerId);
    const scope: ReadScope = { company, audience: 'public' };
    const { items, total } = await readPage(db, orderDetailSource, scope, { ...aPage, page }, own);
    if (items !== '') pages.push(items);
    count = total;
  }
  return `[${pages.join(',')}]`;
};
