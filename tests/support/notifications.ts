import { api, app } from './application';
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

/** The application's own connection, for what is called within it. */
export const db = () => app.strapi.db.connection;
