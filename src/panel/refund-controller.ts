import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { actingOnOrder } from '../api/order/acting';
import { retryRoute } from '../api/refund/send-again';
import { createRefundService } from '../api/refund/services/refund';
import { refundBody } from '../api/refund/validation';
import { serviceOf } from '../http/service-of';
import { validateBody } from '../http/validate';
import { idempotencyKeyOf } from '../idempotency/key';
import { parseDocumentId } from '../storefront/document-id';
import { orderIdOf, panelUserOf } from './order-asking';
import { companyOfOrder } from './order-service';
import { previewRefund } from './refund-preview';
import { refundPreview } from './validation';

/** Which refund of the order is meant. */
const refundIdOf = (ctx: Context): string =>
  parseDocumentId((ctx['params'] as { refundId?: string }).refundId);

/** Handlers of the panel for refunds of an order. */
export const refundHandlers = (strapi: Core.Strapi) => ({
  async preview(ctx: Context): Promise<void> {
    const orderId = orderIdOf(ctx);
    const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
    const wish = validateBody(refundPreview, ctx);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: await previewRefund(strapi, company, orderId, wish) };
  },

  async refund(ctx: Context): Promise<void> {
    const orderId = orderIdOf(ctx);
    const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
    const body = validateBody(refundBody, ctx);
    const actor = actingOnOrder(strapi);
    const caller = { caller: actor.id ?? actor.kind, companyCode: company.code };
    const key = idempotencyKeyOf(ctx, `POST /order/${orderId}/refund`, caller, body);
    const service = serviceOf(strapi, 'api::refund.refund', createRefundService);
    const refund = await service.refund({ company, orderId, body, actor }, key);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: JSON.parse(refund) as object };
  },

  async retry(ctx: Context): Promise<void> {
    const orderId = orderIdOf(ctx);
    const refundId = refundIdOf(ctx);
    const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
    const actor = actingOnOrder(strapi);
    const caller = { caller: actor.id ?? actor.kind, companyCode: company.code };
    const key = idempotencyKeyOf(ctx, retryRoute(orderId, refundId), caller, {});
    const service = serviceOf(strapi, 'api::refund.refund', createRefundService);
    const refund = await service.sendAgain({ company, orderId, refundId, actor }, key);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: JSON.parse(refund) as object };
  },
});
