import type { Company } from '../tenancy/company';
import { type Access, companyFor } from './access';
import type { Caller } from './caller';

/** What the guards see of a request, and where they leave the company that it is for. */
export type GuardContext = {
  state: { caller?: Caller; company?: Company };
  request: { headers: Record<string, string | string[] | undefined> };
};

type Policy = (ctx: GuardContext, access: Access) => true;

/**
 * Makes a policy of a check of the caller. Who may call is decided first, then for which company, so that nobody
 * learns of companies who may not call at all.
 */
export const guard =
  (check: (caller: Caller, access: Access, ctx: GuardContext) => void): Policy =>
  (ctx, access) => {
    const { caller } = ctx.state;
    if (!caller) throw new Error('a guard stands on a route without authentication');
    check(caller, access, ctx);
    if (access.company !== false) {
      const header = ctx.request.headers['company'];
      ctx.state.company = companyFor(caller, typeof header === 'string' ? header : '');
    }
    // Strapi lets pass whatever a policy does not refuse; this one says so.
    return true;
  };
