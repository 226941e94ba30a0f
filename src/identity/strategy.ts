import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { type Access, STRATEGY } from './access';
import { identify } from './authentication';
import type { Caller } from './caller';

type RouteState = { caller?: Caller; route?: { config?: { auth?: Partial<Access> } } };

/**
 * The one strategy by which all routes of the contract know their caller. Who may call is for the guards to say
 * (`src/policies`), one of which every route of ours has.
 */
export const createStrategy = (strapi: Core.Strapi) => ({
  name: STRATEGY,

  async authenticate(ctx: Context) {
    const caller = await identify(strapi, ctx);
    if (!caller) {
      return {
        authenticated: false,
        error: new errors.UnauthorizedError('this token does not hold (any more)'),
      };
    }
    const state = ctx.state as RouteState;
    // Strapi offers every strategy to routes that name none; those are not for us to open.
    if (state.route?.config?.auth?.who === undefined) return { authenticated: false };
    state.caller = caller;
    return { authenticated: true, credentials: caller, ability: null };
  },

  // Without `verify` Strapi would take "authenticated" for "allowed" on routes that are not ours.
  verify(_auth: unknown, config: Partial<Access> | undefined): void {
    if (config?.who === undefined) throw new errors.UnauthorizedError();
  },
});
