import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../../domain/errors';
import { type Counter, createCounter } from '../../rate-limit/counter';

/** So often an hour an order's invoice is mailed on request. */
const MOST_MAILS = 10;
const ONE_HOUR = 60 * 60;

const counters = new WeakMap<Core.Strapi, Counter>();

const counterOf = (strapi: Core.Strapi): Counter => {
  const existing = counters.get(strapi);
  if (existing) return existing;
  const counter = createCounter(strapi, 'paper-mails', ONE_HOUR);
  counters.set(strapi, counter);
  return counter;
};

/** @throws DomainError `rate_limited`: an order's token must not fill somebody's mailbox */
export const countPaperMail = async (strapi: Core.Strapi, orderId: string): Promise<void> => {
  const key = createHash('sha256').update(orderId).digest('base64url');
  const { counted } = await counterOf(strapi).add(key, 1);
  if (counted > MOST_MAILS) throw new DomainError('rate_limited');
};
