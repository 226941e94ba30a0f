import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import type { ChosenChannels } from '../../domain/notification/kind';
import { queryPrepared } from '../../postgres/prepared';
import type { Subscription } from '../../push/deliver';

/** Whose a browser is. */
export type Owner = { companyCode: string; customerId: string };

/** A browser to keep, and the session in which it was brought. */
export type NewSubscription = Subscription & { expiresAt: Date | null; session: string };

/**
 * Keeps a browser of a customer while their session lasts; of many the newest. Whose it was before does not matter to
 * the browser itself, which alone knows its secret.
 * @returns its document id; null where it is somebody else's with another secret, or the session is over
 */
export const saveSubscription = async (
  trx: Knex,
  { companyCode, customerId }: Owner,
  { endpoint, p256dh, auth, expiresAt, session }: NewSubscription,
  most: number,
): Promise<string | null> => {
  const [saved] = await queryPrepared<{ documentId: string }>(
    trx,
    `insert into push_subscriptions as known
            (document_id, company_code, customer_id, session_id, endpoint, p256dh, auth, expires_at)
     select ?, ?, s.account_id, s.id, ?, ?, ?, ?::timestamptz
       from account_sessions s
      where s.id = ?::uuid and s.kind = 'customer' and s.account_id = ? and s.expires_at > now()
        for key share
     on conflict (endpoint) do update
        set company_code = excluded.company_code, customer_id = excluded.customer_id,
            session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth,
            expires_at = excluded.expires_at, refusals = 0, created_at = now()
      where known.customer_id = excluded.customer_id or known.auth = excluded.auth
     returning document_id as "documentId"`,
    [createId(), companyCode, endpoint, p256dh, auth, expiresAt, session, customerId],
  );
  if (!saved) return null;
  await queryPrepared(
    trx,
    `delete from push_subscriptions where document_id in (
       select document_id from push_subscriptions where company_code = ? and customer_id = ? and document_id <> ?
        order by created_at desc, document_id offset ?)`,
    [companyCode, customerId, saved.documentId, most - 1],
  );
  return saved.documentId;
};

/** A browser that can be told now, and what its customer has chosen by now. */
export type KnownSubscription = Subscription & { refusals: number; chosen: ChosenChannels };

/** Finds a browser of a customer, unless its session is over, or they are blocked by now. */
export const findSubscription = async (
  db: Knex,
  documentId: string,
  { companyCode, customerId }: Owner,
): Promise<KnownSubscription | null> => {
  const [subscription] = await queryPrepared<KnownSubscription>(
    db,
    `select b.endpoint, b.p256dh, b.auth, b.refusals, coalesce(p.channels, '{}')::json as chosen
       from push_subscriptions b
       join account_sessions s on s.id = b.session_id and s.expires_at > now()
       join up_users u on u.document_id = b.customer_id and u.company_code = b.company_code
        and u.kind = 'customer' and not coalesce(u.blocked, false)
       left join notification_preferences p on p.customer_id = b.customer_id
      where b.document_id = ? and b.company_code = ? and b.customer_id = ?`,
    [documentId, companyCode, customerId],
  );
  return subscription ?? null;
};

/** Forgets a browser of a customer, if it is theirs. */
export const forgetEndpoint = async (
  db: Knex,
  { companyCode, customerId }: Owner,
  endpoint: string,
): Promise<void> => {
  await queryPrepared(
    db,
    'delete from push_subscriptions where company_code = ? and customer_id = ? and endpoint = ?',
    [companyCode, customerId, endpoint],
  );
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

/**
 * Notes how often in a row the push service of a browser has refused.
 * @param refusals 0 once it has taken something
 */
export const noteRefusals = async (
  db: Knex,
  documentId: string,
  { p256dh, auth }: Subscription,
  refusals: number,
): Promise<void> => {
  await queryPrepared(
    db,
    'update push_subscriptions set refusals = ? where document_id = ? and p256dh = ? and auth = ?',
    [refusals, documentId, p256dh, auth],
  );
};

/** Forgets the browsers whose time is over. */
export const trimSubscriptions = async (db: Knex): Promise<void> => {
  await queryPrepared(db, 'delete from push_subscriptions where expires_at <= now()', []);
};
