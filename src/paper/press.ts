import path from 'node:path';
import { Piscina } from 'piscina';
import { DomainError } from '../domain/errors';
import type { PrintOrder } from './print';

/** So many papers may wait for the thread: some ten seconds of work. */
const LONGEST_QUEUE = 200;

/** After so long without work the thread ends; the next paper starts another one. */
const IDLE_MS = 60_000;

/** How long the end of the application waits for papers that are being drawn. */
const CLOSE_WITHIN_MS = 10_000;

let press: Piscina | null = null;

const openPress = (): Piscina =>
  new Piscina({
    filename: path.join(__dirname, 'worker.js'),
    minThreads: 0,
    // Drawing is arithmetic alone: a second thread would take the time from requests.
    maxThreads: 1,
    maxQueue: LONGEST_QUEUE,
    idleTimeout: IDLE_MS,
    closeTimeout: CLOSE_WITHIN_MS,
  });

/**
 * Draws a paper as PDF in a thread of its own, so that no request waits for it.
 * @throws DomainError `papers_busy` when too many are waiting already
 */
export const printPaper = async (order: PrintOrder): Promise<Buffer> => {
  press ??= openPress();
  if (press.queueSize >= LONGEST_QUEUE) throw new DomainError('papers_busy');
  const bytes = (await press.run(order)) as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};

/** Ends the thread, once it has drawn what it was given. */
export const closePress = async (): Promise<void> => {
  const closing = press;
  press = null;
  await closing?.close();
};
