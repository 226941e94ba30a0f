import type { Core } from '@strapi/strapi';
import type { AccountKind } from './caller';

const ROLE = 'plugin::users-permissions.role';

const roles: Record<AccountKind, { name: string; description: string }> = {
  customer: { name: 'Customer', description: 'Who shops.' },
  delivery: { name: 'Driver', description: 'Who delivers.' },
};

/**
 * Creates the roles of users-permissions for the two kinds of accounts. They grant nothing: what accounts may do
 * is said by the shop's own routes.
 */
export const ensureAccountRoles = async (strapi: Core.Strapi): Promise<void> => {
  for (const [type, role] of Object.entries(roles)) {
    const existing = await strapi.db.query(ROLE).findOne({ where: { type } });
    if (!existing) await strapi.db.query(ROLE).create({ data: { type, ...role } });
  }
};
