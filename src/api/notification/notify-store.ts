import type { Knex } from 'knex';
import type { ChosenChannels } from '../../domain/notification/kind';
import { queryPrepared } from '../../postgres/prepared';

/** Somebody who is told of something, and how they want to be. */
export type Recipient = {
  customer: string;
  company: string;
  name: string;
  email: string;
  /** whether the address is proven to be theirs */
  confirmed: boolean;
  language: 'en' | 'ar' | null;
  chosen: ChosenChannels;
  /** minutes since midnight; both are null where there are no quiet hours */
  quietFrom: number | null;
  quietTo: number | null;
  /** document ids of the browsers that take what is pushed */
  subscriptions: string[];
};

/**
 * Reads who of some customers can be told of something: not who is blocked or erased. Nobody is erased while this
 * transaction lasts.
 */
export const readRecipients = (trx: Knex, customers: string[]): Promise<Recipient[]> =>
  queryPrepared(
    trx,
    `select u.document_id as customer, u.company_code as company, u.name, u.email, u.language,
            coalesce(u.confirmed, false) as confirmed,
            coalesce(p.channels, '{}')::json as chosen, p.quiet_from as "quietFrom", p.quiet_to as "quietTo",
            array(select s.document_id from push_subscriptions s
                   where s.customer_id = u.document_id and s.company_code = u.company_code
                     and (s.expires_at is null or s.expires_at > now())
                   order by s.created_at, s.document_id) as subscriptions
       from up_users u
       left join notification_preferences p on p.customer_id = u.document_id
      where u.document_id = any(?::text[]) and u.kind = 'customer' and u.erased_at is null
        and not coalesce(u.blocked, false)
      order by u.document_id
        for key share of u`,
    [customers],
  );

/** A notification as it is stored. */
export type NewNotification = {
  documentId: string;
  company: string;
  customer: string;
  kind: string;
  source: string;
  title: { en: string; ar: string };
  message: { en: string; ar: string };
  data: Record<string, unknown>;
  order: string | null;
  /** when it happened; null for now */
  at: Date | null;
};

/**
 * Stores notifications, in their order; who was told of the same thing before is not told again.
 * @returns when each new one happened, by its document id
 */
export const insertNotifications = async (
  trx: Knex,
  notifications: NewNotification[],
): Promise<Map<string, Date>> => {
  const rows = await queryPrepared<{ documentId: string; createdAt: Date }>(
    trx,
    `insert into notifications (document_id, company_code, customer_id, kind, source, title_en, title_ar,
                                message_en, message_ar, data, order_id, created_at)
     select document_id, company, customer, kind, source, title_en, title_ar, message_en, message_ar, data, order_id,
            coalesce(at, now())
       from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                   ?::text[], ?::jsonb[], ?::text[], ?::timestamptz[])
            with ordinality news(document_id, company, customer, kind, source, title_en, title_ar, message_en,
                                 message_ar, data, order_id, at, place)
      order by place
     on conflict (customer_id, source) do nothing
     returning document_id as "documentId", created_at as "createdAt"`,
    [
      notifications.map(({ documentId }) => documentId),
      notifications.map(({ company }) => company),
      notifications.map(({ customer }) => customer),
      notifications.map(({ kind }) => kind),
      notifications.map(({ source }) => source),
      notifications.map(({ title }) => title.en),
      notifications.map(({ title }) => title.ar),
      notifications.map(({ message }) => message.en),
      notifications.map(({ message }) => message.ar),
      notifications.map(({ data }) => JSON.stringify(data)),
      notifications.map(({ order }) => order),
      notifications.map(({ at }) => at?.toISOString() ?? null),
    ],
  );
  return new Map(rows.map(({ documentId, createdAt }) => [documentId, createdAt]));
};
