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
  | 'media';

/** Staff: a user of the panel. */
export type StaffCaller = {
  kind: 'staff';
  id: number;
  documentId: string;
  name: string;
  email: string;
  role: 'admin' | 'super_admin';
  companies: StaffCompanies;
  permissions: Permission[];
};

/** Who is asking. */
export type Caller = { kind: 'anonymous' } | StaffCaller;

export const anonymous: Caller = { kind: 'anonymous' };
