import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { createOutboxService } from '../api/outbox/services/outbox';
import { parseMessageId, retryInput } from '../api/outbox/validation';
import { serviceOf } from '../http/service-of';
import { validate, validateBody } from '../http/validate';
import type { OutboxView } from '../outbox/figures';
import { isSuperAdmin } from '../tenancy/store';
import { companyOfPanel } from './panel-company';
import { OUTBOX_PAGE_SIZE, type Undelivered } from './undelivered';

const outboxQuery = z.strictObject({
  company: z.string().optional(),
  locale: z.string().optional(),
  page: z.coerce.number().int().min(1).max(200).default(1),
});

const idOf = (ctx: Context): string => parseMessageId((ctx['params'] as { id?: string }).id);

/** Handlers of the panel's page on what could not be delivered. */
export const outboxHandlers = (strapi: Core.Strapi) => {
  const service = () => serviceOf(strapi, 'api::outbox.outbox', createOutboxService);

  const viewOf = async (ctx: Context): Promise<OutboxView> => {
    const { code } = await companyOfPanel(strapi, ctx);
    const { id } = (ctx.state as { user: { id: number } }).user;
    return { company: code, shared: await isSuperAdmin(strapi.db.connection, id) };
  };

  return {
    async showOutbox(ctx: Context): Promise<void> {
      const view = await viewOf(ctx);
      const { page } = validate(outboxQuery, ctx.query);
      const [figures, { letters, total }] = await Promise.all([
        service().figures(view),
        service().list(view, { page, pageSize: OUTBOX_PAGE_SIZE }),
      ]);
      const data: Undelivered = { figures, letters, total };
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data };
    },

    async retryLetter(ctx: Context): Promise<void> {
      ctx.body = { data: await service().retry(await viewOf(ctx), idOf(ctx)) };
    },

    async retryLetters(ctx: Context): Promise<void> {
      const view = await viewOf(ctx);
      ctx.body = { data: await service().retryAll(view, validateBody(retryInput, ctx)) };
    },

    async discardLetter(ctx: Context): Promise<void> {
      await service().discard(await viewOf(ctx), idOf(ctx));
      ctx.status = 204;
    },
  };
};
