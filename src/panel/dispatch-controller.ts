import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createAssignmentService } from '../api/delivery-assignment/services/delivery-assignment';
import { languageOf } from '../http/language';
import { serviceOf } from '../http/service-of';
import { listAvailableDrivers } from './available-driver-store';
import { readDeliveryArea } from './delivery-area-store';
import type { AssignedOrders, DispatchBoard } from './dispatch';
import { listDispatchOrders } from './dispatch-store';
import { companyOfPanel } from './panel-company';

const MOST_ORDERS = 500;

/** Handlers of the board on which dispatchers see what is to be brought. */
export const dispatchHandlers = (strapi: Core.Strapi) => ({
  async showBoard(ctx: Context): Promise<void> {
    const db = strapi.db.connection;
    const { code } = await companyOfPanel(strapi, ctx);
    const language = languageOf(ctx);
    const [area, orders, drivers] = await Promise.all([
      readDeliveryArea(db, code, language),
      listDispatchOrders(db, code, language, MOST_ORDERS + 1),
      listAvailableDrivers(db, code),
    ]);
    const data: DispatchBoard = {
      at: new Date().toISOString(),
      ...area,
      orders: orders.slice(0, MOST_ORDERS),
      isCut: orders.length > MOST_ORDERS,
      drivers,
    };
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data };
  },

  async assign(ctx: Context): Promise<void> {
    const { code } = await companyOfPanel(strapi, ctx);
    const service = serviceOf(
      strapi,
      'api::delivery-assignment.delivery-assignment',
      createAssignmentService,
    );
    const data: AssignedOrders = await service.assign(code);
    ctx.body = { data };
  },
});
