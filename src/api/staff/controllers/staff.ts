import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendStaffItem } from '../../../http/catalogue-answer';
import { assertParameters } from '../../../storefront/list-query';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { presentStaff } from '../present';
import { createStaffService } from '../services/staff';
import { credentials } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::staff.staff', createStaffService);

  return {
    async login(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const { email, password } = validateBody(credentials, ctx);
      const { token, admin } = await service.signIn(email, password);
      sendStaffItem(ctx, JSON.stringify({ token, admin: presentStaff(admin) }));
    },
  };
};
