import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { invalidField } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { originOf } from '../../../http/origin';
import { customerOf, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { assertParameters } from '../../../storefront/list-query';
import { createCredentialsService } from '../services/credentials';
import { createCustomerService } from '../services/customer';
import { createProfileService } from '../services/profile';
import { ownErasure, passwordChange, profileChange } from '../validation';

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const customers = serviceOf(strapi, 'api::customer.customer', createCustomerService);
  const account = serviceOf(strapi, 'api::customer.credentials', createCredentialsService);
  const profile = serviceOf(strapi, 'api::customer.profile', createProfileService);

  const sendProfile = async (ctx: Context): Promise<void> =>
    sendPrivateItem(ctx, await customers.read(scopeOf(ctx).company, customerOf(ctx).documentId));

  return {
    async find(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      await sendProfile(ctx);
    },

    async update(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const { currentPassword, ...change } = validateBody(profileChange, ctx);
      const caller = customerOf(ctx);
      // Whoever has the address can have the account: a stolen token alone must not be enough.
      if (change.email !== undefined && change.email !== caller.email) {
        if (currentPassword === undefined) {
          throw invalidField('currentPassword', 'is needed for another e-mail address');
        }
        await customers.confirmPassword(caller, currentPassword, originOf(ctx));
      }
      await profile.change(caller, change);
      await sendProfile(ctx);
    },

    async changePassword(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const { currentPassword, password } = validateBody(passwordChange, ctx);
      const confirmed = await customers.confirmPassword(customerOf(ctx), currentPassword, originOf(ctx));
      sendPrivateItem(ctx, JSON.stringify(await account.changePassword(confirmed, password, originOf(ctx))));
    },

    /** All that is kept of the caller, as a file. */
    async export(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const caller = customerOf(ctx);
      const customer = await customers.read(scopeOf(ctx).company, caller.documentId);
      const sessions = JSON.stringify(await account.sessions(caller));
      sendPrivateItem(ctx, `{"customer":${customer},"sessions":${sessions}}`);
      ctx.attachment('my-data.json');
      ctx.type = 'application/json';
    },

    async erase(ctx: Context): Promise<void> {
      assertParameters(ctx.query, ['locale']);
      const { currentPassword } = validateBody(ownErasure, ctx);
      const caller = customerOf(ctx);
      await customers.confirmPassword(caller, currentPassword, originOf(ctx));
      await customers.erase(caller.company, caller.documentId);
      ctx.status = 204;
    },
  };
};
