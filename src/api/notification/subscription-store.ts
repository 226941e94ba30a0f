import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import type { Subscription } from '../../push/deliver';

/** Whose a browser is. */
export type Owner = { companyCode: string; customerId: string };

/**
 * Keeps a browser of a customer, whoever had it before; of many the newest.
 * @returns its document id
 */
export const saveSubscription = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  { endpoint, p256dh, auth, expiresAt }: Subscription & { expiresAt: Date | null },
  most: number,
): Promise<string> => {
  const [saved] = await queryPrepared<{ documentId: string }>(
    trx,
    `insert into push_subscriptions (document_id, company_code, customer_id, endpoint, p256dh, auth, expires_at)
     values (?, ?, ?, ?, ?, ?, ?)
     on conflict (endpoint) do update
        set company_code = excluded.company_code, customer_id = excluded.customer_id, p256dh = excluded.p256dh,
            auth = excluded.auth, expires_at = excluded.expires_at, created_at = now()
     returning document_id as "documentId"`,
    [createId(), companyCode, customerId, endpoint, p256dh, auth, expiresAt],
  );
  if (!saved) throw new Error('a subscription was neither new nor known');
  await queryPrepared(
    trx,
    `delete from push_subscriptions where document_id in (
       select document_id from push_subscriptions where customer_id = ? and document_id <> ?
        order by created_at desc, document_id offset ?)`,
    [customerId, saved.documentId, most - 1],
  );
  return saved.documentId;
};

/** Finds a browser of a customer. */
export const findSubscription = async (
  db: Knex,
  documentId: string,
  customerId: string,
): Promise<Subscription | null> => {
  const [subscription] = await queryPrepared<Subscription>(
    db,
    'select endpoint, p256dh, auth from push_subscriptions where document_id = ? and customer_id = ?',
    [documentId, customerId],
  );
  return subscription ?? null;
};

/** Forgets a browser of a customer, if it is theirs. */
export const forgetEndpoint = async (db: Knex, customerId: string, endpoint: string): Promise<void> => {
  await queryPrepared(db, 'delete from push_subscriptions where customer_id = ? and endpoint = ?', [
    customerId,
    endpoint,
  ]);
};

/** Forgets a browser that takes nothing any more, unless it has come back with other keys meanwhile. */
export const forgetGone = async (
  db: Knex,
  documentId: string,
  { p256dh, auth }: Subscription,
): Promise<void> => {
  await queryPrepared(
    db,
    'delete from push_subscriptions where document_id = ? and p256dh = ? and auth = ?',
    [documentId, p256dh, auth],
  );
};

/** Forgets the browsers whose time is over. */
export const trimSubscriptions = async (db: Knex): Promise<void> => {
  await queryPrepared(db, 'delete from push_subscriptions where expires_at <= now()', []);
};
