import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { assertParameters, parseListQuery } from '../../../storefront/list-query';
import { sendPrivateItem, sendPrivatePage } from '../../../http/catalogue-answer';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createCompanyService } from '../services/company';
import { newCompany } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::company.company', createCompanyService);

  return {
    async find(ctx: Context): Promise<void> {
      const { page, pageSize } = parseListQuery(ctx.query, { filters: {}, sorts: [], fields: [] });
      sendPrivatePage(ctx, { ...(await service.list(page, pageSize)), page, pageSize });
    },

    async create(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      sendPrivateItem(ctx, await service.create(validateBody(newCompany, ctx)));
      ctx.status = 201;
    },
  };
};
