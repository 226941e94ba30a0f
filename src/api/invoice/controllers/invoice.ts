import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { notFound } from '../../../domain/errors';
import { idOf, localeOf } from '../../../http/read-actions';
import { driverOf, isStaff, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { assertParameters } from '../../../storefront/list-query';
import { brings } from '../../delivery-assignment/assignment-store';
import { openedOrder } from '../../order/asking';
import { type PaperRequest, printCreditNote, printInvoice, printPickingList, printReceipt } from '../papers';
import { sendPaper } from '../send';
import { createInvoiceService } from '../services/invoice';
import { languageIn, mailBody, noteNumberOf, pickingOrderIn } from '../validation';

/** An order on paper. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::invoice.invoice', createInvoiceService);

  /** Whoever has no account shares with everybody who has the order's token. */
  const requestFor = (ctx: Context, orderId: string, further: string[] = []): PaperRequest => {
    const { caller, company } = scopeOf(ctx);
    return {
      company,
      orderId,
      language: languageIn(ctx.query, further),
      caller: caller.kind === 'anonymous' ? orderId : caller.documentId,
    };
  };

  return {
    async invoice(ctx: Context): Promise<void> {
      const orderId = await openedOrder(strapi, ctx);
      sendPaper(ctx, await printInvoice(strapi, requestFor(ctx, orderId)));
    },

    async creditNote(ctx: Context): Promise<void> {
      const orderId = await openedOrder(strapi, ctx);
      const request = requestFor(ctx, orderId);
      const number = noteNumberOf((ctx['params'] as { number?: string }).number);
      if (number === null) throw notFound('credit note');
      sendPaper(ctx, await printCreditNote(strapi, request, number));
    },

    async receipt(ctx: Context): Promise<void> {
      sendPaper(ctx, await printReceipt(strapi, requestFor(ctx, idOf(ctx))));
    },

    /** For who brings the order, or has just brought it; `not_found` for other drivers. */
    async driverReceipt(ctx: Context): Promise<void> {
      const orderId = idOf(ctx);
      const { company } = scopeOf(ctx);
      if (!(await brings(strapi.db.connection, company.code, orderId, driverOf(ctx).documentId))) {
        throw notFound('order');
      }
      sendPaper(ctx, await printReceipt(strapi, requestFor(ctx, orderId)));
    },

    async pickingList(ctx: Context): Promise<void> {
      const request = requestFor(ctx, idOf(ctx), ['by']);
      sendPaper(ctx, await printPickingList(strapi, request, pickingOrderIn(ctx.query)));
    },

    async mail(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      localeOf(ctx);
      const orderId = await openedOrder(strapi, ctx);
      const { email = null } = validateBody(mailBody, ctx);
      const scope = scopeOf(ctx);
      const { caller, company } = scope;
      await service.mail({
        company,
        orderId,
        email,
        isStaff: isStaff(scope),
        mayRedirect: caller.kind === 'staff' && caller.permissions.includes('orders.write'),
      });
      ctx.body = { data: null, meta: {} };
      ctx.status = 202;
    },
  };
};
