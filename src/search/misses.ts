import type { Core } from '@strapi/strapi';
import { addMisses, type CountedMiss } from '../api/search-miss/store';
import { normalise } from '../domain/search/normalise';

const FLUSH_MS = 3_000;

/** What one process remembers between two flushes; whatever comes on top is not counted. */
const MOST_REMEMBERED = 2_000;

const LONGEST = 100;

let remembered = new Map<string, CountedMiss>();

/**
 * Remembers that a search found nothing. Costs nothing now: the list is written every few seconds.
 * @param query as it was typed
 */
export const noteMiss = (company: string, query: string, language: string): void => {
  const normal = normalise(query).slice(0, LONGEST);
  if (normal === '') return;
  const key = JSON.stringify([company, language, normal]);
  const known = remembered.get(key);
  if (known) known.times += 1;
  else if (remembered.size < MOST_REMEMBERED) {
    remembered.set(key, { company, query: normal, language, times: 1 });
  }
};

/** Writes down what was remembered. */
export const flushMisses = async (strapi: Core.Strapi): Promise<void> => {
  if (remembered.size === 0) return;
  const misses = [...remembered.values()];
  remembered = new Map();
  try {
    await addMisses(strapi.db.connection, misses);
  } catch (error) {
    // A list that helps merchandisers is not worth a failing shop; what was counted is lost.
    strapi.log.error(error);
  }
};

/**
 * Writes the lists of misses from time to time.
 * @returns what writes the last of them and stops
 */
export const keepMisses = (strapi: Core.Strapi): (() => Promise<void>) => {
  let writing = Promise.resolve();
  const timer = setInterval(() => {
    writing = writing.then(() => flushMisses(strapi));
  }, FLUSH_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await writing;
    await flushMisses(strapi);
  };
};
