import type { Knex } from 'knex';
import type { Permission, StaffCaller } from './caller';
import { allPermissions, permissionsOf } from './permissions';
import type { Bearer } from './sessions';
import { SUPER_ADMIN } from '../tenancy/store';
import { worksFor } from '../tenancy/staff-companies';
import {
  findStaff,
  findStaffInSession,
  findStaffOfSessions,
  listActiveStaff,
  type StaffDoor,
  type StaffRow,
} from './staff-store';

/** A member of staff as known without a session. */
export type StaffIdentity = Omit<StaffCaller, 'session'>;

type OpenRow = StaffRow & { password: string };

const isOpen = (row: StaffRow | null): row is OpenRow =>
  row !== null && Boolean(row.is_active) && !row.blocked && Boolean(row.password);

const memberOf = (row: StaffRow): StaffIdentity => {
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
): Promise<{ member: StaffIdentity; passwordHash: string } | null> => {
  const row = await findStaff(db, documentId);
  return isOpen(row) ? { member: memberOf(row), passwordHash: row.password } : null;
};

/** The staff member of a session, null when it has ended or they were deactivated. */
export const loadStaffInSession = async (
  db: Knex,
  documentId: string,
  session: string,
): Promise<{ caller: StaffCaller; passwordHash: string } | null> => {
  const row = await findStaffInSession(db, documentId, session);
  return isOpen(row) ? { caller: { ...memberOf(row), session }, passwordHash: row.password } : null;
};

/** The members of staff behind some sessions, by session; those that have ended are missing. */
export const loadStaffOfSessions = async (
  db: Knex,
  door: StaffDoor,
  sessions: string[],
): Promise<Map<string, { caller: StaffCaller; passwordHash: string }>> => {
  const rows = await findStaffOfSessions(db, door, sessions);
  return new Map(
    rows.flatMap((row) => {
      const { session } = row;
      return isOpen(row)
        ? [[session, { caller: { ...memberOf(row), session }, passwordHash: row.password }] as const]
        : [];
    }),
  );
};

/** Active staff of a company who may do something there; super admins only where nobody else may. */
export const loadStaffInCharge = async (
  db: Knex,
  companyCode: string,
  permission: Permission,
): Promise<StaffIdentity[]> => {
  const able = (await listActiveStaff(db))
    .filter(isOpen)
    .map(memberOf)
    .filter((member) => member.permissions.includes(permission) && worksFor(member.companies, companyCode));
  const own = able.filter(({ role }) => role !== 'super_admin');
  return own.length > 0 ? own : able;
};

/** How the tokens of a staff member name them. */
export const staffBearer = (
  { kind, documentId, name, email, role }: StaffIdentity,
  passwordHash: string,
): Bearer => ({ kind, documentId, name, email, role, passwordHash });
