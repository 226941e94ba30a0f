import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf, localeOf, readScopeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { assertParameters } from '../../../storefront/list-query';
import { actorOf } from '../../order/asking';
import { readOrder } from '../../order/read';
import { createDeskService } from '../services/desk';

/** @throws ValidationError, DomainError `unknown_parameter` for whatever is said beside the order */
const assertNothingSaid = (ctx: Context): void => {
  assertParameters(ctx.query, ['locale']);
  validateBody(z.strictObject({}), ctx);
};

/** What staff do when a delivery does not go as it should. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::mobile-delivery.desk', createDeskService);

  const answer = async (ctx: Context, orderId: string): Promise<void> => {
    const reader = { ...readScopeOf(ctx), locale: localeOf(ctx) };
    sendPrivateItem(ctx, await readOrder(strapi.db.connection, reader, orderId));
  };

  return {
    async unlockCode(ctx: Context): Promise<void> {
      assertNothingSaid(ctx);
      localeOf(ctx);
      const orderId = idOf(ctx);
      await service.unlock(scopeOf(ctx).company, orderId);
      await answer(ctx, orderId);
    },

    async receive(ctx: Context): Promise<void> {
      assertNothingSaid(ctx);
      localeOf(ctx);
      const orderId = idOf(ctx);
      await service.receive({ company: scopeOf(ctx).company, orderId, actor: actorOf(ctx) });
      await answer(ctx, orderId);
    },
  };
};
