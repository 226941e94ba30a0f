import type { Core } from '@strapi/strapi';

/**
 * Calls something from time to time, never twice at once.
 * @returns what stops it, once it is not at work any more
 */
export const repeatedly = (strapi: Core.Strapi, everyMs: number, work: () => Promise<unknown>) => {
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = work()
      .catch((error: unknown) => strapi.log.error(error))
      .finally(() => (isRunning = false));
  }, everyMs);
  timer.unref();
  return async (): Promise<void> => {
    clearInterval(timer);
    await running;
  };
};
