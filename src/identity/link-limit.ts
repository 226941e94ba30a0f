import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { type Counter, createCounter } from '../rate-limit/counter';

/** So many mails with a link an address is sent at most in an hour, whoever asks for them. */
const MOST_LINKS = 5;
const ONE_HOUR = 60 * 60;

const counters = new WeakMap<Core.Strapi, Counter>();

const counterOf = (strapi: Core.Strapi): Counter => {
  const existing = counters.get(strapi);
  if (existing) return existing;
  const counter = createCounter(strapi, 'links', ONE_HOUR);
  counters.set(strapi, counter);
  return counter;
};

/** Counts a mail with a link to an address, and says whether it may be sent. */
export const mayMailLink = async (strapi: Core.Strapi, company: string, email: string): Promise<boolean> => {
  const key = createHash('sha256').update(`${company}\n${email}`).digest('base64url');
  const { counted } = await counterOf(strapi).add(key, 1);
  return counted <= MOST_LINKS;
};
