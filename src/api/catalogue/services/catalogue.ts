import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { exportProducts } from '../../../catalogue-export/export-products';
import type { ImportJob } from '../../../catalogue-import/job';
import { createJob, findJob, isImporting, listJobs } from '../../../catalogue-import/job-store';
import { MOST_BYTES } from '../../../catalogue-import/limits';
import { sheetPath, startImport } from '../../../catalogue-import/supervisor';
import { DomainError, invalidField, notFound } from '../../../domain/errors';
import { receiveSheet } from '../../../http/sheet-upload';
import type { Filter } from '../../../storefront/list-query';
import type { Company } from '../../../tenancy/company';

const LISTED_JOBS = 20;

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

  return {
    /**
     * Receives a sheet and starts to import it; a dry run is waited for.
     * @param dryRun what the query says; the form may say it as well
     * @throws DomainError `import_running`, `payload_too_large`, `unsupported_media_type`; ValidationError
     */
    async receive(
      ctx: Context,
      company: Company,
      actor: string,
      dryRun: string | undefined,
    ): Promise<ImportJob> {
      const isDryRun = parseFlag(dryRun);
      if (!isDryRun && (await isImporting(db, company.code))) throw importRunning();
      const id = createId();
      const { fields, ...sheet } = await receiveSheet(ctx, await sheetPath(strapi, id), MOST_BYTES);
      const job = {
        ...sheet,
        id,
        companyCode: company.code,
        dryRun: isDryRun || parseFlag(fields['dryRun']),
        createdBy: actor,
      };
      if (!(await createJob(db, job))) throw importRunning();
      const ended = startImport(strapi, id);
      if (job.dryRun) await ended;
      return requireJob(company, id);
    },

    findJob: requireJob,

    listJobs: (company: Company): Promise<ImportJob[]> => listJobs(db, company.code, LISTED_JOBS),

    /** The products that the filters leave, as a stream of a sheet. */
    export: (company: Company, filters: Filter[], format: 'csv' | 'xlsx') =>
      exportProducts(db, company, filters, format),
  };
};

export default createCatalogueService;
