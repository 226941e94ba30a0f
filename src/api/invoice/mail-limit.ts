import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { DomainError } from '../../domain/errors';
import { type Counter, createCounter } from '../../rate-limit/counter';

/** So often an hour an order's invoice is mailed on request, and one address gets invoices of a company. */
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

/** An invoice that somebody wants mailed. */
export type CountedMail = { company: string; orderId: string; address: string; isStaff: boolean };

/** Keys of one length that do not show the address to whoever reads Redis; staff are counted apart. */
const keysOf = ({ company, orderId, address, isStaff }: CountedMail): string[] => {
  const who = isStaff ? 'staff' : 'customer';
  const names = [
    [who, 'order', orderId],
    [who, 'address', company, address.trim().toLowerCase()],
  ];
  return names.map((name) => createHash('sha256').update(name.join('\n')).digest('base64url'));
};

/**
 * Orders, of which anybody can place many, must not fill somebody's mailbox.
 * @throws DomainError `rate_limited`, with `retryAfter` in seconds
 */
export const countPaperMail = async (strapi: Core.Strapi, mail: CountedMail): Promise<void> => {
  const counter = counterOf(strapi);
  const counts = await Promise.all(keysOf(mail).map((key) => counter.add(key, 1)));
  const over = counts.filter(({ counted }) => counted > MOST_MAILS);
  if (over.length === 0) return;
  throw new DomainError('rate_limited', 'Invoices were mailed there often enough, try again later', {
    retryAfter: Math.ceil(Math.max(...over.map(({ resetMs }) => resetMs)) / 1000),
  });
};
