import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { pageBody, sendPrivateItem, sendPrivately } from '../../../http/catalogue-answer';
import { dayOf } from '../../../http/day-query';
import { idOf, localeOf, readScopeOf } from '../../../http/read-actions';
import { scopeOf, staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { idempotencyKeyOf } from '../../../idempotency/key';
import { parseFor } from '../../../storefront/read';
import { actorOf } from '../../order/asking';
import { createCashService } from '../services/driver-cash';
import { cashSource } from '../source';
import { handoverBody } from '../validation';

/** The money that drivers take at doors, and bring. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::driver-cash.driver-cash', createCashService);

  return {
    async handOver(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const driverId = idOf(ctx);
      const body = validateBody(handoverBody, ctx);
      const caller = { caller: staffOf(ctx).documentId, companyCode: company.code };
      const key = idempotencyKeyOf(ctx, `POST /delivery-personnel/${driverId}/cash`, caller, body);
      sendPrivateItem(ctx, await service.handOver({ company, driverId, body, actor: actorOf(ctx) }, key));
      ctx.status = 201;
    },

    async ledger(ctx: Context): Promise<void> {
      const query = parseFor(cashSource, readScopeOf(ctx), ctx.query);
      const { page, balances } = await service.ledger(scopeOf(ctx).company, idOf(ctx), query);
      sendPrivately(ctx, pageBody(page, query.fields, `,"balances":${JSON.stringify(balances)}`));
    },

    async report(ctx: Context): Promise<void> {
      const day = dayOf(ctx, new Date());
      sendPrivateItem(ctx, JSON.stringify(await service.report(scopeOf(ctx).company, day)));
    },
  };
};
