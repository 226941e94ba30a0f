import type { Core } from '@strapi/strapi';
import { actingStaff, traceOf } from '../audit/acting';
import { differenceOf, type Values } from '../audit/difference';
import { recordEvent } from '../audit/record';
import { inPanelWords } from '../documents/panel-error';
import { inTransaction } from '../documents/save';
import { assertSuperAdminActs } from './authority';

type Id = number | string;

type Role = { id: number; name: string; description: string | null; code: string };

type Permission = {
  action: string;
  subject: string | null;
  properties?: { fields?: string[]; locales?: string[] };
  conditions?: string[];
};

type RoleService = {
  create(role: object): Promise<Role>;
  update(where: { id: Id }, changes: object): Promise<unknown>;
  deleteByIds(ids?: Id[]): Promise<unknown>;
  assignPermissions(roleId: Id, permissions: Permission[]): Promise<unknown>;
};

const ROLE = 'admin::role';

const readRole = async (strapi: Core.Strapi, id: Id): Promise<Role | null> =>
  (await strapi.db.query(ROLE).findOne({ where: { id } })) as Role | null;

const valuesOf = (role: Role | null): Values | null =>
  role && { name: role.name, description: role.description, code: role.code };

/** A permission as one line: what, on what, in which fields and languages, and on which conditions. */
const lineOf = ({ action, subject, properties = {}, conditions }: Permission): string =>
  [
    action,
    subject,
    properties.fields?.join(','),
    properties.locales?.join(','),
    conditions?.length ? `if ${conditions.join(',')}` : null,
  ]
    .filter(Boolean)
    .join(' ');

const readPermissions = async (strapi: Core.Strapi, id: Id): Promise<string[]> => {
  const stored = (await strapi.db
    .query('admin::permission')
    .findMany({ where: { role: { id } } })) as Permission[];
  return stored.map(lineOf).sort();
};

const without = (lines: string[], others: string[]): string[] =>
  lines.filter((line) => !others.includes(line));

/** Strapi's roles of the panel, each change in one transaction and written down where a person makes it. */
const rolesWithRecord = (strapi: Core.Strapi, service: RoleService): RoleService => {
  const { create, update, deleteByIds, assignPermissions } = service;

  const record = (action: string, id: Id, before: Values | null, after: Values | null): Promise<void> =>
    inTransaction(strapi, async (trx) => {
      const difference = differenceOf(before, after);
      const actor = actingStaff(strapi);
      if (!difference || !actor) return;
      const subject = { type: ROLE, id: String(id) };
      await recordEvent(trx, { actor, ...traceOf(strapi), action, subject, ...difference });
    });

  const asSuperAdmin = <Result>(work: () => Promise<Result>): Promise<Result> =>
    inPanelWords(strapi, () =>
      inTransaction(strapi, async () => {
        await assertSuperAdminActs(strapi);
        return work();
      }),
    );

  return {
    create: (role) =>
      asSuperAdmin(async () => {
        const made = await create(role);
        await record('create', made.id, null, valuesOf(made));
        return made;
      }),

    update: (where, changes) =>
      asSuperAdmin(async () => {
        const before = await readRole(strapi, where.id);
        const result = await update(where, changes);
        await record('update', where.id, valuesOf(before), valuesOf(await readRole(strapi, where.id)));
        return result;
      }),

    deleteByIds: (ids = []) =>
      asSuperAdmin(async () => {
        const before: (Role | null)[] = [];
        for (const id of ids) before.push(await readRole(strapi, id));
        const result = await deleteByIds(ids);
        for (const role of before) if (role) await record('delete', role.id, valuesOf(role), null);
        return result;
      }),

    assignPermissions: (id, permissions) =>
      asSuperAdmin(async () => {
        const before = await readPermissions(strapi, id);
        const result = await assignPermissions(id, permissions);
        const after = await readPermissions(strapi, id);
        const [taken, given] = [without(before, after), without(after, before)];
        if (taken.length + given.length > 0) {
          await record('permissions', id, { permissions: taken }, { permissions: given });
        }
        return result;
      }),
  };
};

/** Has changes of roles and of their permissions left to super admins, and written down. Called from Strapi's `register`. */
export const recordRoleChanges = (strapi: Core.Strapi): void => {
  const roles = strapi.service('admin::role') as unknown as RoleService;
  Object.assign(roles, rolesWithRecord(strapi, roles));
};
