import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { spanOfQuery } from '../../../http/day-query';
import { idOf, localeOf } from '../../../http/read-actions';
import { driverOf, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { createPositionService } from '../services/driver-position';
import { positionsOf } from '../validation';

/** Where drivers are, as their phones tell it and staff see it. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::driver-position.driver-position', createPositionService);

  return {
    async receive(ctx: Context): Promise<void> {
      localeOf(ctx);
      const now = new Date();
      const received = await service.receive(driverOf(ctx), positionsOf(ctx, now), now);
      sendPrivateItem(ctx, JSON.stringify(received));
      ctx.status = 202;
    },

    async track(ctx: Context): Promise<void> {
      const span = spanOfQuery(ctx, new Date());
      const key = { companyCode: scopeOf(ctx).company.code, driverId: idOf(ctx) };
      sendPrivateItem(ctx, JSON.stringify({ ...span, ...(await service.track(key, span)) }));
    },
  };
};
