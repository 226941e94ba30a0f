import type { Core } from '@strapi/strapi';
import type { ClaimedMessage, OutboxBatchHandler } from '../../outbox/handler';
import { broadcast } from '../../plugins/connect/server/src/realtime/broadcast';
import { announceStock } from '../../plugins/connect/server/src/realtime/stock-events';
import { STOCK_CHANGED, type StockChanged } from './changed';
import { readPresentStock } from './present-store';

/** Products of a company, each with the last of the messages that name it; in the order of these. */
type Touched = { company: string; lastMessages: Map<string, string> };

const touchedBy = (messages: ClaimedMessage[]): Touched[] => {
  const companies = new Map<string, Map<string, string>>();
  for (const { id, company, payload } of messages) {
    const code = company ?? '';
    const lastMessages = companies.get(code) ?? new Map<string, string>();
    companies.set(code, lastMessages);
    for (const productId of (payload as StockChanged).products) {
      lastMessages.delete(productId);
      lastMessages.set(productId, id);
    }
  }
  return [...companies].map(([company, lastMessages]) => ({ company, lastMessages }));
};

/** Tells what there is of products now: however often they changed, each once. */
const tellStock = async (strapi: Core.Strapi, { company, lastMessages }: Touched): Promise<void> => {
  const stock = await readPresentStock(strapi.db.connection, company, [...lastMessages.keys()]);
  const at = new Date();
  broadcast(
    strapi,
    [...lastMessages].map(([productId, messageId]) =>
      announceStock({ company, productId, messageId, stock: stock.get(productId) ?? 0 }, at),
    ),
  );
};

/** Who does what follows when there is more or less of products than before. */
export const stockHandlers = (strapi: Core.Strapi): OutboxBatchHandler[] => [
  {
    topic: STOCK_CHANGED,
    most: 200,
    attempts: 12,
    firstPauseMs: 100,
    longestPauseMs: 60_000,
    handleAll: async (messages) => {
      for (const touched of touchedBy(messages)) await tellStock(strapi, touched);
    },
  },
];
