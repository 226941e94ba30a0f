import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Context } from 'koa';
import { DomainError } from '../domain/errors';
import type { Company } from '../tenancy/company';
import { resolveCompany } from '../tenancy/registry';
import { worksFor } from '../tenancy/staff-companies';
import { anonymous, type Caller, type Permission } from './caller';
import { loadStaff } from './staff';
import { readToken, stampOf } from './token';

/** The name by which routes ask for this strategy. */
export const STRATEGY = 'saptmarkets';

/** Who may call a route. `company: false` marks the few routes that belong to no company. */
export type Access = {
  strategies: [typeof STRATEGY];
  who: 'public' | 'staff' | 'super_admin';
  permission?: Permission;
  company?: false;
};

type AuthenticatedState = { caller: Caller; company?: Company };

const bearerToken = (ctx: Context): string | null => {
  const header = ctx.get('Authorization');
  if (!header) return null;
  const [scheme, token] = header.split(/\s+/);
  return scheme?.toLowerCase() === 'bearer' && token ? token : '';
};

/**
 * Finds out who is asking.
 * @returns null for a token that does not hold (any more)
 */
export const identify = async (strapi: Core.Strapi, ctx: Context): Promise<Caller | null> => {
  const token = bearerToken(ctx);
  if (token === null) return anonymous;
  const claims = readToken(token, strapi.config.get<string>('plugin::users-permissions.jwtSecret'));
  if (!claims) return null;
  const staff = await loadStaff(strapi.db.connection, claims._id);
  return staff && stampOf(staff.passwordHash) === claims.stamp ? staff.caller : null;
};

/** The company of the request, refused to staff who do not work for it. */
export const companyFor = (caller: Caller, header: string): Company => {
  const company = resolveCompany(header);
  if (caller.kind === 'staff' && !worksFor(caller.companies, company.code)) {
    throw new DomainError('forbidden', 'you do not work for this company', { company: company.code });
  }
  return company;
};

const assertAccess = (caller: Caller, access: Access): void => {
  if (access.who === 'public') return;
  if (caller.kind === 'anonymous') throw new errors.UnauthorizedError();
  if (access.who === 'super_admin' && caller.role !== 'super_admin') throw new errors.ForbiddenError();
  if (access.permission && !caller.permissions.includes(access.permission)) throw new errors.ForbiddenError();
};

/** The one strategy by which all routes of the contract know their caller and company. */
export const createStrategy = (strapi: Core.Strapi) => ({
  name: STRATEGY,

  async authenticate(ctx: Context) {
    const caller = await identify(strapi, ctx);
    if (!caller) return { authenticated: false, error: new errors.UnauthorizedError() };
    const state = ctx.state as AuthenticatedState & { route?: { config?: { auth?: Access } } };
    const access = state.route?.config?.auth;
    // Strapi offers every strategy to routes that name none; those are not for us to open.
    if (access?.who === undefined) return { authenticated: false };
    assertAccess(caller, access);
    state.caller = caller;
    if (access.company !== false) state.company = companyFor(caller, ctx.get('company'));
    return { authenticated: true, credentials: caller, ability: null };
  },

  // Access was decided above, where the route's own table is at hand. Without `verify` Strapi would take
  // "authenticated" for "allowed" on routes that are not ours.
  verify(_auth: unknown, config: Partial<Access> | undefined): void {
    if (config?.who === undefined) throw new errors.UnauthorizedError();
  },
});
