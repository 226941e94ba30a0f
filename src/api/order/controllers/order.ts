import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem, sendPrivatePage } from '../../../http/catalogue-answer';
import { answerPage, idOf, localeOf, readScopeOf } from '../../../http/read-actions';
import { customerOf, isStaff, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { parseFor, readPage } from '../../../storefront/read';
import { fragment } from '../../../storefront/sql-fragment';
import { actorOf, moverOf, openedOrder } from '../asking';
import { readOrder } from '../read';
import { createOrderService } from '../services/order';
import { orderSource } from '../source';
import { cancellation, linesBody, orderChange, pickBody, returnBody } from '../validation';

/** Orders as their customers and staff see and change them. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::order.order', createOrderService);

  const answer = async (ctx: Context, orderId: string): Promise<void> => {
    const reader = { ...readScopeOf(ctx), locale: localeOf(ctx) };
    sendPrivateItem(ctx, await readOrder(strapi.db.connection, reader, orderId));
  };

  return {
    /** All orders for staff; their own for a customer. */
    async find(ctx: Context): Promise<void> {
      if (isStaff(scopeOf(ctx))) {
        await answerPage(strapi, ctx, orderSource);
        return;
      }
      const scope = readScopeOf(ctx);
      const query = parseFor(orderSource, scope, ctx.query);
      const own = fragment('customer_id = ?', customerOf(ctx).documentId);
      const page = await readPage(strapi.db.connection, orderSource, scope, query, own);
      sendPrivatePage(ctx, page, query.fields);
    },

    async findOne(ctx: Context): Promise<void> {
      await answer(ctx, await openedOrder(strapi, ctx));
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const orderId = idOf(ctx);
      const change = validateBody(orderChange, ctx);
      await service.change({ company, orderId, change, actor: actorOf(ctx) });
      await answer(ctx, orderId);
    },

    async cancel(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = await openedOrder(strapi, ctx);
      const { reason } = validateBody(cancellation, ctx);
      const { company } = scopeOf(ctx);
      const by = { actor: actorOf(ctx), mover: moverOf(ctx) };
      await service.cancel({ company, orderId, reason: reason ? reason : null, ...by });
      await answer(ctx, orderId);
    },

    async editLines(ctx: Context): Promise<void> {
      const locale = localeOf(ctx);
      const orderId = await openedOrder(strapi, ctx);
      const body = validateBody(linesBody, ctx);
      const { company } = scopeOf(ctx);
      await service.editLines({ company, locale, orderId, body, actor: actorOf(ctx) });
      await answer(ctx, orderId);
    },

    async pick(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = idOf(ctx);
      const body = validateBody(pickBody, ctx);
      await service.pick({ company: scopeOf(ctx).company, orderId, body, actor: actorOf(ctx) });
      await answer(ctx, orderId);
    },

    async giveBack(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = idOf(ctx);
      const body = validateBody(returnBody, ctx);
      await service.giveBack({ company: scopeOf(ctx).company, orderId, body, actor: actorOf(ctx) });
      await answer(ctx, orderId);
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.hide(scopeOf(ctx).company, idOf(ctx));
      ctx.status = 204;
    },
  };
};
