import { app } from './application';
import { unique } from './unique';

/** What a role grants, in Strapi's form. */
export interface RoleGrant {
  action: string;
  subject: string | null;
  properties: object;
  conditions: string[];
}

interface Roles {
  create: (role: object) => Promise<{ id: number }>;
  addPermissions: (roleId: number, grants: RoleGrant[]) => Promise<unknown>;
}

interface Action {
  actionId: string;
  subjects?: string[] | null;
}

/** Everything that the panel lets a role do to the shop's types and files, within the user's companies. */
export const everyPermission = async (): Promise<RoleGrant[]> => {
  const { actionProvider } = app.strapi.service('admin::permission') as unknown as {
    actionProvider: { values: () => Action[] };
  };
  return Promise.resolve(
    actionProvider.values().flatMap(({ actionId, subjects }): RoleGrant[] => {
      const grant = { action: actionId, properties: {}, conditions: [] };
      if (actionId.startsWith('plugin::upload.')) return [{ ...grant, subject: null }];
      if (!actionId.startsWith('plugin::content-manager.explorer.')) return [];
      return (subjects ?? []).map((subject) => ({ ...grant, subject }));
    }),
  );
};

/**
 * Makes a role of the panel.
 * @returns its code
 */
export const newPanelRole = async (grants: RoleGrant[]): Promise<string> => {
  const roles = app.strapi.service('admin::role') as unknown as Roles;
  const code = unique('role');
  const { id } = await roles.create({ name: code, code, description: 'made by a test' });
  if (grants.length > 0) await roles.addPermissions(id, grants);
  return code;
};
