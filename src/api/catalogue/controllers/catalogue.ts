import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendExport } from '../../../catalogue-export/send-export';
import { presentDryRun, presentJob } from '../../../catalogue-import/present';
import { languageOf } from '../../../http/language';
import { scopeOf, staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { receiveSheet } from '../../../http/sheet-upload';
import { parseDocumentId } from '../../../storefront/document-id';
import { assertParameters } from '../../../storefront/list-query';
import { createCatalogueService } from '../services/catalogue';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::catalogue.catalogue', createCatalogueService);

  return {
    async import(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['dryRun', 'locale']);
      const { company } = scopeOf(ctx);
      const dryRun = ctx.query['dryRun'];
      const job = await service.receive(company, staffOf(ctx).email, dryRun?.toString(), (file, most) =>
        receiveSheet(ctx, file, most),
      );
      ctx.status = job.dryRun ? 200 : 202;
      ctx.body = { data: job.dryRun ? presentDryRun(job, languageOf(ctx)) : { jobId: job.id }, meta: {} };
    },

    async findImport(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const id = parseDocumentId((ctx['params'] as { jobId?: string }).jobId);
      const job = await service.findJob(scopeOf(ctx).company, id);
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: presentJob(job, languageOf(ctx)), meta: {} };
    },

    async export(ctx: Context): Promise<void> {
      await sendExport(ctx, scopeOf(ctx).company, service.export);
    },
  };
};
