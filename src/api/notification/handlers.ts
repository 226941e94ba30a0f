import type { Core } from '@strapi/strapi';
import { inTransaction } from '../../documents/save';
import { newsOf } from '../../domain/notification/order-news';
import { enqueueQuietly } from '../../outbox/enqueue';
import type { OutboxBatchHandler, OutboxHandler } from '../../outbox/handler';
import { complainOfPushKeys } from '../../push/settings';
import { ORDER_NOTIFICATION, type OrderHappened } from '../order/followers';
import type { News } from './news';
import { notifyCustomers } from './notify';
import { type NotedEvent, readNoted } from './order-news-store';
import { newsOfOrder } from './order-words';
import { pushHandler } from './push-handler';
import { staffAlerts } from './staff-alert';

const ofCustomer = (event: NotedEvent): event is NotedEvent & { customerId: string } =>
  event.customerId !== null;

/** Tells customers, and staff where they have to look, of what happened to orders. */
const orderNotifications = (strapi: Core.Strapi): OutboxBatchHandler => {
  const page = strapi.config.get<string>('notifications.orderPage');

  const newsIn = (events: NotedEvent[]): News[] =>
    events
      .filter(ofCustomer)
      .flatMap((event) =>
        newsOf([event]).map((news) => newsOfOrder(event, news, page.replace(':id', event.orderId))),
      );

  return {
    topic: ORDER_NOTIFICATION,
    most: 100,
    gatherMs: 50,
    attempts: 12,
    firstPauseMs: 500,
    longestPauseMs: 5 * 60_000,
    handleAll: (messages) =>
      inTransaction(strapi, async (trx) => {
        const events = await readNoted(
          trx,
          messages.map(({ payload }) => payload as OrderHappened),
        );
        await notifyCustomers(trx, newsIn(events));
        await enqueueQuietly(trx, staffAlerts(events));
      }),
  };
};

/** Who makes notifications of what the outbox says, and hands them to browsers. */
export const notificationHandlers = (strapi: Core.Strapi): (OutboxBatchHandler | OutboxHandler)[] => {
  complainOfPushKeys(strapi);
  return [orderNotifications(strapi), pushHandler(strapi)];
};
