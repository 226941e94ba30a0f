import fs from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import { exportProducts } from '../../../catalogue-export/export-products';
import type { ImportJob } from '../../../catalogue-import/job';
import { createJob, findJob, listJobs } from '../../../catalogue-import/job-store';
import { MOST_BYTES } from '../../../catalogue-import/limits';
import { sheetPath, startImport } from '../../../catalogue-import/supervisor';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import type { UploadedSheet } from '../../../http/sheet-upload';
import type { Filter } from '../../../storefront/list-query';
import type { Company } from '../../../tenancy/company';

const LISTED_JOBS = 20;

/** How long a dry run that was cut off is waited for. */
const CHECK_LIMIT_MS = 30_000;
const CHECK_LOOK_MS = 200;

const importRunning = (): DomainError =>
  new DomainError('import_running', 'an import of this company is running already');

const parseFlag = (text: string | undefined): boolean => {
  if (text === undefined || text === '' || text === 'false') return false;
  if (text === 'true') return true;
  throw invalidField('dryRun', 'must be true or false');
};

/** The catalogue of a company as a sheet: in, out, and how far an import is. */
export const createCatalogueService = ({ strapi }: { strapi: Core.Strapi }) => {
  const db = strapi.db.connection;

  const requireJob = async (company: Company, id: string): Promise<ImportJob> => {
    const job = await findJob(db, company.code, id);
    if (!job) throw notFound('import');
    return job;
  };

  /** A check that this process could not do to its end may be at work in another. */
  const requireEnd = async (company: Company, id: string): Promise<ImportJob> => {
    const limit = Date.now() + CHECK_LIMIT_MS;
    for (;;) {
      const job = await requireJob(company, id);
      if (job.status === 'done' || job.status === 'failed') return job;
      if (Date.now() > limit) throw new DomainError('import_cut_off', 'the check was cut off, try again');
      await sleep(CHECK_LOOK_MS);
    }
  };

  return {
    /**
     * Starts to import a sheet; a dry run is waited for.
     * @param receive puts the sheet where it is told, with at most so many bytes
     * @param dryRun what the query says; the form may say it as well
     * @throws DomainError `import_running`, `import_cut_off`, and what `receive` throws; ValidationError
     */
    async receive(
      company: Company,
      actor: string,
      dryRun: string | undefined,
      receive: (filePath: string, most: number) => Promise<UploadedSheet>,
    ): Promise<ImportJob> {
      const isDryRun = parseFlag(dryRun);
      const id = createId();
      const filePath = await sheetPath(strapi, id);
      const job = await receive(filePath, MOST_BYTES)
        .then(async ({ fields, ...sheet }) => {
          const wanted = isDryRun || parseFlag(fields['dryRun']);
          const made = { ...sheet, id, companyCode: company.code, dryRun: wanted, createdBy: actor };
          if (!(await createJob(db, made))) throw importRunning();
          return made;
        })
        .catch(async (error: unknown) => {
          // No job knows of this sheet, so nobody else would remove it.
          await fs.rm(filePath, { force: true });
          throw error;
        });
      const ended = startImport(strapi, id);
      if (job.dryRun) await ended;
      return job.dryRun ? requireEnd(company, id) : requireJob(company, id);
    },

    findJob: requireJob,

    listJobs: (company: Company): Promise<ImportJob[]> => listJobs(db, company.code, LISTED_JOBS),

    /** The products that the filters leave, as a stream of a sheet. */
    export: (company: Company, filters: Filter[], format: 'csv' | 'xlsx') =>
      exportProducts(db, company, filters, format),
  };
};

export default createCatalogueService;
