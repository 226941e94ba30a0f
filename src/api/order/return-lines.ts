import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { DomainError, type FieldError, ValidationError } from '../../domain/errors';
import type { Company } from '../../tenancy/company';
import { moveCounters } from '../customer/counter-store';
import { refundedByAmount } from '../refund/store';
import { ORDER } from './change';
import { type CountedLine, countedLines } from './counted-lines';
import { type Actor, appendEvents } from './event-store';
import { countKept, earnedByKept, putGoodsBack } from './goods-back';
import { lockOrder, type OrderRow, updateOrder } from './life-store';
import { readLines, writeBack } from './lines-store';
import type { ReturnBody } from './validation';
import { beginOrderWrite } from './writing';

export type ReturnRequest = { company: Company; orderId: string; body: ReturnBody; actor: Actor };

const assertDelivered = ({ order_status: status }: OrderRow): void => {
  if (status === 'delivered') return;
  throw new DomainError('illegal_transition', 'only what was delivered can be returned', {
    order_status: status,
    allowed: ['delivered'],
  });
};

/** @throws ValidationError where more would come back than is still with the customer */
const assertThere = (counted: CountedLine[]): void => {
  const errors = counted.flatMap(({ line, counted: quantity, path }): FieldError[] => {
    const left = line.quantity - line.returned_quantity;
    return quantity <= left ? [] : [{ path, message: `only ${left / 1_000} can still be returned` }];
  });
  if (errors.length > 0) throw new ValidationError(errors);
};

/**
 * Takes goods back that were delivered: they lie where they came from, count as sold no longer, and earn no points.
 * The money is a refund's concern.
 * @throws DomainError `not_found`, `illegal_transition`; ValidationError
 */
export const returnLines = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, orderId, body, actor }: ReturnRequest,
): Promise<void> => {
  await beginOrderWrite(trx);
  const order = await lockOrder(trx, company.code, orderId);
  assertDelivered(order);
  const lines = await readLines(trx, orderId);
  const counted = countedLines(lines, body.lines);
  assertThere(counted);
  const back = new Map(counted.map(({ line, counted: quantity }) => [line.id, quantity]));
  const after = lines.map((line) => ({
    ...line,
    returned_quantity: line.returned_quantity + (back.get(line.id) ?? 0),
  }));

  const change = { before: lines, after };
  await putGoodsBack(trx, order, actor, change);
  await countKept(trx, change);
  const earned = earnedByKept(order, after, await refundedByAmount(trx, orderId));
  const pointsEarned = Math.min(earned, order.points_earned);
  await moveCounters(trx, order, {
    points: { kind: 'reversed', count: pointsEarned - order.points_earned },
  });
  await writeBack(trx, orderId, after);
  const lastEvent = await appendEvents(trx, order, actor, [
    { kind: 'order_returned', data: { lines: body.lines, reason: body.reason ?? null } },
  ]);
  await updateOrder(trx, order, { points_earned: pointsEarned, last_event: lastEvent });
  await recordAct(strapi, trx, {
    action: 'update',
    subject: { type: ORDER, id: orderId },
    company: company.code,
    after: { returned: body.lines },
  });
};
