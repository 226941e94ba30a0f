import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { DomainError, notFound } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { languageOf } from '../../../http/language';
import { originOf } from '../../../http/origin';
import { customerOf, scopeOf } from '../../../http/request-scope';
import { localeOf } from '../../../http/read-actions';
import { serviceOf } from '../../../http/service-of';
import { validateBody } from '../../../http/validate';
import { createCredentialsService } from '../services/credentials';
import { createCustomerService, type SignedInCustomer } from '../services/customer';
import {
  credentials,
  emailVerification,
  forgotten,
  leaving,
  passwordReset,
  refreshing,
  schemasFor,
} from '../validation';

const sendSignedIn = (ctx: Context, { tokens, customer }: SignedInCustomer): void => {
  sendPrivateItem(ctx, `{"customer":${customer},${JSON.stringify(tokens).slice(1)}`);
};

/** Whatever became of a wish, the answer is the same. */
const sendAccepted = (ctx: Context): void => sendPrivateItem(ctx, JSON.stringify({ accepted: true }));

const sessionId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

export default ({ strapi }: { strapi: Core.Strapi }) => {
  const customers = serviceOf(strapi, 'api::customer.customer', createCustomerService);
  const account = serviceOf(strapi, 'api::customer.credentials', createCredentialsService);

  return {
    async register(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { company } = scopeOf(ctx);
      const input = validateBody(schemasFor(scopeOf(ctx).company).registration, ctx);
      sendSignedIn(ctx, await customers.register(company, input, languageOf(ctx), originOf(ctx)));
      ctx.status = 201;
    },

    async login(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(credentials, ctx);
      sendSignedIn(ctx, await customers.signIn(scopeOf(ctx).company, input, originOf(ctx)));
    },

    async refresh(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { refreshToken } = validateBody(refreshing, ctx);
      sendPrivateItem(ctx, JSON.stringify(await account.refresh(refreshToken)));
    },

    async forgetPassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { email } = validateBody(forgotten, ctx);
      const company = scopeOf(ctx).company.code;
      await account.requestLink({
        kind: 'customer',
        purpose: 'password_reset',
        company,
        email,
        language: languageOf(ctx),
      });
      sendAccepted(ctx);
    },

    async resetPassword(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { token, password } = validateBody(passwordReset, ctx);
      await account.resetPassword(token, password);
      sendAccepted(ctx);
    },

    async verifyEmail(ctx: Context): Promise<void> {
      localeOf(ctx);
      const input = validateBody(emailVerification, ctx);
      if ('token' in input) await account.verifyEmail(input.token);
      else {
        const company = scopeOf(ctx).company.code;
        const language = languageOf(ctx);
        await account.requestLink({
          kind: 'customer',
          purpose: 'email_verification',
          company,
          email: input.email,
          language,
        });
      }
      sendAccepted(ctx);
    },

    async logout(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { everywhere } = validateBody(leaving, ctx);
      await account.signOut(customerOf(ctx), everywhere === true);
      ctx.status = 204;
    },

    async find(ctx: Context): Promise<void> {
      localeOf(ctx);
      const caller = customerOf(ctx);
      const sessions = await account.sessions(caller);
      const items = sessions.map((session) => ({ ...session, isCurrent: session.id === caller.session }));
      sendPrivateItem(ctx, JSON.stringify(items));
    },

    async delete(ctx: Context): Promise<void> {
      localeOf(ctx);
      const { id = '' } = ctx['params'] as { id?: string };
      if (!sessionId.test(id))
        throw new DomainError('invalid_id', 'this is not an id', { id: id.slice(0, 100) });
      if (!(await account.endSession(customerOf(ctx), id))) throw notFound('session');
      ctx.status = 204;
    },
  };
};
