import fs from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Core } from '@strapi/strapi';
import type { ClientConfig } from 'pg';
import type { WorkerOrder } from './worker';
import { abandonedJobs, needsSheet } from './job-store';

const LOOK_EVERY_MS = 5_000;

/** Megabytes of the thread's own heap; the rows pass through it a batch at a time. */
const HEAP = 384;

const isThere = (file: string): Promise<boolean> =>
  fs.access(file).then(
    () => true,
    () => false,
  );

let stopping = false;

const working = new Map<string, Promise<void>>();
const threads = new Set<Worker>();

/** Where an uploaded sheet lies until its rows are kept. */
export const sheetPath = async (strapi: Core.Strapi, jobId: string): Promise<string> => {
  const folder = path.join(strapi.dirs.app.root, '.data', 'imports');
  await fs.mkdir(folder, { recursive: true });
  return path.join(folder, jobId);
};

/** A sheet goes as soon as nobody needs it; one of a job that was cut off waits for whoever takes it up. */
const forgetSheet = async (strapi: Core.Strapi, jobId: string): Promise<void> => {
  if (stopping) return;
  if (await needsSheet(strapi.db.connection, jobId)) return;
  await fs.rm(await sheetPath(strapi, jobId), { force: true });
};

/**
 * Works on a job in a thread of its own, so that reading a sheet never keeps a request waiting.
 * @returns when the thread has ended, whatever became of the job
 */
export const startImport = (strapi: Core.Strapi, jobId: string): Promise<void> => {
  const running = working.get(jobId);
  if (running) return running;
  const order: WorkerOrder = {
    jobId,
    connection: strapi.config.get<ClientConfig>('database.connection.connection'),
  };
  const ended = new Promise<void>((resolve) => {
    const thread = new Worker(path.join(__dirname, 'worker.js'), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
    });
    threads.add(thread);
    thread.on('error', (error) => strapi.log.error(error));
    thread.on('exit', () => {
      threads.delete(thread);
      forgetSheet(strapi, jobId)
        .catch((error: unknown) => strapi.log.error(error))
        .finally(() => {
          working.delete(jobId);
          resolve();
        });
    });
  });
  working.set(jobId, ended);
  return ended;
};

/**
 * Takes up imports that nobody is at work on: those of a process that died, and those that were waiting when
 * this one was stopped. Every process looks; the job's lock decides who does it.
 * @returns what stops looking, and the threads of this process
 */
export const superviseImports = (strapi: Core.Strapi): (() => Promise<void>) => {
  const look = async (): Promise<void> => {
    for (const { id, filePath, isOld } of await abandonedJobs(strapi.db.connection)) {
      // A sheet that is not here may lie on another machine, whose process will look as well.
      if (filePath === null || isOld || (await isThere(filePath))) void startImport(strapi, id);
    }
  };
  stopping = false;
  const timer = setInterval(() => {
    look().catch((error: unknown) => strapi.log.error(error));
  }, LOOK_EVERY_MS);
  timer.unref();
  return async () => {
    stopping = true;
    clearInterval(timer);
    await Promise.all([...threads].map((thread) => thread.terminate()));
  };
};
