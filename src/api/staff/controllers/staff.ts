import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError } from '../../../domain/errors';
import { sendPrivateItem, sendPrivatePage } from '../../../http/catalogue-answer';
import { languageOf } from '../../../http/language';
import { originOf } from '../../../http/origin';
import { idOf, localeOf } from '../../../http/read-actions';
import { staffOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { forgetPassword, resetPassword } from '../../../staff/password-reset';
import { type ListRules, parseListQuery } from '../../../storefront/list-query';
import { presentStaff } from '../present';
import { createStaffService } from '../services/staff';
import { credentials, forgetInput, leaving, newStaff, resetInput, staffChange } from '../validation';

const listRules: ListRules = {
  filters: { name: 'text', email: 'text', isActive: 'boolean', role: 'text' },
  sorts: ['name', 'email', 'isActive', 'role', 'createdAt', 'updatedAt', 'last_login'],
  fields: [],
};

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::staff.staff', createStaffService);

  const send = (ctx: Context, item: object): void => sendPrivateItem(ctx, JSON.stringify(item));

  return {
    async login(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { email, password } = validateBody(credentials, ctx);
      const { tokens, admin } = await service.signIn(email, password, originOf(ctx));
      send(ctx, { ...tokens, admin: presentStaff(admin) });
    },

    async logout(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { everywhere } = validateBody(leaving, ctx);
      await service.signOut(staffOf(ctx), everywhere === true);
      ctx.status = 204;
    },

    async forgetPassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      await forgetPassword(strapi, validateBody(forgetInput, ctx).email);
      send(ctx, {});
    },

    async resetPassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { token, password } = validateBody(resetInput, ctx);
      await resetPassword(strapi, token, password);
      send(ctx, {});
    },

    async find(ctx: Context): Promise<void> {
      const query = parseListQuery(ctx.query, listRules);
      const { items, total } = await service.list(query);
      const { page, pageSize } = query;
      const body = items.map((item) => JSON.stringify(item)).join(',');
      sendPrivatePage(ctx, { items: body, total, page, pageSize });
    },

    async findOne(ctx: Context): Promise<void> {
      localeOf(ctx);
      const self = staffOf(ctx);
      const id = idOf(ctx);
      if (self.role !== 'super_admin' && id !== self.documentId) {
        throw new DomainError('forbidden', 'only super admins see the accounts of others');
      }
      send(ctx, await service.show(id));
    },

    async create(ctx: Context): Promise<void> {
      localeOf(ctx);
      send(ctx, await service.create(validateBody(newStaff, ctx), languageOf(ctx)));
      ctx.status = 201;
    },

    async update(ctx: Context): Promise<void> {
      localeOf(ctx);
      const id = idOf(ctx);
      send(ctx, await service.change(staffOf(ctx), id, validateBody(staffChange, ctx), languageOf(ctx)));
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.remove(staffOf(ctx), idOf(ctx));
      ctx.status = 204;
    },
  };
};
