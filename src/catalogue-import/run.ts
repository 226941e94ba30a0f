import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, ClientBase } from 'pg';
import {
  analyseCatalogue,
  type Batch,
  nextBatch,
  type Obstacle,
  prepareBatch,
  writeBatch,
} from './apply.sql';
import { checkPlan } from './checks.sql';
import { failAt, ImportFailure } from './import-failure';
import { type ImportJob, MOST_ERRORS } from './job';
import { countPlan, keepPlan, planRows, readNewNames, readSlugs, writeSlugs } from './plan.sql';
import { readFileIntoStaging } from './read-file';
import { chooseSlugs } from './slugs';
import {
  checkpoint,
  countRead,
  finishJob,
  markApplying,
  markRunning,
  readJob,
  readStagedComplaints,
  recordPlan,
} from './store';

/** Large enough that a batch costs little more than its rows, small enough that nobody waits for it. */
const BATCH = 2_000;

/** Readers get the processor back between two batches. */
const PAUSE_MS = 15;

/** New products before statistics are gathered for the first time; then whenever they are five times as many. */
const FIRST_ANALYSIS = 2_000;

/** How often a job is begun without getting any further. */
const MOST_ATTEMPTS = 5;

/** How often a batch is tried that collided with other writers. */
const ATTEMPTS = 5;

const collisions = ['40P01', '40001', '23505'];

/** Hears how far a job is, after each step of it. */
export type OnProgress = (job: ImportJob) => void;

const inTransaction = async <Result>(db: ClientBase, work: () => Promise<Result>): Promise<Result> => {
  await db.query('begin');
  try {
    const result = await work();
    await db.query('commit');
    return result;
  } catch (error) {
    await db.query('rollback').catch(() => undefined);
    throw error;
  }
};

const failureOf = (obstacle: Obstacle): ImportFailure =>
  new ImportFailure([{ ...obstacle, code: 'changed_meanwhile', value: null }]);

const applyBatch = async (db: ClientBase, job: ImportJob, batch: Batch): Promise<void> =>
  inTransaction(db, async () => {
    // A batch that a power failure takes back takes its checkpoint along, and is applied again.
    await db.query('set local synchronous_commit = off');
    const obstacle = await prepareBatch(db, batch);
    if (obstacle) throw failureOf(obstacle);
    const reason = `import ${job.fileName}`.slice(0, 200);
    const written = await writeBatch(db, batch, { reason, actor: job.createdBy });
    await checkpoint(db, job.id, { ...batch, ...written });
  });

const isCollision = (error: unknown): boolean =>
  error instanceof Error && collisions.includes(String((error as { code?: unknown }).code));

const applyBatchPatiently = async (db: ClientBase, job: ImportJob, batch: Batch): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await applyBatch(db, job, batch);
      return;
    } catch (error) {
      if (!isCollision(error)) throw error;
      if (attempt === ATTEMPTS) throw failureOf({ row: batch.from, column: 'sku' });
      await sleep(50 * attempt);
    }
  }
};

/** Hands out the products of a job, batch by batch, to whoever asks next. */
const batchesOf = (job: ImportJob): ((db: ClientBase) => Promise<Batch | null>) => {
  let last = 0;
  let turn: Promise<Batch | null> = Promise.resolve(null);
  return (db) => {
    turn = turn.then(async () => {
      const batch = await nextBatch(db, job, last, BATCH);
      if (batch) last = batch.to;
      return batch;
    });
    return turn;
  };
};

/**
 * Applies the kept rows over several connections side by side: most of the work is the database's, which gives
 * a connection one processor. The first failure ends all of them, each behind its batch.
 */
