import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { customerOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createPreferenceService } from '../services/preference';
import { preferencesBody } from '../validation';

/** How customers want to be told of things. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::notification.preference', createPreferenceService);

  return {
    async find(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.read(customerOf(ctx))));
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      const body = validateBody(preferencesBody, ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.change(customerOf(ctx), body)));
    },
  };
};
