import type { Core } from '@strapi/strapi';

/** Winston keeps the finished line of a log entry under this symbol. */
const LINE = Symbol.for('message');

type Entry = Record<string | symbol, unknown>;

type Format = { transform: (entry: Entry, options?: unknown) => Entry | boolean; options?: object };

type StateWithId = { requestId?: string };

/** Puts the id of the request behind the first line of whatever is logged while it is answered. */
export const logRequestIds = (strapi: Core.Strapi): void => {
  const log = strapi.log as unknown as { format: Format };
  const { format } = log;
  log.format = {
    options: format.options,
    transform: (entry, options) => {
      const formatted = format.transform(entry, options);
      const state = strapi.requestContext.get()?.state as StateWithId | undefined;
      if (typeof formatted !== 'object' || !state?.requestId) return formatted;
      const [first = '', ...rest] = String(formatted[LINE]).split('\n');
      return { ...formatted, [LINE]: [`${first} (request ${state.requestId})`, ...rest].join('\n') };
    },
  };
};
