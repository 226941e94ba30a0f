import path from 'node:path';
import pLimit from 'p-limit';
import { Piscina } from 'piscina';
import { DomainError } from '../domain/errors';
import type { PrintOrder } from './print';

export type PressOptions = {
  /** the module that the thread runs */
  filename: string;
  /** so many papers may wait: some ten seconds of work */
  longestQueue: number;
  /** so many of one caller */
  longestShare: number;
  /** a paper that takes longer is given up, and the thread with it */
  drawWithinMs: number;
  /** how long the end of the application waits for papers that were accepted */
  closeWithinMs: number;
  /** told of what happens in the thread outside of any paper */
  onError: (error: unknown) => void;
};

/** For whom a paper is drawn. */
export type PrintJob = {
  /** who has to share; null for the shop's own mails, which wait for each other already */
  caller: string | null;
  /** ends the wait for it */
  signal?: AbortSignal;
};

export type Press = {
  /** @throws DomainError `papers_busy` */
  print: (order: PrintOrder, job: PrintJob) => Promise<Buffer>;
  /** Takes no more papers and ends the thread, once it has drawn what it was given. Never fails. */
  close: () => Promise<void>;
};

/** After so long without work the thread ends; the next paper starts another one. */
const IDLE_MS = 60_000;

/** Far more than any paper takes; beyond it the thread ends, not the application. */
const MEMORY_MB = 384;

const busy = (message?: string): DomainError => new DomainError('papers_busy', message);

/** Draws papers one after the other in a thread of its own: a second one would take the time from requests. */
export const createPress = (options: PressOptions): Press => {
  const pool = new Piscina({
    filename: options.filename,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  pool.on('error', options.onError);
  const inTurn = pLimit(1);
  const shares = new Map<string, number>();
  const ending = new AbortController();
  let accepted = 0;
  let isClosing = false;
  let whenIdle: (() => void) | null = null;

  const enter = (caller: string | null): void => {
    if (isClosing) throw busy();
    if (accepted > options.longestQueue) throw busy();
    if (caller !== null) {
      const share = shares.get(caller) ?? 0;
      if (share >= options.longestShare) {
        throw busy(`you have ${share} papers waiting already, try again in a moment`);
      }
      shares.set(caller, share + 1);
    }
    accepted += 1;
  };
  const leave = (caller: string | null): void => {
    accepted -= 1;
    if (caller !== null) {
      const share = (shares.get(caller) ?? 1) - 1;
      if (share > 0) shares.set(caller, share);
      else shares.delete(caller);
    }
    if (accepted === 0) whenIdle?.();
  };

  const isOver = (): boolean => ending.signal.aborted;

  const draw = async (order: PrintOrder, signal?: AbortSignal): Promise<Buffer> => {
    if (isOver()) throw busy();
    signal?.throwIfAborted();
    const slow = AbortSignal.timeout(options.drawWithinMs);
    const ended = AbortSignal.any([slow, ending.signal, ...(signal ? [signal] : [])]);
    try {
      const bytes = (await pool.run(order, { signal: ended })) as Uint8Array;
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      if (slow.aborted) throw busy('this paper takes too long to draw');
      if (isOver()) throw busy();
      throw error;
    }
  };

  return {
    async print(order, { caller, signal }) {
      enter(caller);
      try {
        return await inTurn(() => draw(order, signal));
      } finally {
        leave(caller);
      }
    },
    async close() {
      isClosing = true;
      if (accepted > 0) {
        const late = setTimeout(() => {
          ending.abort();
        }, options.closeWithinMs);
        await new Promise<void>((resolve) => {
          whenIdle = resolve;
        });
        clearTimeout(late);
      }
      await pool.destroy().catch(options.onError);
    },
  };
};

let press: Press | null = null;

/** Makes papers possible. Answers what ends it with the application. */
export const openPress = (onError: (error: unknown) => void): (() => Promise<void>) => {
  const opened = createPress({
    filename: path.join(__dirname, 'worker.js'),
    longestQueue: 200,
    longestShare: 10,
    drawWithinMs: 15_000,
    closeWithinMs: 10_000,
    onError,
  });
  press = opened;
  return () => opened.close();
};

/**
 * Draws a paper as PDF in a thread of its own, so that no request waits for it.
 * @throws DomainError `papers_busy` when too many are waiting already, when it takes too long, and when the application
 * ends
 */
export const printPaper = async (order: PrintOrder, job: PrintJob): Promise<Buffer> => {
  if (!press) throw busy();
  return press.print(order, job);
};
