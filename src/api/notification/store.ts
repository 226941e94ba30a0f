import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** How many notifications a customer has not read. */
export const countUnread = async (db: Knex, customerId: string): Promise<number> => {
  const [row] = await queryPrepared<{ unread: number }>(
    db,
    `select count(*)::int as unread from notifications
      where customer_id = ? and read_at is null and deleted_at is null`,
    [customerId],
  );
  return row?.unread ?? 0;
};

/**
 * Marks notifications of a customer as read.
 * @param ids null for all of them; those of others are left alone
 * @returns how many were not read before
 */
export const markRead = async (trx: Knex, customerId: string, ids: string[] | null): Promise<number> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `update notifications set read_at = now()
      where customer_id = ? and read_at is null and deleted_at is null
        and (?::text[] is null or document_id = any(?::text[]))
     returning 1`,
    [customerId, ids, ids],
  );
  return rows.length;
};

/**
 * Takes away what a notification said. That it was told stays known, so that it is not told again.
 * @returns false where the customer has no such notification
 */
export const deleteNotification = async (
  trx: Knex,
  customerId: string,
  documentId: string,
): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `update notifications
        set deleted_at = now(), title_en = '', title_ar = '', message_en = '', message_ar = '', data = '{}'
      where customer_id = ? and document_id = ? and deleted_at is null
     returning 1`,
    [customerId, documentId],
  );
  return rows.length > 0;
};

/** Forgets what customers were told longer ago than so many days, and what they deleted then. */
export const trimNotifications = async (db: Knex, days: number): Promise<void> => {
  await queryPrepared(
    db,
    `delete from notifications where document_id in (
       select document_id from notifications where created_at < now() - ?::int * interval '1 day'
        order by created_at limit 10000)`,
    [days],
  );
};

/** Forgets everything that was told to a customer, how they wanted it, and where. */
export const forgetNotifications = async (trx: Knex, customerId: string): Promise<void> => {
  await queryPrepared(trx, 'delete from notifications where customer_id = ?', [customerId]);
  await queryPrepared(trx, 'delete from notification_preferences where customer_id = ?', [customerId]);
  await queryPrepared(trx, 'delete from push_subscriptions where customer_id = ?', [customerId]);
};
