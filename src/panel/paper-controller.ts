import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import {
  type PaperRequest,
  printCreditNote,
  type PrintedPaper,
  printInvoice,
  printPickingList,
  printReceipt,
} from '../api/invoice/papers';
import { createInvoiceService } from '../api/invoice/services/invoice';
import { languageIn, noteNumberOf, pickingOrderIn } from '../api/invoice/validation';
import { notFound } from '../domain/errors';
import { serviceOf } from '../http/service-of';
import { orderIdOf, panelUserOf } from './order-asking';
import { companyOfOrder } from './order-service';

const send = (ctx: Context, { filename, bytes }: PrintedPaper): void => {
  ctx.type = 'application/pdf';
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('Content-Disposition', `inline; filename="${filename}"`);
  ctx.body = bytes;
};

/** Handlers of the papers beside an order's form. */
export const paperHandlers = (strapi: Core.Strapi) => {
  const requestOf = async (ctx: Context, further: string[] = []): Promise<PaperRequest> => {
    const language = languageIn(ctx.query, further);
    const orderId = orderIdOf(ctx);
    return { company: await companyOfOrder(strapi, panelUserOf(ctx), orderId), orderId, language };
  };

  return {
    async invoice(ctx: Context): Promise<void> {
      send(ctx, await printInvoice(strapi, await requestOf(ctx)));
    },

    async creditNote(ctx: Context): Promise<void> {
      const number = noteNumberOf((ctx['params'] as { number?: string }).number);
      if (number === null) throw notFound('credit note');
      send(ctx, await printCreditNote(strapi, await requestOf(ctx), number));
    },

    async receipt(ctx: Context): Promise<void> {
      send(ctx, await printReceipt(strapi, await requestOf(ctx)));
    },

    async pickingList(ctx: Context): Promise<void> {
      const by = pickingOrderIn(ctx.query);
      send(ctx, await printPickingList(strapi, await requestOf(ctx, ['by']), by));
    },

    async mail(ctx: Context): Promise<void> {
      const orderId = orderIdOf(ctx);
      const company = await companyOfOrder(strapi, panelUserOf(ctx), orderId);
      const service = serviceOf(strapi, 'api::invoice.invoice', createInvoiceService);
      await service.mail({ company, orderId, email: null, isStaff: true });
      ctx.status = 202;
      ctx.body = { data: null };
    },
  };
};
