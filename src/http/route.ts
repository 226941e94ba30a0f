import type { Permission } from '../identity/caller';
import { type Access, STRATEGY } from '../identity/strategy';
import type { Topic } from '../storefront/change-triggers';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A route in Strapi's form. */
export type Route = {
  method: Method;
  path: string;
  handler: string;
  config: { auth: Access; readsFrom?: Topic[] };
};

const access = (who: Access['who'], rest: Partial<Access> = {}): { auth: Access } => ({
  auth: { strategies: [STRATEGY], who, ...rest },
});

/**
 * A read of the catalogue that everybody may make. Anonymous readers are answered before Strapi's router, from
 * memory while nothing has changed (see `catalogue-lane`).
 * @param readsFrom whatever a change of which changes the answer
 */
export const catalogueRead = (path: string, handler: string, ...readsFrom: Topic[]): Route => ({
  method: 'GET',
  path,
  handler,
  config: { ...access('public'), readsFrom },
});

/** A route for staff with the permission, in a company that they work for. */
export const forStaff = (method: Method, path: string, handler: string, permission: Permission): Route => ({
  method,
  path,
  handler,
  config: access('staff', { permission }),
});

/** A route for super admins that belongs to no single company. */
export const forSuperAdmin = (method: Method, path: string, handler: string): Route => ({
  method,
  path,
  handler,
  config: access('super_admin', { company: false }),
});

/** A route for all staff, whatever they may do and wherever they work, such as their own account. */
export const forAllStaff = (method: Method, path: string, handler: string): Route => ({
  method,
  path,
  handler,
  config: access('staff', { company: false }),
});

/** A route that everybody may call and that belongs to no company, such as signing in. */
export const openEverywhere = (method: Method, path: string, handler: string): Route => ({
  method,
  path,
  handler,
  config: access('public', { company: false }),
});
