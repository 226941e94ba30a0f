import type { Core } from '@strapi/strapi';
import type { ClaimedMessage, OutboxBatchHandler, OutboxHandler } from '../../outbox/handler';
import { broadcast } from '../../plugins/connect/server/src/realtime/broadcast';
import { announceStock } from '../../plugins/connect/server/src/realtime/stock-events';
import { backInStockHandler, summonAwaiting } from '../stock-request/tell-awaiting';
import { MOST_PRODUCTS, STOCK_CHANGED, STOCK_WATCHED, type StockChanged } from './changed';
import { readPresentStock } from './present-store';
import { watchLevels } from './watch-levels';

/** A product, and the last of the messages that name it. */
type Named = { productId: string; messageId: string };

/** Products of a company, not too many for one statement, in the order of the last messages that name them. */
type Touched = { company: string; products: Named[] };

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
  return [...companies].flatMap(([company, lastMessages]) => {
    const named = [...lastMessages].map(([productId, messageId]) => ({ productId, messageId }));
    const parts = Math.ceil(named.length / MOST_PRODUCTS);
    return Array.from({ length: parts }, (_, part) => ({
      company,
      products: named.slice(part * MOST_PRODUCTS, (part + 1) * MOST_PRODUCTS),
    }));
  });
};

/** Tells what there is of products now: however often they changed, each once. */
const tellStock = async (strapi: Core.Strapi, { company, products }: Touched): Promise<void> => {
  const ids = products.map(({ productId }) => productId);
  const stock = await readPresentStock(strapi.db.connection, company, ids);
  const at = new Date();
  await broadcast(
    strapi,
    products.map(({ productId, messageId }) =>
      announceStock({ company, productId, messageId, stock: stock.get(productId) ?? 0 }, at),
    ),
  );
};

/** Tells staff of what has become low, and has those told who waited for what is there again. */
const watch = async (strapi: Core.Strapi, { company, products }: Touched): Promise<void> => {
  const ids = products.map(({ productId }) => productId);
  await watchLevels(strapi, company, ids);
  await summonAwaiting(strapi, company, ids);
};

/** Goes on for some minutes: nobody asks again for what is told here. */
const persistently = { most: 200, gatherMs: 50, attempts: 12, firstPauseMs: 100, longestPauseMs: 60_000 };

/** Does one thing after the other with what messages name, unless the process is to stop. */
const eachTouched =
  (act: (touched: Touched) => Promise<void>): OutboxBatchHandler['handleAll'] =>
  async (messages, signal) => {
    for (const touched of touchedBy(messages)) {
      signal.throwIfAborted();
      await act(touched);
    }
  };

/**
 * Who does what follows when there is more or less of products than before, or something else is too little. Each has
 * its topic, so that none waits for another, nor fails with it.
 */
export const stockHandlers = (strapi: Core.Strapi): (OutboxBatchHandler | OutboxHandler)[] => [
  { ...persistently, topic: STOCK_CHANGED, handleAll: eachTouched((touched) => tellStock(strapi, touched)) },
  { ...persistently, topic: STOCK_WATCHED, handleAll: eachTouched((touched) => watch(strapi, touched)) },
  backInStockHandler(strapi),
];
