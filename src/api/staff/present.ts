import type { StaffIdentity } from '../../identity/staff';
import { allPermissions, type Grant, permissionsOf } from '../../identity/permissions';
import { SUPER_ADMIN } from '../../tenancy/store';
import type { StaffItem } from './store';

/** A signed-in member of staff as the wire shows them. */
export const presentStaff = (staff: StaffIdentity): Record<string, unknown> => ({
  _id: staff.documentId,
  documentId: staff.documentId,
  name: staff.name,
  email: staff.email,
  role: staff.role,
  permissions: staff.permissions,
  companies: staff.companies === 'all' ? null : staff.companies,
});

/** A stored member of staff as the wire shows them; `companies` of super admins is null, as they work for all. */
export const presentItem = (
  { roleCodes, companies, ...item }: StaffItem,
  granted: Record<string, Grant[]>,
): Record<string, unknown> => {
  const isSuper = item.role === 'super_admin';
  return {
    _id: item.documentId,
    ...item,
    roles: roleCodes.filter((code) => code !== SUPER_ADMIN),
    permissions: isSuper ? allPermissions : permissionsOf(roleCodes.flatMap((code) => granted[code] ?? [])),
    companies: isSuper ? null : companies,
  };
};
