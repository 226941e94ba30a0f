/** A right of the panel that a page asks for. */
export type Permission = { action: string; subject: string | null };

/** Who may import products and change their prices: whoever may change them by hand. */
export const importPermissions: Permission[] = [
  { action: 'plugin::content-manager.explorer.update', subject: 'api::product.product' },
];

/** Who may say what a picture shows. */
export const picturePermissions: Permission[] = [
  { action: 'plugin::upload.read', subject: null },
  { action: 'plugin::upload.assets.update', subject: null },
];

/** Who may say how a company is paid: whoever may change its settings. */
export const accountPermissions: Permission[] = [
  { action: 'plugin::content-manager.explorer.update', subject: 'api::setting.setting' },
];

/**
 * For whom the audit log stands in the menu: whoever says what roles may do, as super admins do. The server asks
 * whether somebody is one.
 */
export const auditPermissions: Permission[] = [{ action: 'admin::roles.update', subject: null }];

/** For whom drivers stand in the menu: whoever sees what they are given. The server asks for all that it takes. */
export const driverPermissions: Permission[] = [
  {
    action: 'plugin::content-manager.explorer.read',
    subject: 'api::delivery-assignment.delivery-assignment',
  },
];

/** For whom the board stands in the menu: whoever sees orders. */
export const dispatchPermissions: Permission[] = [
  { action: 'plugin::content-manager.explorer.read', subject: 'api::order.order' },
];

/** For whom the desk stands in the menu: whoever sees orders. */
export const deskPermissions: Permission[] = [
  { action: 'plugin::content-manager.explorer.read', subject: 'api::order.order' },
];
