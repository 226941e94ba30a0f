import type { Knex } from 'knex';
import type { ImportJob } from './job';
import { insertJob, jobFields, type NewJob, type Queryable } from './store';

/** Statements written for a connection, run over the pool; their parameters stand in ascending order. */
const overPool = (db: Knex): Queryable => ({
  query: (sql, values = []) => db.raw(sql.replace(/\$\d+/g, '?'), values as never) as never,
});

/**
 * Makes a job.
 * @returns false when the company has an import that has not come to its end
 */
export const createJob = (db: Knex, job: NewJob): Promise<boolean> => insertJob(overPool(db), job);

/**
 * Jobs that came to no end and whose lock no connection holds. Where the file of one lies is told as long as
 * only that machine can go on with it.
 */
export const abandonedJobs = async (
  db: Knex,
): Promise<{ id: string; filePath: string | null; isOld: boolean }[]> => {
  const { rows } = await db.raw<{ rows: { id: string; filePath: string | null; isOld: boolean }[] }>(
    `select id, file_path as "filePath", created_at < now() - interval '10 minutes' as "isOld" from import_jobs
      where status in ('waiting', 'running') and created_at < now() - interval '3 seconds'
        and not exists (
          select 1 from pg_locks
           where locktype = 'advisory' and granted
             and (classid::bigint << 32 | objid::bigint) = hashtextextended('import:' || import_jobs.id, 0))
      order by created_at`,
  );
  return rows;
};

/** Strapi's pool hands out times and JSON as texts. */
type PooledJob = Omit<ImportJob, 'errors' | 'createdAt' | 'startedAt' | 'finishedAt'> & {
  errors: string;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
};

const fromPool = (row: PooledJob): ImportJob => ({
  ...row,
  errors: JSON.parse(row.errors) as ImportJob['errors'],
  createdAt: new Date(row.createdAt),
  startedAt: row.startedAt === null ? null : new Date(row.startedAt),
  finishedAt: row.finishedAt === null ? null : new Date(row.finishedAt),
});

/** A job of a company. */
export const findJob = async (db: Knex, companyCode: string, id: string): Promise<ImportJob | null> => {
  const { rows } = await db.raw<{ rows: PooledJob[] }>(
    `select ${jobFields} from import_jobs where id = ? and company_code = ?`,
    [id, companyCode],
  );
  return rows[0] ? fromPool(rows[0]) : null;
};

/** The newest jobs of a company. */
export const listJobs = async (db: Knex, companyCode: string, most: number): Promise<ImportJob[]> => {
  const { rows } = await db.raw<{ rows: PooledJob[] }>(
    `select ${jobFields} from import_jobs where company_code = ? order by created_at desc, id limit ?`,
    [companyCode, most],
  );
  return rows.map(fromPool);
};

/** Whether the file of a job is still to be read. */
export const needsSheet = async (db: Knex, id: string): Promise<boolean> => {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from import_jobs where id = ? and status in ('waiting', 'running') and not applying`,
    [id],
  );
  return rows.length > 0;
};
