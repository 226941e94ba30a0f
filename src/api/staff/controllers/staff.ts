import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { assertParameters } from '../../../storefront/list-query';
import { originOf } from '../../../http/origin';
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
      const { tokens, admin } = await service.signIn(email, password, originOf(ctx));
      sendPrivateItem(ctx, JSON.stringify({ ...tokens, admin: presentStaff(admin) }));
    },
  };
};
