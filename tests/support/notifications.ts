import type { News } from '../../src/api/notification/news';
import { notifyCustomers } from '../../src/api/notification/notify';
import { reloadCompanies } from '../../src/tenancy/registry';
import { api, app, sql } from './application';
import { unique } from './catalogue';
import type { Customer } from './customers';
import { until } from './outbox';

/** A notification as its customer reads it. */
export interface NotificationItem {
  documentId: string;
  kind: string;
  title: unknown;
  message: unknown;
  data: Record<string, unknown>;
  order: string | null;
  read: boolean;
  createdAt: string;
}

/** A page of notifications. */
export interface NotificationPage {
  data: NotificationItem[];
  meta: { pagination: { total: number; page: number; pageSize: number; pageCount: number }; unread: number };
}

/** What a customer was told, the newest first. */
export const notificationsOf = async (
  { options }: Pick<Customer, 'options'>,
  query: Record<string, string | number | boolean> = {},
): Promise<NotificationPage> => {
  const response = await api.get('/api/notification', { ...options, query }).expect(200);
  return response.body as NotificationPage;
};

/** Waits until a customer was told so many things. */
export const toldTo = async (
  customer: Pick<Customer, 'options'>,
  count: number,
): Promise<NotificationItem[]> => {
  const page = await until(
    () => notificationsOf(customer),
    ({ meta }) => meta.pagination.total >= count,
  );
  return page.data;
};

/**
 * Tells customers of something as a service of the application would. The companies are known to the application, not
 * to a test's own copy of its modules; nor does its outbox hear of what is written here.
 */
export const tell = async (...news: News[]): Promise<void> => {
  await reloadCompanies(app.strapi);
  await app.strapi.db.transaction(({ trx }) => notifyCustomers(trx, news));
  for (const topic of ['live', 'mail_bulk', 'push'])
    await sql.query('select pg_notify($1, $2)', ['outbox', topic]);
};

/** Has the address of a customer be proven theirs, as the mail of their registration would. */
export const confirmAddress = async ({ documentId }: Pick<Customer, 'documentId'>): Promise<void> => {
  await sql.query('update up_users set confirmed = true where document_id = $1', [documentId]);
};

/** That an order of a customer is on its way. */
export const newsFor = (customer: Customer, overrides: Partial<News> = {}): News => ({
  customer: customer.documentId,
  company: customer.options.company,
  kind: 'order_on_its_way',
  source: unique('source-'),
  data: {},
  values: { invoice: '10007' },
  ...overrides,
});
