import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { pageBody, sendPrivateItem, sendPrivately } from '../../../http/catalogue-answer';
import { idOf, localeOf, readScopeOf } from '../../../http/read-actions';
import { customerOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { parseFor } from '../../../storefront/read';
import { createNotificationService } from '../services/notification';
import { notificationSource } from '../source';
import type { Owner } from '../subscription-store';
import { readBody } from '../validation';

const ownerOf = (ctx: Context): Owner => {
  const { company, documentId } = customerOf(ctx);
  return { companyCode: company, customerId: documentId };
};

/** What customers were told. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::notification.notification', createNotificationService);

  return {
    async find(ctx: Context): Promise<void> {
      const scope = readScopeOf(ctx);
      const query = parseFor(notificationSource, scope, ctx.query);
      const { page, unread } = await service.list(scope.company, customerOf(ctx).documentId, query);
      sendPrivately(ctx, pageBody(page, query.fields, `,"unread":${unread}`));
    },

    async read(ctx: Context): Promise<void> {
      localeOf(ctx);
      const outcome = await service.read(ownerOf(ctx), validateBody(readBody, ctx));
      sendPrivateItem(ctx, JSON.stringify(outcome));
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.remove(ownerOf(ctx), idOf(ctx));
      ctx.status = 204;
    },
  };
};
