import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { actingOnOrder } from '../api/order/acting';
import { ORDER } from '../api/order/change';
import { orderChange } from '../api/order/validation';
import { languageOf } from '../http/language';
import { validate } from '../http/validate';
import { parseDocumentId } from '../storefront/document-id';
import type { PanelUser } from './offer-service';
import { changePanelOrder, readPanelOrder } from './order-service';

type AdminState = {
  user: { id: number; documentId: string };
  userAbility: { can(action: string, subject: string): boolean };
};

const userOf = (ctx: Context): PanelUser => {
  const { user } = ctx.state as AdminState;
  return { id: user.id, documentId: user.documentId, locale: languageOf(ctx) };
};

const idOf = (ctx: Context): string => parseDocumentId((ctx['params'] as { documentId?: string }).documentId);

/** Handlers of what the panel shows of an order, and of its buttons. */
export const orderHandlers = (strapi: Core.Strapi) => {
  const answer = async (ctx: Context): Promise<void> => {
    const { order, meta } = await readPanelOrder(strapi, userOf(ctx), idOf(ctx));
    const { userAbility } = ctx.state as AdminState;
    const mayChange = userAbility.can('plugin::content-manager.explorer.update', ORDER);
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: JSON.parse(order) as object, meta: { ...meta, mayChange } };
  };

  return {
    showOrder: answer,

    async changeOrder(ctx: Context): Promise<void> {
      const change = validate(orderChange, ctx.request.body);
      await changePanelOrder(strapi, userOf(ctx), idOf(ctx), change, actingOnOrder(strapi));
      await answer(ctx);
    },
  };
};
