import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import {
  type PaperRequest,
  printCreditNote,
  printInvoice,
  printPickingList,
  printReceipt,
} from '../api/invoice/papers';
import { sendPaper } from '../api/invoice/send';
import { createInvoiceService } from '../api/invoice/services/invoice';
import { languageIn, noteNumberOf, pickingOrderIn } from '../api/invoice/validation';
import { notFound } from '../domain/errors';
import { serviceOf } from '../http/service-of';
import { orderIdOf, panelUserOf } from './order-asking';
import { companyOfOrder } from './order-service';

/** Handlers of the papers beside an order's form. */
export const paperHandlers = (strapi: Core.Strapi) => {
  const requestOf = async (ctx: Context, further: string[] = []): Promise<PaperRequest> => {
    const language = languageIn(ctx.query, further);
    const orderId = orderIdOf(ctx);
    const user = panelUserOf(ctx);
    return {
      company: await companyOfOrder(strapi, user, orderId),
      orderId,
      language,
      caller: user.documentId,
    };
  };

  return {
    async invoice(ctx: Context): Promise<void> {
      sendPaper(ctx, await printInvoice(strapi, await requestOf(ctx)));
    },

    async creditNote(ctx: Context): Promise<void> {
      const number = noteNumberOf((ctx['params'] as { number?: string }).number);
      if (number === null) throw notFound('credit note');
      sendPaper(ctx, await printCreditNote(strapi, await requestOf(ctx), number));
    },

    async receipt(ctx: Context): Promise<void> {
      sendPaper(ctx, await printReceipt(strapi, await requestOf(ctx)));
    },

    async pickingList(ctx: Context): Promise<void> {
      const by = pickingOrderIn(ctx.query);
      sendPaper(ctx, await printPickingList(strapi, await requestOf(ctx, ['by']), by));
    },

    async mail(ctx: Context): Promise<void> {
      const orderId = orderIdOf(ctx);
      const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
      const service = serviceOf(strapi, 'api::invoice.invoice', createInvoiceService);
      await service.mail({ company, orderId, email: null, isStaff: true, mayRedirect: false });
      ctx.status = 202;
      ctx.body = { data: null };
    },
  };
};
