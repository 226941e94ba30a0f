import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createCatalogueService } from '../api/catalogue/services/catalogue';
import { sendExport } from '../catalogue-export/send-export';
import { presentDryRun, presentJob } from '../catalogue-import/present';
import { languageOf } from '../http/language';
import { serviceOf } from '../http/service-of';
import { receiveSheet } from '../http/sheet-upload';
import { parseDocumentId } from '../storefront/document-id';
import { companyOfPanel } from './panel-company';

type AdminState = { user: { id: number; email: string } };

/** Handlers of the panel's pages for imports and exports. */
export const exchangeHandlers = (strapi: Core.Strapi) => {
  const service = () => serviceOf(strapi, 'api::catalogue.catalogue', createCatalogueService);

  return {
    async receiveImport(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const { dryRun } = ctx.query;
      const { email } = (ctx.state as AdminState).user;
      const job = await service().receive(company, email, dryRun?.toString(), (file, most) =>
        receiveSheet(ctx, file, most),
      );
      ctx.status = job.dryRun ? 200 : 202;
      ctx.body = { data: job.dryRun ? presentDryRun(job, languageOf(ctx)) : { jobId: job.id } };
    },

    async listImports(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const jobs = await service().listJobs(company);
      ctx.body = { data: jobs.map((job) => presentJob(job, languageOf(ctx))) };
    },

    async showImport(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const id = parseDocumentId((ctx['params'] as { jobId?: string }).jobId);
      ctx.body = { data: presentJob(await service().findJob(company, id), languageOf(ctx)) };
    },

    async exportProducts(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      await sendExport(ctx, company, service().export, ['company']);
    },
  };
};
