import type { StaffCompanies } from '../tenancy/staff-companies';

/** What staff may do in an area of the shop, as `permissions[]` shows it: `<area>.<read|write>`. */
export type Permission = `${Area}.${'read' | 'write'}`;

export type Area =
  | 'products'
  | 'categories'
  | 'units'
  | 'promotions'
  | 'content'
  | 'locations'
  | 'settings'
  | 'companies'
  | 'customers'
  | 'coupons'
  | 'orders'
  | 'delivery'
  | 'drivers'
  | 'media';

/** What every signed-in caller has. */
type SignedIn = {
  documentId: string;
  name: string;
  email: string;
  /** the session that the token belongs to; ending it ends the token */
  session: string;
};

/** Staff: a user of the panel. */
export type StaffCaller = SignedIn & {
  kind: 'staff';
  id: number;
  role: 'admin' | 'super_admin';
  companies: StaffCompanies;
  permissions: Permission[];
};

/** A customer or a driver, of one company. */
export type AccountCaller<Kind extends AccountKind = AccountKind> = SignedIn & {
  kind: Kind;
  role: Kind;
  company: string;
};

/** The two kinds of accounts that are no staff; each is also its caller's role. */
export type AccountKind = 'customer' | 'delivery';

export type CustomerCaller = AccountCaller<'customer'>;

export type DriverCaller = AccountCaller<'delivery'>;

export type SignedInCaller = StaffCaller | AccountCaller;

/** Who is asking. */
export type Caller = { kind: 'anonymous' } | SignedInCaller;

export const anonymous: Caller = { kind: 'anonymous' };
