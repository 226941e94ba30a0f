import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import type { Owner } from './subscription-store';

/** How many notifications a customer has not read. */
export const countUnread = async (db: Knex, { companyCode, customerId }: Owner): Promise<number> => {
  const [row] = await queryPrepared<{ unread: number }>(
    db,
    `select count(*)::int as unread from notifications
      where company_code = ? and customer_id = ? and read_at is null and deleted_at is null`,
    [companyCode, customerId],
  );
  return row?.unread ?? 0;
};

/**
 * Marks notifications of a customer as read.
 * @param ids null for all of them; those of others are left alone
 * @returns how many were not read before
 */
export const markRead = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  ids: string[] | null,
): Promise<number> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `update notifications set read_at = now()
      where company_code = ? and customer_id = ? and read_at is null and deleted_at is null
        and (?::text[] is null or document_id = any(?::text[]))
     returning 1`,
    [companyCode, customerId, ids, ids],
  );
  return rows.length;
};

/**
 * Takes away what a notification said. That it was told stays known, so that it is not told again.
 * @returns false where the customer has no such notification
 */
export const deleteNotification = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  documentId: string,
): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `update notifications
        set deleted_at = now(), title_en = '', title_ar = '', message_en = '', message_ar = '', data = '{}'
      where company_code = ? and customer_id = ? and document_id = ? and deleted_at is null
     returning 1`,
    [companyCode, customerId, documentId],
  );
  return rows.length > 0;
};

/**
 * Forgets what customers were told longer ago than so many days, and what they deleted then, some thousands at a time.
 * @param step how many in one statement
 */
export const trimNotifications = async (db: Knex, days: number, step = 10_000): Promise<void> => {
  const trimSome = async (): Promise<number> => {
    const [trimmed] = await queryPrepared<{ count: number }>(
      db,
      `with trimmed as (
         delete from notifications where document_id in (
           select document_id from notifications where created_at < now() - ?::int * interval '1 day'
            order by created_at limit ? for update skip locked)
         returning 1)
       select count(*)::int as count from trimmed`,
      [days, step],
    );
    return trimmed?.count ?? 0;
  };
  while ((await trimSome()) === step);
};

/** Forgets everything that was told to a customer, how they wanted it, and where. */
export const forgetNotifications = async (trx: Knex, customerId: string): Promise<void> => {
  await queryPrepared(trx, 'delete from notifications where customer_id = ?', [customerId]);
  await queryPrepared(trx, 'delete from notification_preferences where customer_id = ?', [customerId]);
  await queryPrepared(trx, 'delete from push_subscriptions where customer_id = ?', [customerId]);
};
