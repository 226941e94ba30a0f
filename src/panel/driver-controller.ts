import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { createPersonnelService } from '../api/delivery-personnel/services/delivery-personnel';
import { readPersonnel } from '../api/delivery-personnel/source';
import { schemasFor } from '../api/delivery-personnel/validation';
import { createCashService } from '../api/driver-cash/services/driver-cash';
import { handoverBody } from '../api/driver-cash/validation';
import { actingOnOrder } from '../api/order/acting';
import { serviceOf } from '../http/service-of';
import { validate, validateBody } from '../http/validate';
import { idempotencyKeyOf } from '../idempotency/key';
import { parseDocumentId } from '../storefront/document-id';
import type { Company } from '../tenancy/company';
import { mayWriteDrivers } from './delivery-rights';
import { dayOfCompany, listPanelDrivers, readDriverDay } from './driver-service';
import { companyOfPanel } from './panel-company';
import { dayQuery, driversQuery } from './validation';

const driverIdOf = (ctx: Context): string =>
  parseDocumentId((ctx['params'] as { documentId?: string }).documentId);

/** Handlers of the panel's page on drivers. */
export const driverHandlers = (strapi: Core.Strapi) => {
  const personnel = () =>
    serviceOf(strapi, 'api::delivery-personnel.delivery-personnel', createPersonnelService);
  const cash = () => serviceOf(strapi, 'api::driver-cash.driver-cash', createCashService);

  const answer = async (ctx: Context, company: Company, driverId: string): Promise<void> => {
    ctx.set('Cache-Control', 'private, no-store');
    ctx.body = { data: JSON.parse(await readPersonnel(strapi.db.connection, company, driverId)) as object };
  };

  return {
    async listDrivers(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const { drivers, meta } = await listPanelDrivers(strapi, company, validate(driversQuery, ctx.query));
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: drivers, meta: { ...meta, mayChange: mayWriteDrivers(ctx) } };
    },

    async createDriver(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const driver = validateBody(schemasFor(company).newDriver, ctx);
      await answer(ctx, company, await personnel().create(company, driver));
      ctx.status = 201;
    },

    async changeDriver(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const driverId = driverIdOf(ctx);
      const change = validateBody(schemasFor(company).driverChange, ctx);
      await personnel().update(company, driverId, change);
      await answer(ctx, company, driverId);
    },

    async showDay(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const { date } = validate(dayQuery, ctx.query);
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: await readDriverDay(strapi, company, driverIdOf(ctx), date) };
    },

    async handOver(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const driverId = driverIdOf(ctx);
      const body = validateBody(handoverBody, ctx);
      const actor = actingOnOrder(strapi);
      const caller = { caller: actor.id ?? actor.kind, companyCode: company.code };
      const key = idempotencyKeyOf(ctx, `POST /delivery-personnel/${driverId}/cash`, caller, body);
      const counted = await cash().handOver({ company, driverId, body, actor }, key);
      ctx.set('Cache-Control', 'private, no-store');
      ctx.status = 201;
      ctx.body = { data: JSON.parse(counted) as object };
    },

    async reportCash(ctx: Context): Promise<void> {
      const company = await companyOfPanel(strapi, ctx);
      const { date } = validate(dayQuery, ctx.query);
      ctx.set('Cache-Control', 'private, no-store');
      ctx.body = { data: await cash().report(company, dayOfCompany(company, date)) };
    },
  };
};
