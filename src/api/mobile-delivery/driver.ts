import { DomainError, notFound } from '../../domain/errors';
import type { Context } from 'koa';
import { driverOf, scopeOf } from '../../http/request-scope';
import type { Company } from '../../tenancy/company';
import type { Actor } from '../order/event-store';
import type { OrderRow } from '../order/life-store';

/** A driver as who does something with an order. */
export type Driver = Actor & { kind: 'driver'; id: string; name: string };

/** A driver at work for a company. */
export type AtWork = { company: Company; driver: Driver };

/** Who works behind a request that only drivers may make. */
export const atWork = (ctx: Context): AtWork => {
  const { documentId: id, name } = driverOf(ctx);
  return { company: scopeOf(ctx).company, driver: { kind: 'driver', id, name } };
};

/** @throws DomainError `not_found`, so that nobody learns of orders of others */
export const assertTheirs = (order: Pick<OrderRow, 'delivery_personnel'>, { id }: Driver): void => {
  if (order.delivery_personnel !== id) throw notFound('order');
};

const withThem = ['assigned', 'picked', 'failed'];

/**
 * Refuses what is said of an order that is not with its driver, or no longer.
 * @throws DomainError `not_found`, `illegal_transition`
 */
export const assertWithThem = (
  order: Pick<OrderRow, 'delivery_personnel' | 'delivery_status'>,
  driver: Driver,
): void => {
  assertTheirs(order, driver);
  if (withThem.includes(order.delivery_status)) return;
  throw new DomainError('illegal_transition', 'the order is not with its driver any more', {
    delivery_status: order.delivery_status,
    allowed: withThem,
  });
};
