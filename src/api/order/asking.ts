import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { notFound } from '../../domain/errors';
import type { Mover } from '../../domain/order/transitions';
import { idOf } from '../../http/read-actions';
import { scopeOf } from '../../http/request-scope';
import type { Actor } from './event-store';
import { ORDER_TOKEN, opensOrder } from './guest-token';
import { isOrderOf } from './life-store';

/** Who is behind a request about an order. */
export const actorOf = (ctx: Context): Actor => {
  const { caller } = scopeOf(ctx);
  switch (caller.kind) {
    case 'staff':
      return { kind: 'staff', id: caller.documentId, name: caller.name };
    case 'customer':
      return { kind: 'customer', id: caller.documentId, name: caller.name };
    case 'delivery':
      return { kind: 'driver', id: caller.documentId, name: caller.name };
    case 'anonymous':
      return { kind: 'guest', id: null, name: null };
  }
};

/** By what right they move an order: staff as staff, everybody else as the one whose order it is. */
export const moverOf = (ctx: Context): Extract<Mover, 'customer' | 'staff'> =>
  scopeOf(ctx).caller.kind === 'staff' ? 'staff' : 'customer';

/**
 * The `:id` of an order that is the caller's to open: staff's, the customer's own, or that of the guest's token.
 * @throws DomainError `not_found`, so that nobody learns of other people's orders
 */
export const openedOrder = async (strapi: Core.Strapi, ctx: Context): Promise<string> => {
  const orderId = idOf(ctx);
  const { caller, company } = scopeOf(ctx);
  if (caller.kind === 'staff') return orderId;
  const isOf = (customerId: string | null): Promise<boolean> =>
    isOrderOf(strapi.db.connection, company.code, orderId, customerId);
  const isTheirs =
    (caller.kind === 'customer' && (await isOf(caller.documentId))) ||
    (opensOrder(strapi, orderId, ctx.get(ORDER_TOKEN)) && (await isOf(null)));
  if (!isTheirs) throw notFound('order');
  return orderId;
};
