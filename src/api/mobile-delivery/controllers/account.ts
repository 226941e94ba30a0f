import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { languageOf } from '../../../http/language';
import { originOf } from '../../../http/origin';
import { localeOf } from '../../../http/read-actions';
import { driverOf, scopeOf } from '../../../http/request-scope';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import {
  credentials,
  forgotten,
  leaving,
  passwordChange,
  passwordReset,
  refreshing,
} from '../account-validation';
import { createAccountService } from '../services/account';

/** How drivers sign in and out, and what they see of themselves. */
export default ({ strapi }: { strapi: Core.Strapi }) => {
  const service = serviceOf(strapi, 'api::mobile-delivery.account', createAccountService);

  return {
    async login(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(credentials, ctx);
      const { tokens, personnel } = await service.signIn(scopeOf(ctx).company, input, originOf(ctx));
      sendPrivateItem(ctx, `{"personnel":${personnel},${JSON.stringify(tokens).slice(1)}`);
    },

    async refresh(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { refreshToken } = validateBody(refreshing, ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.refresh(refreshToken)));
    },

    /** The answer does not tell whether there is such a driver. */
    async forgetPassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { email } = validateBody(forgotten, ctx);
      await service.forgetPassword(scopeOf(ctx).company, email, languageOf(ctx));
      sendPrivateItem(ctx, JSON.stringify({ accepted: true }));
    },

    async resetPassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      await service.resetPassword(validateBody(passwordReset, ctx));
      sendPrivateItem(ctx, JSON.stringify({ accepted: true }));
    },

    async logout(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { everywhere } = validateBody(leaving, ctx);
      await service.signOut(driverOf(ctx), everywhere === true);
      ctx.status = 204;
    },

    async profile(ctx: Context): Promise<void> {
      localeOf(ctx);
      sendPrivateItem(ctx, await service.profile(driverOf(ctx)));
    },

    async changePassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(passwordChange, ctx);
      sendPrivateItem(ctx, JSON.stringify(await service.changePassword(driverOf(ctx), input, originOf(ctx))));
    },
  };
};
