import { DomainError } from '../domain/errors';
import type { Company } from '../tenancy/company';
import { resolveCompany } from '../tenancy/registry';
import { worksFor } from '../tenancy/staff-companies';
import type { Caller, CustomerCaller, DriverCaller, Permission, SignedInCaller, StaffCaller } from './caller';

/** The name by which routes ask for the shop's own authentication. */
export const STRATEGY = 'saptmarkets';

/**
 * Who may call a route: everybody; customers; drivers; customers, and guests where the company lets them order; a customer, or
 * staff with the permission; these, or a guest with the token of an order; whoever takes part in an order; staff with the
 * permission (any staff where none is named); super admins.
 */
export type Who =
  | 'public'
  | 'customer'
  | 'driver'
  | 'buyer'
  | 'customer_or_staff'
  | 'order_holder'
  | 'participant'
  | 'staff'
  | 'super_admin';

/** What a route says of its callers. `company: false` marks the few routes that belong to no company. */
export type Access = {
  strategies: [typeof STRATEGY];
  who: Who;
  permission?: Permission;
  company?: false;
};

const unauthenticated = (): DomainError => new DomainError('unauthenticated', 'sign in first');

const forbidden = (message: string, details = {}): DomainError =>
  new DomainError('forbidden', message, details);

/** @throws DomainError `unauthenticated` */
export const assertSignedIn: (caller: Caller) => asserts caller is SignedInCaller = (caller) => {
  if (caller.kind === 'anonymous') throw unauthenticated();
};

/** @throws DomainError `forbidden` to everybody but staff with the permission */
export const assertStaff: (
  caller: SignedInCaller,
  needs: Pick<Access, 'permission' | 'who'>,
) => asserts caller is StaffCaller = (caller, { who, permission }) => {
  if (caller.kind !== 'staff') throw forbidden('this is for staff');
  if (who === 'super_admin' && caller.role !== 'super_admin') throw forbidden('this is for super admins');
  if (permission && !caller.permissions.includes(permission)) {
    throw forbidden('you lack a permission', { permission });
  }
};

/** @throws DomainError `forbidden` to everybody but customers */
export const assertCustomer: (caller: SignedInCaller) => asserts caller is CustomerCaller = (caller) => {
  if (caller.kind !== 'customer') throw forbidden('this is for customers');
};

/** @throws DomainError `forbidden` to everybody but drivers */
export const assertDriver: (caller: SignedInCaller) => asserts caller is DriverCaller = (caller) => {
  if (caller.kind !== 'delivery') throw forbidden('this is for drivers');
};

/**
 * @param header the company that is named
 * @throws DomainError `forbidden` to everybody but customers; `unauthenticated` to guests of a company that has none
 */
export const assertBuyer = (caller: Caller, header: string | string[] | undefined): void => {
  if (caller.kind === 'anonymous') {
    const company = companyFor(caller, typeof header === 'string' ? header : '');
    if (!company.guestCheckout) throw unauthenticated();
  } else {
    assertCustomer(caller);
  }
};

/**
 * The company of a request: that of a customer's or driver's token, else the one that the header names, else the
 * default one.
 * @throws DomainError `unknown_company`; `forbidden` where it is not the caller's
 */
export const companyFor = (caller: Caller, header: string): Company => {
  if (caller.kind === 'anonymous') return resolveCompany(header);
  const company = resolveCompany(caller.kind === 'staff' ? header : header || caller.company);
  const isTheirs =
    caller.kind === 'staff' ? worksFor(caller.companies, company.code) : caller.company === company.code;
  if (!isTheirs) throw forbidden('this is not your company', { company: company.code });
  return company;
};
