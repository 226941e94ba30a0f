import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { app } from './application';

const SCRIPT = path.join(__dirname, 'work-on-outbox.mjs');

/** What it works on, as strings: how many it takes up together, and the number of the message that kills it. */
export interface OutboxProcess {
  topic: string;
  most: string;
  leaseMs: string;
  diesAt?: string;
}

/**
 * Has another process work on a topic of the outbox, which writes what it handles into the table `handled`.
 * @returns the process, once it is at work
 */
export const startOutboxProcess = async (settings: OutboxProcess): Promise<ChildProcess> => {
  const child = fork(SCRIPT, [JSON.stringify({ ...settings, databaseUrl: app.databaseUrl })]);
  await once(child, 'message');
  return child;
};
