import type { Core } from '@strapi/strapi';
import { ORDER } from '../api/order/change';
import type { PermissionService } from './company-condition';

const CREATE = 'plugin::content-manager.explorer.create';

type PermissionRegistry = { registerPermissions(): Promise<void> };

type Actions = { actionProvider: { get(id: string): { subjects: string[] } | undefined } };

/**
 * Orders are made at checkout. Without a right to make one, which not even super admins then have, Strapi's panel shows
 * no button to add or copy an order, and refuses to. Called before that right is registered.
 */
export const keepOrdersFromHands = (strapi: Core.Strapi): void => {
  const registry = strapi.plugin('content-manager').service('permission') as unknown as PermissionRegistry;
  const { registerPermissions } = registry;
  registry.registerPermissions = async () => {
    await registerPermissions.call(registry);
    const { actionProvider } = strapi.service('admin::permission') as unknown as Actions;
    const create = actionProvider.get(CREATE);
    if (!create) throw new Error('the content manager no longer knows a right to make entries');
    create.subjects = create.subjects.filter((subject) => subject !== ORDER);
  };
};

/** Orders that were deleted are only hidden (D16): nobody reaches them in the panel, super admins neither. */
export const hideDeletedOrders = (strapi: Core.Strapi): void => {
  const { engine } = strapi.service('admin::permission') as unknown as PermissionService;
  engine.hooks['before-register.permission'].register(({ permission, condition }) => {
    if (permission.subject === ORDER) condition.and({ hidden_at: { $eq: null } });
    return Promise.resolve();
  });
};
