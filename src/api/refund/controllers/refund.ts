import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf, localeOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { idempotencyKeyOf } from '../../../idempotency/key';
import { parseDocumentId } from '../../../storefront/document-id';
import { actorOf } from '../../order/asking';
import { createRefundService } from '../services/refund';
import { retryRoute } from '../send-again';
import { refundBody } from '../validation';

/** Which refund of the order is meant. */
const refundIdOf = (ctx: Context): string =>
  parseDocumentId((ctx['params'] as { refundId?: string }).refundId);

/** Money that staff give back. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::refund.refund', createRefundService);

  return {
    async refund(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const orderId = idOf(ctx);
      const body = validateBody(refundBody, ctx);
      const actor = actorOf(ctx);
      const caller = { caller: actor.id ?? actor.kind, companyCode: company.code };
      const key = idempotencyKeyOf(ctx, `POST /order/${orderId}/refund`, caller, body);
      sendPrivateItem(ctx, await service.refund({ company, orderId, body, actor }, key));
    },

    async retry(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const orderId = idOf(ctx);
      const refundId = refundIdOf(ctx);
      const actor = actorOf(ctx);
      const caller = { caller: actor.id ?? actor.kind, companyCode: company.code };
      const key = idempotencyKeyOf(ctx, retryRoute(orderId, refundId), caller, {});
      sendPrivateItem(ctx, await service.sendAgain({ company, orderId, refundId, actor }, key));
    },
  };
};
