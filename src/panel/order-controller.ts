import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { actingOnOrder } from '../api/order/acting';
import { ORDER } from '../api/order/change';
import { orderChange } from '../api/order/validation';
import { validate } from '../http/validate';
import { orderIdOf, panelUserOf } from './order-asking';
import { changePanelOrder, readPanelOrder } from './order-service';

type AdminState = { userAbility: { can(action: string, subject: string): boolean } };

/** Handlers of what the panel shows of an order, and of its buttons. */
export const orderHandlers = (strapi: Core.Strapi) => {
  const answer = async (ctx: Context): Promise<void> => {
    const { order, meta } = await readPanelOrder(strapi, panelUserOf(ctx), orderIdOf(ctx));
    const { userAbility } = ctx.state as AdminState;
    const mayChange = userAbility.can('plugin::content-manager.explorer.update', ORDER);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: JSON.parse(order) as object, meta: { ...meta, mayChange } };
  };

  return {
    showOrder: answer,

    async changeOrder(ctx: Context): Promise<void> {
      const change = validate(orderChange, ctx.request.body);
      await changePanelOrder(strapi, panelUserOf(ctx), orderIdOf(ctx), change, actingOnOrder(strapi));
      await answer(ctx);
    },
  };
};
