import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { localeOf } from '../../../http/read-actions';
import { scopeOf, staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import type { OutboxView } from '../../../outbox/figures';
import { parseListQuery } from '../../../storefront/list-query';
import { createOutboxService } from '../services/outbox';
import { parseMessageId, retryInput } from '../validation';

/** What belongs to no company is for those who look after all of them. */
const viewOf = (ctx: Context): OutboxView => ({
  company: scopeOf(ctx).company.code,
  shared: staffOf(ctx).role === 'super_admin',
});

const idOf = (ctx: Context): string => parseMessageId((ctx['params'] as { id?: string }).id);

const answer = (ctx: Context, data: unknown, meta: object = {}): void => {
  ctx.set('Cache-Control', 'private, no-store');
  ctx.body = { data, meta };
};

/** What waits to be delivered, and what could not be. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::outbox.outbox', createOutboxService);

  return {
    async figures(ctx: Context): Promise<void> {
      localeOf(ctx);
      answer(ctx, await service.figures(viewOf(ctx)));
    },

    async find(ctx: Context): Promise<void> {
      const { page, pageSize } = parseListQuery(ctx.query, { filters: {}, sorts: [], fields: [] });
      const { letters, total } = await service.list(viewOf(ctx), { page, pageSize });
      answer(ctx, letters, {
        pagination: { page, pageSize, pageCount: Math.ceil(total / pageSize), total },
      });
    },

    async retry(ctx: Context): Promise<void> {
      localeOf(ctx);
      answer(ctx, await service.retry(viewOf(ctx), idOf(ctx)));
      ctx.status = 200;
    },

    async retryAll(ctx: Context): Promise<void> {
      localeOf(ctx);
      answer(ctx, await service.retryAll(viewOf(ctx), validateBody(retryInput, ctx)));
      ctx.status = 200;
    },

    async discard(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.discard(viewOf(ctx), idOf(ctx));
      ctx.status = 204;
    },
  };
};
