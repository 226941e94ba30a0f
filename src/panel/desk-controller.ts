import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { languageOf } from '../http/language';
import { validate } from '../http/validate';
import type { DeskBoard, DeskChanges, DeskCounts } from './desk';
import type { DeskOf } from './desk.sql';
import { deskCountsQuery, type DeskFilter, deskOrdersQuery, deskQuery } from './desk-query';
import { readDeskBoard, readDeskCounts, readDeskOrders } from './desk-store';
import { dayOfCompany } from './driver-service';
import { companyOfPanel } from './panel-company';

/** Handlers of the desk at which orders are looked after. */
export const deskHandlers = (strapi: Core.Strapi) => {
  const deskOf = async (ctx: Context, filter: DeskFilter): Promise<DeskOf> => {
    const company = await companyOfPanel(strapi, ctx);
    return { companyCode: company.code, today: dayOfCompany(company, undefined).from, filter };
  };

  return {
    async showDesk(ctx: Context): Promise<void> {
      const { sort, ...filter } = validate(deskQuery, ctx.query);
      const of = await deskOf(ctx, filter);
      const data: DeskBoard = {
        at: new Date().toISOString(),
        ...(await readDeskBoard(strapi.db.connection, of, sort, languageOf(ctx))),
      };
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data };
    },

    async showDeskCounts(ctx: Context): Promise<void> {
      validate(deskCountsQuery, ctx.query);
      const data: DeskCounts = await readDeskCounts(strapi.db.connection, await deskOf(ctx, { q: '' }));
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data };
    },

    async showDeskOrders(ctx: Context): Promise<void> {
      const { ids, ...filter } = validate(deskOrdersQuery, ctx.query);
      const of = await deskOf(ctx, filter);
      const data: DeskChanges = {
        at: new Date().toISOString(),
        ...(await readDeskOrders(strapi.db.connection, of, ids, languageOf(ctx))),
      };
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data };
    },
  };
};
