import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { sentOnly } from '../../documents/sent-only';
import { invalidField } from '../../domain/errors';
import { hashPassword } from '../../identity/passwords';
import { STAFF_PROFILE } from '../../staff/member-store';
import { SUPER_ADMIN } from '../../tenancy/store';
import { findAvatar, findCompanies, findProfile, findRoles } from './store';
import type { StaffChangeInput } from './validation';

type Known = { id: number; code: string };

const idsOf = (field: string, codes: string[], known: Known[]): number[] => {
  const unknown = codes.filter((code) => !known.some((entry) => entry.code === code));
  if (unknown.length > 0) throw invalidField(field, `not found: ${unknown.join(', ')}`);
  return known.map(({ id }) => id);
};

const namesOf = (name: string): { firstname: string; lastname: string | null } => {
  const [firstname = '', ...rest] = name.split(/\s+/);
  return { firstname, lastname: rest.join(' ') || null };
};

/** What of an input stands in Strapi's own row. The password is hashed before any transaction begins. */
export const accountValues = async ({
  name,
  email,
  password,
  isActive,
}: StaffChangeInput): Promise<Record<string, unknown>> => ({
  ...(name !== undefined && namesOf(name)),
  ...sentOnly({ email, isActive }),
  ...(password !== undefined && { password: await hashPassword(password) }),
});

/**
 * The roles that a member will have; empty where nothing is said of them. A super admin has that role alone, as it
 * holds everything.
 * @param current codes of the roles held until now
 * @throws ValidationError for unknown roles
 */
export const roleValues = async (
  trx: Knex,
  { role, roles }: StaffChangeInput,
  current: string[],
): Promise<{ roles?: number[] }> => {
  if (role === undefined && roles === undefined) return {};
  const isSuper = role ? role === 'super_admin' : current.includes(SUPER_ADMIN);
  if (isSuper && roles && roles.length > 0) {
    throw invalidField('roles', 'a super admin has no further roles');
  }
  // Strapi's own roles know nothing of the shop.
  const strapis = roles?.find((code) => code.startsWith('strapi-'));
  if (strapis) throw invalidField('roles', `not found: ${strapis}`);
  const codes = isSuper ? [SUPER_ADMIN] : (roles ?? current.filter((code) => code !== SUPER_ADMIN));
  return { roles: idsOf('roles', codes, await findRoles(trx, codes)) };
};

const avatarId = async (trx: Knex, documentId: string | null): Promise<number | null> => {
  if (documentId === null) return null;
  const id = await findAvatar(trx, documentId);
  if (id === null) throw invalidField('avatar', `not found: ${documentId}`);
  return id;
};

/**
 * Writes what the shop keeps beside Strapi's row: telephone, companies, picture.
 * @throws ValidationError for unknown companies and pictures
 */
export const saveProfile = async (
  strapi: Core.Strapi,
  trx: Knex,
  userId: number,
  { phone, companies, avatar }: StaffChangeInput,
): Promise<void> => {
  const data = sentOnly({
    phone,
    companies: companies && idsOf('companies', companies, await findCompanies(trx, companies)),
    avatar: avatar === undefined ? undefined : await avatarId(trx, avatar),
  });
  if (Object.keys(data).length === 0) return;
  const profiles = strapi.db.query(STAFF_PROFILE);
  const id = await findProfile(trx, userId);
  if (id === null) await profiles.create({ data: { ...data, user: userId } });
  else await profiles.update({ where: { id }, data });
};
