import { setTimeout as pause } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import { ORDER_LIVE, type OrderHappened } from '../../../../../api/order/followers';
import { readHappened } from '../../../../../api/order/live-store';
import type { ClaimedMessage, OutboxBatchHandler } from '../../../../../outbox/handler';
import { broadcast } from './broadcast';
import { type Announced, LIVE } from './live-event';
import { announceOrderEvent } from './order-events';

/** What is late by minutes is found by asking, so nothing is tried for long. */
const soon = { most: 200, attempts: 8, firstPauseMs: 100, longestPauseMs: 10_000 };

/** Clients need so long to come back after a start. */
const BACK_WITHIN_MS = 8_000;

type Send = (messages: ClaimedMessage[]) => Promise<void>;

/**
 * Sends what messages of a topic say. What was written before the start waits until clients are back; what cannot be
 * sent for long is let go, because nobody wants it any more.
 */
const sending = (strapi: Core.Strapi, topic: string, send: Send): OutboxBatchHandler => {
  const startedAt = Date.now();
  return {
    ...soon,
    topic,
    handleAll: async (messages, signal) => {
      const left = startedAt + BACK_WITHIN_MS - Date.now();
      const isOld = messages.some(({ createdAt }) => createdAt.getTime() < startedAt);
      if (isOld && left > 0) await pause(left, undefined, { signal, ref: false });
      try {
        await send(messages);
      } catch (error) {
        if (messages.some(({ attempt }) => attempt < soon.attempts)) throw error;
        strapi.log.error(error);
      }
    },
  };
};

/** Who sends by socket what the outbox says. */
export const liveHandlers = (strapi: Core.Strapi): OutboxBatchHandler[] => [
  // What has happened to orders, each order's events in their order.
  sending(strapi, ORDER_LIVE, async (messages) => {
    const happened = messages.map(({ payload }) => payload as OrderHappened);
    const events = await readHappened(strapi.db.connection, happened);
    await broadcast(strapi, events.map(announceOrderEvent));
  }),
  // What stands in the messages.
  sending(strapi, LIVE, (messages) =>
    broadcast(
      strapi,
      messages.map(({ payload }) => payload as Announced),
    ),
  ),
];
