import type { Core } from '@strapi/strapi';
import { channelsFor, isUrgent } from '../../domain/notification/kind';
import { lastWords } from '../../outbox/failure';
import { enqueue } from '../../outbox/enqueue';
import type { ClaimedMessage, OutboxHandler } from '../../outbox/handler';
import { pauseAfter } from '../../outbox/pause';
import { deliver, type Delivery } from '../../push/deliver';
import { type PushSettings, pushSettingsOf } from '../../push/settings';
import { PUSH_TOPIC, type PushMessage } from './push-message';
import { findSubscription, forgetGone, type KnownSubscription, noteRefusals } from './subscription-store';

/** At least and at most so long a push service may have the shop wait by its own word. */
const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** So often a push service is asked to take a message. */
const MOST_TRIES = 8;

/** After so many refusals in a row a browser is forgotten. */
const MOST_REFUSALS = 3;

/** So many browsers of one customer are told at once: push services that hang are not to hold up everybody else. */
const MOST_AT_ONCE = 3;

/** How long one waits whose customer has as many at work. */
const WAITING_MS = 2_000;

const pauses = { firstPauseMs: 10_000, longestPauseMs: 30 * 60_000 };

type Attempt = { message: PushMessage; company: string; subscription: KnownSubscription };

/**
 * Hands notifications to the push services of browsers, until they are worth nothing any more. Whatever a push service
 * says or does makes no dead letter, because everybody can name one: what it has later comes anew, some few times, and
 * a browser that is gone or refuses again and again is forgotten.
 */
export const pushHandler = (strapi: Core.Strapi): OutboxHandler => {
  const db = strapi.db.connection;
  const atWork = new Map<string, number>();

  const comeAgain = (message: PushMessage, company: string, delayMs: number): Promise<void> =>
    enqueue(db, { topic: PUSH_TOPIC, company, payload: message, delayMs });

  const tryLater = async (
    { message, company }: Attempt,
    { why, pauseMs }: Extract<Delivery, { outcome: 'later' }>,
  ): Promise<void> => {
    const tries = (message.tries ?? 0) + 1;
    if (tries >= MOST_TRIES) {
      strapi.log.debug(`a push message was given up: ${why}`);
      return;
    }
    const asked = pauseMs && Math.min(Math.max(pauseMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
    await comeAgain({ ...message, tries }, company, asked ?? pauseAfter(tries, pauses));
  };

  const countRefusal = async ({ message, subscription }: Attempt, why: string): Promise<void> => {
    const refusals = subscription.refusals + 1;
    if (refusals < MOST_REFUSALS) {
      await noteRefusals(db, message.subscription, subscription, refusals);
      return;
    }
    await forgetGone(db, message.subscription, subscription);
    strapi.log.info(`a browser was forgotten: ${why}, as it did ${MOST_REFUSALS} times in a row`);
  };

  const conclude = async (attempt: Attempt, delivery: Delivery): Promise<void> => {
    const { message, subscription } = attempt;
    switch (delivery.outcome) {
      case 'taken':
        if (subscription.refusals > 0) await noteRefusals(db, message.subscription, subscription, 0);
        return;
      case 'gone':
        return forgetGone(db, message.subscription, subscription);
      case 'refused':
        return countRefusal(attempt, delivery.why);
      case 'later':
        return tryLater(attempt, delivery);
    }
  };

  const handOver = async (
    message: PushMessage,
    company: string,
    settings: PushSettings,
    signal: AbortSignal,
  ): Promise<void> => {
    const { account, subscription: documentId, shown, until } = message;
    const ttl = Math.floor((Date.parse(until) - Date.now()) / 1_000);
    if (ttl <= 0) return;
    const subscription = await findSubscription(db, documentId, {
      companyCode: company,
      customerId: account,
    });
    if (!subscription || !channelsFor(shown.kind, subscription.chosen).push) return;
    const push = { payload: JSON.stringify(shown), ttl, isUrgent: isUrgent(shown.kind), topic: shown.id };
    const delivery = await deliver(subscription, push, settings, signal).catch((error: unknown): Delivery => {
      signal.throwIfAborted();
      return { outcome: 'later', why: lastWords(error), pauseMs: null };
    });
    await conclude({ message, company, subscription }, delivery);
  };

  /** Has a customer's message wait where enough of theirs are at work. */
  const inTurn = async (message: PushMessage, company: string, work: () => Promise<void>): Promise<void> => {
    const { account } = message;
    const before = atWork.get(account) ?? 0;
    if (before >= MOST_AT_ONCE) return comeAgain(message, company, WAITING_MS);
    atWork.set(account, before + 1);
    try {
      await work();
    } finally {
      const left = (atWork.get(account) ?? 1) - 1;
      if (left > 0) atWork.set(account, left);
      else atWork.delete(account);
    }
  };

  return {
    topic: PUSH_TOPIC,
    concurrency: 20,
    attempts: 10,
    ...pauses,
    handle: async ({ payload, company }: ClaimedMessage, signal) => {
      const settings = pushSettingsOf(strapi);
      if (!settings || company === null) return;
      const message = payload as PushMessage;
      await inTurn(message, company, () => handOver(message, company, settings, signal));
    },
  };
};
