import type { Knex } from 'knex';
import type { StaffCaller } from './caller';
import { allPermissions, permissionsOf } from './permissions';
import { findStaff, type StaffRow } from './store';

const SUPER_ADMIN = 'strapi-super-admin';

const callerOf = (row: StaffRow): StaffCaller => {
  const isSuper = row.role_codes.includes(SUPER_ADMIN);
  return {
    kind: 'staff',
    id: row.id,
    documentId: row.document_id,
    name: [row.firstname, row.lastname].filter(Boolean).join(' '),
    email: row.email,
    role: isSuper ? 'super_admin' : 'admin',
    companies: isSuper ? 'all' : row.company_codes,
    permissions: isSuper ? allPermissions : permissionsOf(row.granted),
  };
};

/** An active panel user and the stored password hash, null when there is none or it was deactivated. */
export const loadStaff = async (
  db: Knex,
  documentId: string,
): Promise<{ caller: StaffCaller; passwordHash: string } | null> => {
  const row = await findStaff(db, documentId);
  if (!row?.is_active || row.blocked || !row.password) return null;
  return { caller: callerOf(row), passwordHash: row.password };
};
