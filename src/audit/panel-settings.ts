import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { actingStaff, traceOf } from './acting';
import { recordEvent } from './record';

/** Keys and addresses that are made in the panel's settings, which Strapi keeps out of its documents and users. */
const SETTINGS = /^\/admin\/(api-tokens|transfer\/tokens|webhooks)(?:\/([\w-]+))?/;

const actions: Record<string, string> = { POST: 'create', PUT: 'update', DELETE: 'delete' };

/** Has what staff change in the panel's settings written down. Called from Strapi's `register`. */
export const recordPanelSettings = (strapi: Core.Strapi): void => {
  strapi.server.use(async (ctx: Context, next: Next) => {
    await next();
    const [, type, id] = SETTINGS.exec(ctx.path) ?? [];
    const action = actions[ctx.method];
    const actor = actingStaff(strapi);
    if (!type || !action || !actor || ctx.status >= 300) return;
    const { name } = (ctx.request.body ?? {}) as { name?: unknown };
    await recordEvent(strapi.db.connection, {
      actor,
      ...traceOf(strapi),
      action,
      subject: { type: `admin::${type.replace('/', '-')}`, id: id ?? null },
      after: { name: typeof name === 'string' ? name : null },
    });
  });
};
