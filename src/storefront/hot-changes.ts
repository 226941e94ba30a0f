/**
 * Telling of what orders change. A notification within an order's transaction would make all orders commit one after
 * the other, so their transactions say that they tell by themselves (`tellsItself`), and their services call this
 * once they are committed: this process knows at once, the others some milliseconds later, however many orders there
 * were in between.
 */
import type { Knex } from 'knex';
import { STOCK_CHANGED, STOCK_WATCHED } from '../api/stock/changed';
import { nudgeTopics } from '../outbox/nudge';
import { EVERY_COMPANY, tellsItself, type Topic } from './change-triggers';
import { noteChange, tellOthers } from './freshness';

/** How often others are told at most; they must know within 100 ms. */
const PAUSE_MS = 40;

/** What others have not been told yet, in the form of `noteChange`. */
const untold = new Set<string>();

let telling: Promise<void> | null = null;
let pause: NodeJS.Timeout | null = null;

const tellAll = async (): Promise<void> => {
  const payloads = [...untold];
  untold.clear();
  // Without a connection it is told as soon as there is one.
  if (!(await tellOthers(payloads))) for (const payload of payloads) untold.add(payload);
};

const afterPause = (): void => {
  pause = null;
  if (untold.size > 0) begin();
};

const begin = (): void => {
  telling = tellAll().finally(() => {
    telling = null;
    pause = setTimeout(afterPause, PAUSE_MS);
    pause.unref();
  });
};

const tellSoon = (payload: string): void => {
  untold.add(payload);
  if (!telling && !pause) begin();
};

const note = (company: string, topic: Topic): void => {
  const payload = `${company} ${topic}`;
  noteChange(payload);
  tellSoon(payload);
};

/** Says within a transaction that the triggers need not tell of what it changes: its service does, once it is committed. */
export const tellAfterCommit = async (trx: Knex): Promise<void> => {
  await trx.raw(`select ${tellsItself}`);
};

/** Says that stock or sales of a company's products have changed, by a transaction that is committed. */
export const noteStockChange = (companyCode: string): void => {
  note(companyCode, 'products');
  nudgeTopics([STOCK_CHANGED, STOCK_WATCHED]);
};

/** Says that promotions of a company have been used, or given back, by a transaction that is committed. */
export const notePromotionUse = (companyCode: string): void => {
  note(companyCode, 'promotions');
};

/** Tells the others that anything may have changed. */
export const tellSoonOfEverything = (): void => {
  tellSoon(`${EVERY_COMPANY} products`);
  tellSoon(`${EVERY_COMPANY} promotions`);
};

/** Tells what has not been told yet, before this process ends. */
export const tellNow = async (): Promise<void> => {
  await telling;
  if (pause) clearTimeout(pause);
  pause = null;
  if (untold.size > 0) await tellAll();
};
