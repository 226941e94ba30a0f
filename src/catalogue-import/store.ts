import type { ClientBase } from 'pg';
import type { RowComplaint } from './import-failure';
import { type ImportJob, type JobStatus, MOST_ERRORS } from './job';
import { readComplaints } from './staging.sql';

/** The columns of a job, as the fields of `ImportJob`. */
export const jobFields = `
  id, company_code as "companyCode", file_name as "fileName", file_path as "filePath", file_hash as "fileHash", format,
  dry_run as "dryRun", status, applying, rows, processed, created, updated, unchanged,
  error_count as "errorCount", errors, created_by as "createdBy", created_at as "createdAt",
  started_at as "startedAt", finished_at as "finishedAt"`;

const lockKey = `hashtextextended('import:' || $1, 0)`;

/**
 * Takes a job for this connection. Whoever works on a job holds this lock; PostgreSQL lets go of it when the
 * connection ends, however the process ended.
 * @returns false when somebody else is at work on it
 */
export const takeJob = async (db: ClientBase, id: string): Promise<boolean> => {
  const { rows } = await db.query<{ taken: boolean }>(`select pg_try_advisory_lock(${lockKey}) as taken`, [
    id,
  ]);
  return rows[0]?.taken ?? false;
};

export const releaseJob = async (db: ClientBase, id: string): Promise<void> => {
  await db.query(`select pg_advisory_unlock(${lockKey})`, [id]);
};

export const readJob = async (db: ClientBase, id: string): Promise<ImportJob | null> => {
  const { rows } = await db.query<ImportJob>(`select ${jobFields} from import_jobs where id = $1`, [id]);
  return rows[0] ?? null;
};

/** A connection, or what stands for one. */
export type Queryable = {
  query: (sql: string, values?: unknown[]) => Promise<{ rowCount: number | null; rows: unknown[] }>;
};

export type NewJob = Pick<
  ImportJob,
  'id' | 'companyCode' | 'fileName' | 'fileHash' | 'filePath' | 'format' | 'dryRun' | 'createdBy'
>;

/**
 * Makes a job.
 * @returns false when the company has an import that has not come to its end
 */
export const insertJob = async (db: Queryable, job: NewJob): Promise<boolean> => {
  const { rowCount } = await db.query(
    `insert into import_jobs (id, company_code, file_name, file_path, file_hash, format, dry_run, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (company_code) where status in ('waiting', 'running') and not dry_run do nothing`,
    [
      job.id,
      job.companyCode,
      job.fileName,
      job.filePath,
      job.fileHash,
      job.format,
      job.dryRun,
      job.createdBy,
    ],
  );
  return rowCount === 1;
};

/** The import of a company that has not come to its end, whoever is at work on it. */
export const findUnfinished = async (db: ClientBase, companyCode: string): Promise<ImportJob | null> => {
  const { rows } = await db.query<ImportJob>(
    `select ${jobFields} from import_jobs
      where company_code = $1 and status in ('waiting', 'running') and not dry_run`,
    [companyCode],
  );
  return rows[0] ?? null;
};

/** The file of a job that was cut off lies somewhere else now. */
export const useFile = async (db: ClientBase, id: string, filePath: string): Promise<void> => {
  await db.query('update import_jobs set file_path = $2 where id = $1 and not applying', [id, filePath]);
};

/**
 * Begins to work on a job, or goes on with it.
 * @returns how often that was tried since the last batch; null when the job has ended meanwhile
 */
export const markRunning = async (db: ClientBase, id: string): Promise<number | null> => {
  const { rows } = await db.query<{ attempts: number }>(
    `update import_jobs set status = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now())
      where id = $1 and status in ('waiting', 'running') returning attempts`,
    [id],
  );
  return rows[0]?.attempts ?? null;
};

export const countRead = async (db: ClientBase, id: string, rows: number): Promise<void> => {
  await db.query('update import_jobs set rows = $2 where id = $1', [id, rows]);
};

/** The checked rows are kept: from here on the job goes on wherever it was cut off. */
export const markApplying = async (
  db: ClientBase,
  id: string,
  counts: { unchanged: number; rowsLeftOut: number },
): Promise<void> => {
  await db.query(
    `update import_jobs set applying = true, file_path = null, unchanged = $2, processed = $3 where id = $1`,
    [id, counts.unchanged, counts.rowsLeftOut],
  );
};

/**
 * Lets go of the rows of a batch and counts them, in the transaction of the batch. The job's row is held from
 * here on, so this comes last, behind the read model's own work.
 */
export const checkpoint = async (
  db: ClientBase,
  id: string,
  batch: { from: number; to: number; created: number; updated: number },
): Promise<void> => {
  await db.query('set constraints all immediate');
  await db.query(
    `with gone as (delete from import_rows where job_id = $1 and head between $2 and $3 returning row = head as is_product)
     update import_jobs j set attempts = 0, processed = j.processed + done.rows, created = j.created + $4, updated = j.updated + $5,
       unchanged = j.unchanged + done.products - $4 - $5
       from (select count(*)::int as rows, count(*) filter (where is_product)::int as products from gone) done
      where j.id = $1 and done.rows > 0`,
    [id, batch.from, batch.to, batch.created, batch.updated],
  );
};

/** Ends a job; its rows are no longer needed. */
export const finishJob = async (
  db: ClientBase,
  id: string,
  status: Extract<JobStatus, 'done' | 'failed'>,
  { count, first }: { count: number; first: RowComplaint[] } = { count: 0, first: [] },
): Promise<void> => {
  await db.query('delete from import_rows where job_id = $1', [id]);
  // Whoever started it stands in the audit log with what became of it; a dry run changes nothing.
  await db.query(
    `with ended as (
       update import_jobs set status = $2, error_count = $3, errors = $4, file_path = null, finished_at = now()
        where id = $1 returning *)
     insert into audit_log (actor_kind, actor_id, actor_name, action, subject_type, subject_id, company_code, after)
     select case when u.id is null then 'command' else 'staff' end, u.document_id,
            coalesce(nullif(concat_ws(' ', u.firstname, u.lastname), ''), ended.created_by), 'import',
            'api::catalogue.import', ended.id, ended.company_code,
            jsonb_build_object('file', ended.file_name, 'status', ended.status, 'rows', ended.rows,
              'created', ended.created, 'updated', ended.updated, 'unchanged', ended.unchanged,
              'errors', ended.error_count)
       from ended left join admin_users u on u.email = ended.created_by
      where not ended.dry_run`,
    [id, status, count, JSON.stringify(first)],
  );
};

/** What a dry run found out. */
export const recordPlan = async (
  db: ClientBase,
  id: string,
  counts: { creates: number; updates: number; unchanged: number },
): Promise<void> => {
  await db.query('update import_jobs set created = $2, updated = $3, unchanged = $4 where id = $1', [
    id,
    counts.creates,
    counts.updates,
    counts.unchanged,
  ]);
};

export const readStagedComplaints = (db: ClientBase): ReturnType<typeof readComplaints> =>
  readComplaints(db, MOST_ERRORS);
