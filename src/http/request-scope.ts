import type { Context } from 'koa';
import type { Caller, CustomerCaller, DriverCaller, StaffCaller } from '../identity/caller';
import type { Company } from '../tenancy/company';

/** Who asks, and for which company; set by the authentication strategy. */
export type RequestScope = { caller: Caller; company: Company };

type ScopedState = { caller?: Caller; company?: Company };

/** Reads the scope of a request. */
export const scopeOf = (ctx: Context): RequestScope => {
  const { caller, company } = ctx.state as ScopedState;
  if (!caller || !company) throw new Error(`route ${ctx.path} runs without caller and company`);
  return { caller, company };
};

/** Reads the staff member behind a request that only staff may make. */
export const staffOf = (ctx: Context): StaffCaller => {
  const { caller } = ctx.state as ScopedState;
  if (caller?.kind !== 'staff') throw new Error(`route ${ctx.path} is not for staff only`);
  return caller;
};

/** Reads the customer behind a request that only customers may make. */
export const customerOf = (ctx: Context): CustomerCaller => {
  const { caller } = ctx.state as ScopedState;
  if (caller?.kind !== 'customer') throw new Error(`route ${ctx.path} is not for customers only`);
  return caller as CustomerCaller;
};

/** Reads the driver behind a request that only drivers may make. */
export const driverOf = (ctx: Context): DriverCaller => {
  const { caller } = ctx.state as ScopedState;
  if (caller?.kind !== 'delivery') throw new Error(`route ${ctx.path} is not for drivers only`);
  return caller as DriverCaller;
};

/** Whether staff is asking, who see what is hidden from the storefront. */
export const isStaff = (scope: RequestScope): boolean => scope.caller.kind === 'staff';
