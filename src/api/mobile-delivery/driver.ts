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

/**
 * Refuses what can only be said of goods that are on their way with their driver.
 * @throws DomainError `not_found`, `illegal_transition`
 */
export const assertWithThem = (
  order: Pick<OrderRow, 'delivery_personnel' | 'delivery_status'>,
  driver: Driver,
): void => {
  assertTheirs(order, driver);
  if (order.delivery_status === 'picked') return;
  throw new DomainError('illegal_transition', 'the goods are not with their driver', {
    delivery_status: order.delivery_status,
    allowed: ['picked'],
  });
};
