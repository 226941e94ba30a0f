import type { Core } from '@strapi/strapi';
import { isUrgent } from '../../domain/notification/kind';
import { HandlingFailure } from '../../outbox/failure';
import { enqueue } from '../../outbox/enqueue';
import type { OutboxHandler } from '../../outbox/handler';
import { deliver, type Delivery } from '../../push/deliver';
import { pushSettingsOf } from '../../push/settings';
import { PUSH_TOPIC, type PushMessage } from './push-message';
import { findSubscription, forgetGone } from './subscription-store';

/** So long a push service may have the shop wait by its own word. */
const LONGEST_PAUSE_MS = 60 * 60_000;

/**
 * Hands notifications to the push services of browsers, until they are worth nothing any more. What a service asks to
 * have later comes anew then; a browser that is gone is forgotten.
 */
export const pushHandler = (strapi: Core.Strapi): OutboxHandler => {
  const db = strapi.db.connection;

  const comeAgain = (message: PushMessage, company: string | null, delayMs: number): Promise<void> =>
    enqueue(db, { topic: PUSH_TOPIC, payload: message, delayMs, ...(company !== null && { company }) });

  const conclude = async (
    delivery: Exclude<Delivery, { outcome: 'taken' | 'gone' }>,
    message: PushMessage,
    company: string | null,
  ): Promise<void> => {
    const words = `the push service answered ${delivery.status}`;
    if (delivery.outcome === 'refused') throw new HandlingFailure(words, { retry: false });
    if (delivery.pauseMs === null) throw new HandlingFailure(words, { retry: true });
    await comeAgain(message, company, Math.round(Math.min(delivery.pauseMs, LONGEST_PAUSE_MS)));
  };

  return {
    topic: PUSH_TOPIC,
    concurrency: 20,
    attempts: 10,
    firstPauseMs: 2_000,
    longestPauseMs: 30 * 60_000,
    handle: async ({ payload, company }, signal) => {
      const message = payload as PushMessage;
      const { account, subscription: documentId, shown, until } = message;
      const settings = pushSettingsOf(strapi);
      const ttl = Math.floor((Date.parse(until) - Date.now()) / 1_000);
      if (!settings || ttl <= 0) return;
      const subscription = await findSubscription(db, documentId, account);
      if (!subscription) return;
      const push = { payload: JSON.stringify(shown), ttl, isUrgent: isUrgent(shown.kind), topic: shown.id };
      const delivery = await deliver(subscription, push, settings, signal);
      if (delivery.outcome === 'taken') return;
      if (delivery.outcome === 'gone') await forgetGone(db, documentId, subscription);
      else await conclude(delivery, message, company);
    },
  };
};
