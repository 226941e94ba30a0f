import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { driverOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createDutyService } from '../services/driver-duty';
import { dutyBody } from '../validation';

/** Drivers who come to work and go home. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::driver-duty.driver-duty', createDutyService);

  return {
    async set(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { on } = validateBody(dutyBody, ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.set(driverOf(ctx), on)));
    },
  };
};
