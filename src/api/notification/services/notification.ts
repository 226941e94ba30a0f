import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../../documents/save';
import { notFound } from '../../../domain/errors';
import type { ListQuery } from '../../../storefront/list-query';
import { type Page, readPage } from '../../../storefront/read';
import { fragment } from '../../../storefront/sql-fragment';
import type { Company } from '../../../tenancy/company';
import { notificationSource } from '../source';
import { countUnread, deleteNotification, markRead } from '../store';
import type { Owner } from '../subscription-store';
import type { ReadBody } from '../validation';

const idsOf = ({ id, ids }: ReadBody): string[] | null => ids ?? (id === undefined ? null : [id]);

/** What a customer was told. */
export const createNotificationService = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** A page of a customer's notifications, and how many of all they have not read. */
  async list(
    company: Company,
    customerId: string,
    query: ListQuery,
  ): Promise<{ page: Page; unread: number }> {
    const db = strapi.db.connection;
    const scope = { company, audience: 'public' as const };
    const [page, unread] = await Promise.all([
      readPage(db, notificationSource, scope, query, fragment('customer_id = ?', customerId)),
      countUnread(db, { companyCode: company.code, customerId }),
    ]);
    return { page, unread };
  },

  /** @returns how many were not read before, and how many are not read now */
  read: (owner: Owner, body: ReadBody): Promise<{ updated: number; unread: number }> =>
    inTransaction(strapi, async (trx) => ({
      updated: await markRead(trx, owner, idsOf(body)),
      unread: await countUnread(trx, owner),
    })),

  /** @throws DomainError `not_found` */
  async remove(owner: Owner, documentId: string): Promise<void> {
    if (!(await deleteNotification(strapi.db.connection, owner, documentId))) {
      throw notFound('notification');
    }
  },
});

export default createNotificationService;
