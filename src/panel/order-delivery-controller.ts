import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { proofKindOf, readProof } from '../api/mobile-delivery/proof-store';
import { createDeskService } from '../api/mobile-delivery/services/desk';
import { actingOnOrder } from '../api/order/acting';
import { sendPrivatePicture } from '../http/private-picture';
import { serviceOf } from '../http/service-of';
import { listAvailableDrivers } from './available-driver-store';
import { companyOfPanel } from './panel-company';
import { orderIdOf, panelUserOf } from './order-asking';
import { readOrderDelivery } from './order-delivery-store';
import { companyOfOrder } from './order-service';

/** Handlers of what the panel shows of an order's way to the door, and of what staff do when it goes wrong. */
export const orderDeliveryHandlers = (strapi: Core.Strapi) => {
  const desk = () => serviceOf(strapi, 'api::mobile-delivery.desk', createDeskService);

  const answer = async (ctx: Context, companyCode: string): Promise<void> => {
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: await readOrderDelivery(strapi.db.connection, companyCode, orderIdOf(ctx)) };
  };

  return {
    async listAvailable(ctx: Context): Promise<void> {
      const { code } = await companyOfPanel(strapi, ctx);
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: await listAvailableDrivers(strapi.db.connection, code) };
    },

    async showDelivery(ctx: Context): Promise<void> {
      const { code } = await companyOfOrder(strapi, panelUserOf(ctx), orderIdOf(ctx));
      await answer(ctx, code);
    },

    async showProof(ctx: Context): Promise<void> {
      const orderId = orderIdOf(ctx);
      const { code } = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
      const kind = proofKindOf((ctx['params'] as { kind?: string }).kind);
      sendPrivatePicture(ctx, await readProof(strapi.db.connection, code, orderId, kind));
    },

    async unlockCode(ctx: Context): Promise<void> {
      const orderId = orderIdOf(ctx);
      const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
      await desk().unlock(company, orderId);
      await answer(ctx, company.code);
    },

    async receive(ctx: Context): Promise<void> {
      const orderId = orderIdOf(ctx);
      const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
      await desk().receive({ company, orderId, actor: actingOnOrder(strapi) });
      await answer(ctx, company.code);
    },
  };
};
