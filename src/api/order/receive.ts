import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { DomainError } from '../../domain/errors';
import type { Company } from '../../tenancy/company';
import { heldBy } from '../stock/move-store';
import { ORDER } from './change';
import { type Actor, appendEvents, hasToldOf } from './event-store';
import { lockOrder, type OrderRow, updateOrder } from './life-store';
import { putBack } from './stock-flow';
import { beginOrderWrite } from './writing';

export type ReceiveRequest = { company: Company; orderId: string; actor: Actor };

const RECEIVED = { received: true };

/** Whether the goods of a locked order have left, are not sold, and have not come back. */
export const awaitsGoods = async (
  trx: Knex,
  { documentId, companyCode, order_status: status }: OrderRow,
): Promise<boolean> => {
  if (status !== 'cancelled') return false;
  const held = await heldBy(trx, companyCode, documentId);
  return held.some(({ shipped }) => shipped > 0);
};

/**
 * Notes that the goods which a driver could not deliver are in the shop again: they lie where they came from.
 * @returns false where it was noted before
 * @throws DomainError `not_found`; `illegal_transition` for an order that no driver brings back
 */
export const receiveGoods = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, orderId, actor }: ReceiveRequest,
): Promise<boolean> => {
  await beginOrderWrite(trx);
  const order = await lockOrder(trx, company.code, orderId);
  if (await hasToldOf(trx, orderId, 'order_returned', RECEIVED)) return false;
  if (!(await awaitsGoods(trx, order))) {
    throw new DomainError('illegal_transition', 'no driver brings this order back', {
      order_status: order.order_status,
      delivery_status: order.delivery_status,
      allowed: ['returned'],
    });
  }
  await putBack(trx, order, actor, null);
  const lastEvent = await appendEvents(trx, order, actor, [{ kind: 'order_returned', data: RECEIVED }]);
  await updateOrder(trx, order, { last_event: lastEvent });
  await recordAct(strapi, trx, {
    action: 'update',
    subject: { type: ORDER, id: orderId },
    company: company.code,
    after: RECEIVED,
  });
  return true;
};
