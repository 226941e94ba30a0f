import type { Core } from '@strapi/strapi';
import { lockName } from '../../documents/locks';
import { inTransaction } from '../../documents/save';
import { type Grant, grantsOf } from './grants';
import { type ShopRole, shopRoles } from './shop-roles';

type StoredPermission = {
  id: number;
  action: string;
  subject: string | null;
  properties: Grant['properties'];
};

/** What was granted at some start, so that a later one adds only what is new since. */
type Granted = Record<string, string[]>;

type Role = { id: number };

type RoleService = {
  findOne(where: { code: string } | { name: string }): Promise<Role | null>;
  create(role: { name: string; code: string; description: string }): Promise<Role>;
  addPermissions(roleId: number, permissions: Grant[]): Promise<unknown>;
};

const keyOf = (grant: { action: string; subject: string | null }): string =>
  `${grant.action} ${grant.subject ?? ''}`.trim();

/** Adds fields that came into being since the last start to a permission that the role still has. */
const addNewFields = async (
  strapi: Core.Strapi,
  roleId: number,
  wanted: Grant[],
  granted: Granted,
): Promise<void> => {
  for (const grant of wanted) {
    const known = granted[keyOf(grant)];
    const fresh = known ? (grant.properties.fields ?? []).filter((field) => !known.includes(field)) : [];
    if (fresh.length === 0) continue;
    const permissions = strapi.db.query('admin::permission');
    const current = (await permissions.findOne({
      where: { role: { id: roleId }, action: grant.action, subject: grant.subject },
    })) as StoredPermission | null;
    if (!current) continue;
    const fields = [...new Set([...(current.properties.fields ?? []), ...fresh])];
    await permissions.update({
      where: { id: current.id },
      data: { properties: { ...current.properties, fields } },
    });
  }
};

/** Strapi refuses a second role of one name, and a super admin may have made one before us. */
const createRole = async (roles: RoleService, { name, code, description }: ShopRole): Promise<Role> => {
  const isTaken = (await roles.findOne({ name })) !== null;
  return roles.create({ name: isTaken ? `${name} (SaptMarkets)` : name, code, description });
};

const ensureRole = async (strapi: Core.Strapi, role: ShopRole): Promise<void> => {
  const roles = strapi.service('admin::role') as unknown as RoleService;
  const existing = await roles.findOne({ code: role.code });
  const { id } = existing ?? (await createRole(roles, role));
  const store = strapi.store({ type: 'core', name: 'saptmarkets', key: `role_${role.code}` });
  const granted: Granted = (existing && ((await store.get()) as Granted | null)) ?? {};
  const wanted = grantsOf(strapi, role);

  const missing = wanted.filter((grant) => !(keyOf(grant) in granted));
  if (missing.length > 0) await roles.addPermissions(id, missing);
  await addNewFields(strapi, id, wanted, granted);
  await store.set({
    value: Object.fromEntries(wanted.map((grant) => [keyOf(grant), grant.properties.fields ?? []])),
  });
};

/**
 * Creates the shop's roles where they are missing, and gives them what later versions of the shop bring (types,
 * fields). What a super admin took away stays away.
 */
export const ensureShopRoles = (strapi: Core.Strapi): Promise<void> =>
  inTransaction(strapi, async (trx) => {
    await lockName(trx, 'shop-roles');
    for (const role of shopRoles) await ensureRole(strapi, role);
  });
