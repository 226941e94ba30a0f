import { type Access, STRATEGY, type Who } from '../identity/access';
import type { Permission } from '../identity/caller';
import type { Topic } from '../storefront/change-triggers';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A route in Strapi's form: who may call it, and the guard that sees to it. */
export type Route = {
  method: Method;
  path: string;
  handler: string;
  config: { auth: Access; policies: { name: string; config: Access }[]; readsFrom?: Topic[] };
};

/** The guard of each kind of callers, see `src/policies`. */
const guards: Record<Who, string> = {
  public: 'global::is-customer',
  customer: 'global::require-customer-auth',
  driver: 'global::is-driver',
  buyer: 'global::is-buyer',
  customer_or_staff: 'global::is-auth',
  order_holder: 'global::holds-order',
  participant: 'global::takes-part',
  staff: 'global::is-admin',
  super_admin: 'global::is-admin',
};

const routeFor = (
  who: Who,
  [method, path, handler]: [Method, string, string],
  rest: Pick<Access, 'permission' | 'company'> = {},
): Route => {
  const access: Access = { strategies: [STRATEGY], who, ...rest };
  return {
    method,
    path,
    handler,
    config: { auth: access, policies: [{ name: guards[who], config: access }] },
  };
};

/**
 * A read of the catalogue that everybody may make. Anonymous readers are answered before Strapi's router, from
 * memory while nothing has changed (see `catalogue-lane`).
 * @param readsFrom whatever a change of which changes the answer
 */
export const catalogueRead = (path: string, handler: string, ...readsFrom: Topic[]): Route => {
  const route = routeFor('public', ['GET', path, handler]);
  return { ...route, config: { ...route.config, readsFrom } };
};

/** A route that everybody may call, in the company that they name. */
export const forEverybody = (method: Method, path: string, handler: string): Route =>
  routeFor('public', [method, path, handler]);

/** A route for customers, in their own company. */
export const forCustomers = (method: Method, path: string, handler: string): Route =>
  routeFor('customer', [method, path, handler]);

/** A route for drivers, in their own company. */
export const forDrivers = (method: Method, path: string, handler: string): Route =>
  routeFor('driver', [method, path, handler]);

/** A route for customers, who reach what is theirs, and for staff with the permission. */
export const forCustomersAndStaff = (
  method: Method,
  path: string,
  handler: string,
  permission: Permission,
): Route => routeFor('customer_or_staff', [method, path, handler], { permission });

/** A route for customers, and for guests where the company lets them order. */
export const forBuyers = (method: Method, path: string, handler: string): Route =>
  routeFor('buyer', [method, path, handler]);

/** A route about one order: for its customer, for staff with the permission, and for a guest with its token. */
export const forOrderHolders = (
  method: Method,
  path: string,
  handler: string,
  permission: Permission,
): Route => routeFor('order_holder', [method, path, handler], { permission });

/** A route about one order: for its customer, the driver who brings it, and staff with the permission. */
export const forParticipants = (
  method: Method,
  path: string,
  handler: string,
  permission: Permission,
): Route => routeFor('participant', [method, path, handler], { permission });

/** A route for staff with the permission, in a company that they work for. */
export const forStaff = (method: Method, path: string, handler: string, permission: Permission): Route =>
  routeFor('staff', [method, path, handler], { permission });

/** A route for all staff that belongs to no company; what is theirs the action decides. */
export const forAllStaff = (method: Method, path: string, handler: string): Route =>
  routeFor('staff', [method, path, handler], { company: false });

/** A route for super admins that belongs to no single company. */
export const forSuperAdmin = (method: Method, path: string, handler: string): Route =>
  routeFor('super_admin', [method, path, handler], { company: false });

/** A route that everybody may call and that belongs to no company, such as signing in as staff. */
export const openEverywhere = (method: Method, path: string, handler: string): Route =>
  routeFor('public', [method, path, handler], { company: false });
