import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { customerOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validate, validateBody } from '../../../http/validate';
import { assertParameters, parseLocale } from '../../../storefront/list-query';
import { createPushService } from '../services/push';
import { endpointBody, subscriptionBody } from '../validation';

/** Which browser is meant: by the query, else by the body. */
const endpointOf = (ctx: Context): string => {
  assertParameters(ctx.query, ['endpoint', 'locale']);
  parseLocale(ctx.query['locale']);
  const { endpoint } = ctx.query;
  if (endpoint === undefined) return validateBody(endpointBody, ctx).endpoint;
  return validate(endpointBody, { endpoint }).endpoint;
};

/** The browsers of customers that take notifications. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::notification.push', createPushService);

  return {
    key(ctx: Context): void {
      localeOf(ctx);
      sendPrivateItem(ctx, JSON.stringify({ key: service.key() }));
    },

    async create(ctx: Context): Promise<void> {
      localeOf(ctx);
      const documentId = await service.subscribe(customerOf(ctx), validateBody(subscriptionBody, ctx));
      sendPrivateItem(ctx, JSON.stringify({ documentId }));
      ctx.status = 201;
    },

    async delete(ctx: Context): Promise<void> {
      await service.unsubscribe(customerOf(ctx), endpointOf(ctx));
      ctx.status = 204;
    },
  };
};
