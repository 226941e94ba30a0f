import type { Core } from '@strapi/strapi';
import { ORDER_LIVE, type OrderHappened } from '../../../../../api/order/followers';
import { readHappened } from '../../../../../api/order/live-store';
import type { OutboxBatchHandler } from '../../../../../outbox/handler';
import { broadcast } from './broadcast';
import { type Announced, LIVE } from './live-event';
import { announceOrderEvent } from './order-events';

/** What is late by minutes is found by asking, so nothing is tried for long. */
const soon = { most: 200, attempts: 8, firstPauseMs: 100, longestPauseMs: 10_000 };

/** Sends what has happened to orders, each order's events in their order. */
const orderEvents = (strapi: Core.Strapi): OutboxBatchHandler => ({
  ...soon,
  topic: ORDER_LIVE,
  handleAll: async (messages) => {
    const happened = messages.map(({ payload }) => payload as OrderHappened);
    const events = await readHappened(strapi.db.connection, happened);
    await broadcast(strapi, events.map(announceOrderEvent));
  },
});

/** Sends what stands in the messages. */
const liveEvents = (strapi: Core.Strapi): OutboxBatchHandler => ({
  ...soon,
  topic: LIVE,
  handleAll: async (messages) => {
    await broadcast(
      strapi,
      messages.map(({ payload }) => payload as Announced),
    );
  },
});

/** Who sends by socket what the outbox says. */
export const liveHandlers = (strapi: Core.Strapi): OutboxBatchHandler[] => [
  orderEvents(strapi),
  liveEvents(strapi),
];