const applyRows = async (dbs: ClientBase[], job: ImportJob, onProgress: OnProgress): Promise<void> => {
  const next = batchesOf(job);
  let analysis = FIRST_ANALYSIS;
  let isStopped = false;
  const applyInTurn = async (db: ClientBase): Promise<void> => {
    for (let batch = await next(db); batch && !isStopped; batch = await next(db)) {
      await applyBatchPatiently(db, job, batch);
      const now = await readJob(db, job.id);
      if (now) onProgress(now);
      if (now && now.created >= analysis) {
        analysis = now.created * 5;
        await analyseCatalogue(db);
      }
      await sleep(PAUSE_MS);
    }
  };
  const outcomes = await Promise.allSettled(
    dbs.map((db) =>
      applyInTurn(db).catch((error: unknown) => {
        isStopped = true;
        throw error;
      }),
    ),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
};

/** Reads and checks the file; what is wrong stands in the staged complaints. */
const checkFile = async (db: ClientBase, job: ImportJob, onProgress: OnProgress): Promise<void> => {
  if (job.filePath === null) throw failAt(1, 'file_lost');
  const rows = await readFileIntoStaging(db, { ...job, filePath: job.filePath }, async (read) => {
    await countRead(db, job.id, read);
    onProgress({ ...job, rows: read });
  });
  await countRead(db, job.id, rows);
  await planRows(db, job.companyCode);
  await checkPlan(db, job.companyCode);
};

const keepRows = async (db: ClientBase, job: ImportJob): Promise<void> => {
  const slugs = chooseSlugs(await readNewNames(db), await readSlugs(db, job.companyCode));
  await writeSlugs(db, slugs);
  const { unchanged } = await countPlan(db, job.companyCode);
  await inTransaction(db, async () => {
    const rowsLeftOut = await keepPlan(db, job.id, job.companyCode);
    await markApplying(db, job.id, { unchanged, rowsLeftOut });
  });
};

/** Opens one more connection like the one at hand. */
export type Connect = () => Promise<Client>;

const work = async (
  db: ClientBase,
  connect: Connect,
  job: ImportJob,
  onProgress: OnProgress,
): Promise<void> => {
  if (!job.applying) {
    await checkFile(db, job, onProgress);
    const complaints = await readStagedComplaints(db);
    if (job.dryRun) await recordPlan(db, job.id, await countPlan(db, job.companyCode));
    if (job.dryRun || complaints.count > 0) {
      await finishJob(db, job.id, complaints.count > 0 ? 'failed' : 'done', complaints);
      return;
    }
    await keepRows(db, job);
  }
  // One connection does it as well, only slower.
  const second = await connect().catch(() => null);
  try {
    await applyRows(second ? [db, second] : [db], job, onProgress);
  } finally {
    await second?.end().catch(() => undefined);
  }
  await finishJob(db, job.id, 'done');
};

/** SQLSTATEs of connections that are lost or refused, and what the driver says of them. */
const LOST = /^(08|57P0|53300|ECONN|EPIPE|ETIMEDOUT)|Connection terminated/;

const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && LOST.test(`${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}`);

const isMissingFile = (error: unknown): boolean =>
  error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT';

/**
 * Does the work of a job, from where it was left, to its end. Whoever calls holds the job's lock.
 * @returns the job as it ended; a file that cannot be imported is an end, not an error
 */
export const runImport = async (
  db: ClientBase,
  connect: Connect,
  id: string,
  onProgress: OnProgress = () => undefined,
): Promise<ImportJob> => {
  const attempts = await markRunning(db, id);
  const job = await readJob(db, id);
  if (!job) throw new Error(`import ${id} is gone`);
  if (attempts === null) return job;
  try {
    // A sheet that ends the process each time would be tried for ever.
    if (attempts > MOST_ATTEMPTS) throw failAt(1, 'internal_error');
    await work(db, connect, job, onProgress);
  } catch (error) {
    // A lost connection does not end the job; whoever takes it up goes on with it.
    if (isConnectionLost(error)) throw error;
    const failure = isMissingFile(error) ? failAt(1, 'file_lost') : error;
    const { complaints } = failure instanceof ImportFailure ? failure : failAt(1, 'internal_error');
    await finishJob(db, id, 'failed', {
      count: complaints.length,
      first: complaints.slice(0, MOST_ERRORS),
    });
    if (!(failure instanceof ImportFailure)) throw error;
  }
  const ended = await readJob(db, id);
  if (!ended) throw new Error(`import ${id} is gone`);
  onProgress(ended);
  return ended;
};
