import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { dayOf } from '../../../http/day-query';
import { driverOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { createSummaryService } from '../services/driver-summary';

/** What drivers have done and earned. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::driver-summary.driver-summary', createSummaryService);

  return {
    async find(ctx: Context): Promise<void> {
      const day = dayOf(ctx, new Date());
      sendPrivateItem(ctx, JSON.stringify(await service.of(driverOf(ctx), day)));
    },
  };
};
