import { ShoppingCart } from '@strapi/icons';
import type { StrapiApp } from '@strapi/strapi/admin';
import { deskPermissions } from '../../../../admin/page-permissions';

/** What Strapi's menu takes; its type asks for the id and the conditions of a stored permission, too. */
type MenuPermissions = Parameters<StrapiApp['addMenuLink']>[0]['permissions'];

export default {
  register(app: StrapiApp): void {
    app.registerPlugin({ id: 'connect', name: 'Connect' });
    app.addMenuLink({
      to: 'plugins/connect/orders',
      icon: ShoppingCart,
      intlLabel: { id: 'saptmarkets.desk.page', defaultMessage: 'Orders' },
      permissions: deskPermissions as unknown as MenuPermissions,
      Component: () => import('./orders/desk-page'),
      position: 1,
    });
  },
};
