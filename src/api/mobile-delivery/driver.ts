import { notFound } from '../../domain/errors';
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
