import type { StaffMember } from '../../identity/staff';

/** A staff member as the wire shows them. */
export const presentStaff = (staff: StaffMember): Record<string, unknown> => ({
  _id: staff.documentId,
  documentId: staff.documentId,
  name: staff.name,
  email: staff.email,
  role: staff.role,
  permissions: staff.permissions,
  companies: staff.companies === 'all' ? null : staff.companies,
});
