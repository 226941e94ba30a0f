import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { notFound } from '../../../domain/errors';
import { idOf, localeOf } from '../../../http/read-actions';
import { isStaff, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { openedOrder } from '../../order/asking';
import { type PrintedPaper, printCreditNote, printInvoice, printPickingList, printReceipt } from '../papers';
import { createInvoiceService } from '../services/invoice';
import { languageIn, mailBody, noteNumberOf, pickingOrderIn } from '../validation';

const send = (ctx: Context, { filename, bytes }: PrintedPaper): void => {
  ctx.type = 'application/pdf';
  ctx.set('Cache-Control', 'private, no-store');
  ctx.set('X-Content-Type-Options', 'nosniff');
  ctx.set('Content-Disposition', `inline; filename="${filename}"`);
  ctx.body = bytes;
};

/** An order on paper. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::invoice.invoice', createInvoiceService);

  return {
    async invoice(ctx: Context): Promise<void> {
      const language = languageIn(ctx.query);
      const orderId = await openedOrder(strapi, ctx);
      const { company } = scopeOf(ctx);
      send(ctx, await printInvoice(strapi, { company, orderId, language }));
    },

    async creditNote(ctx: Context): Promise<void> {
      const language = languageIn(ctx.query);
      const orderId = await openedOrder(strapi, ctx);
      const number = noteNumberOf((ctx['params'] as { number?: string }).number);
      if (number === null) throw notFound('credit note');
      const { company } = scopeOf(ctx);
      send(ctx, await printCreditNote(strapi, { company, orderId, language }, number));
    },

    async receipt(ctx: Context): Promise<void> {
      const language = languageIn(ctx.query);
      const { company } = scopeOf(ctx);
      send(ctx, await printReceipt(strapi, { company, orderId: idOf(ctx), language }));
    },

    async pickingList(ctx: Context): Promise<void> {
      const language = languageIn(ctx.query, ['by']);
      const by = pickingOrderIn(ctx.query);
      const { company } = scopeOf(ctx);
      send(ctx, await printPickingList(strapi, { company, orderId: idOf(ctx), language }, by));
    },

    async mail(ctx: Context): Promise<void> {
      localeOf(ctx);
      const orderId = await openedOrder(strapi, ctx);
      const { email = null } = validateBody(mailBody, ctx);
      const scope = scopeOf(ctx);
      await service.mail({ company: scope.company, orderId, email, isStaff: isStaff(scope) });
      ctx.body = { data: null, meta: {} };
      ctx.status = 202;
    },
  };
};
