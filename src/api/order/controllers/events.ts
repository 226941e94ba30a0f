import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { invalidField, notFound } from '../../../domain/errors';
import { sendPrivateItem } from '../../../http/catalogue-answer';
import { idOf } from '../../../http/read-actions';
import { scopeOf } from '../../../http/request-scope';
import { assertSignedIn } from '../../../identity/access';
import { presentOrderEvent } from '../../../plugins/connect/server/src/realtime/order-events';
import { assertParameters, parseLocale } from '../../../storefront/list-query';
import { readEventsAfter } from '../live-store';
import { lastEventFor } from '../participants';

const MOST = 100;

const HIGHEST = 2_147_483_647;

/** @throws ValidationError for what is no number of an event */
const afterOf = (ctx: Context): number => {
  assertParameters(ctx.query, ['after', 'locale']);
  parseLocale(ctx.query['locale']);
  const { after = '0' } = ctx.query;
  const seq = typeof after === 'string' && /^\d{1,10}$/.test(after) ? Number(after) : HIGHEST + 1;
  if (seq > HIGHEST) throw invalidField('after', 'must be the number of an event');
  return seq;
};

/** What sockets were told of an order, for whoever was not there to hear it. */
export default ({ strapi }: { strapi: Core.Strapi }) => ({
  /** At most 100 events behind `after`, ascending. */
  async find(ctx: Context): Promise<void> {
    const { caller, company } = scopeOf(ctx);
    assertSignedIn(caller);
    const orderId = idOf(ctx);
    const after = afterOf(ctx);
    const db = strapi.db.connection;
    if ((await lastEventFor(db, caller, company.code, orderId)) === null) throw notFound('order');
    const events = await readEventsAfter(db, { companyCode: company.code, orderId }, after, MOST);
    sendPrivateItem(ctx, JSON.stringify(events.map(presentOrderEvent)));
  },
});
