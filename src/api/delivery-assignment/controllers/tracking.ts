import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { localeOf } from '../../../http/read-actions';
import { isStaff, scopeOf } from '../../../http/request-scope';
import { assertParameters } from '../../../storefront/list-query';
import { openedOrder } from '../../order/asking';
import { readTracking } from '../tracking-store';

/** Where an order is, for whoever waits for it. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  async findOne(ctx: Context): Promise<void> {
    assertParameters(ctx.query, ['locale']);
    localeOf(ctx);
    const orderId = await openedOrder(strapi, ctx);
    const scope = scopeOf(ctx);
    const watcher = isStaff(scope) ? 'staff' : 'customer';
    sendPrivateItem(ctx, await readTracking(strapi.db.connection, scope.company.code, orderId, watcher));
  },
});
