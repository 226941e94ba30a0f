import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { DomainError, type FieldError, ValidationError } from '../../domain/errors';
import { sum, toMajor } from '../../domain/money';
import { pointsFor } from '../../domain/pricing/points';
import { type FrozenLine, type RepricedOrder, repriceOrder } from '../../domain/pricing/reprice';
import { isOvercredited } from '../../domain/refund/credit';
import type { Company } from '../../tenancy/company';
import { moveCounters } from '../customer/counter-store';
import { assertPaidFor, followTotal } from '../payment/balance';
import { creditedByRate, refundedLines } from '../refund/store';
import { countSales } from '../stock/move-store';
import { ORDER } from './change';
import { type CountedLine, countedLines } from './counted-lines';
import { type Actor, appendEvents } from './event-store';
import { toShip } from './goods-back';
import { lockOrder, type OrderRow, updateOrder } from './life-store';
import { type PickedLine, readLines, type StoredLine, writeGoods, writePicked } from './lines-store';
import { salesChange, salesOf } from './sales';
import { followQuantities } from './stock-flow';
import { chooseGoods, orderedOf, type PickedGoods } from './substitutes';
import { beginOrderWrite } from './writing';

/** What was put together; `customer_agreed` = it may cost more than was ordered. */
export type Picked = { lines: PickedGoods[]; customer_agreed?: boolean | undefined };

export type PickRequest = { company: Company; orderId: string; body: Picked; actor: Actor };

const assertOpen = ({ order_status: status }: OrderRow): void => {
  if (status === 'pending' || status === 'processing') return;
  throw new DomainError('illegal_transition', 'the goods have left already, or never will', {
    order_status: status,
    allowed: ['pending', 'processing'],
  });
};

/** The lines as ordered, with what there is now of them: what was counted, else what was there before. */
const frozenLines = (lines: StoredLine[], counted: CountedLine[]): FrozenLine[] => {
  const picked = new Map(counted.map(({ line, counted: quantity }) => [line.id, quantity]));
  return lines.map((line) => ({
    productId: orderedOf(line).product_id,
    unitId: orderedOf(line).unit_id,
    comboPromotionId: line.combo_promotion_id,
    quantity: line.ordered_quantity,
    shelf: line.ordered_shelf ?? line.shelf,
    adjustments: line.ordered_adjustments ?? line.adjustments,
    pickedQuantity: picked.get(line.id) ?? line.quantity,
    vatRate: line.vat_rate,
  }));
};

const pickedLines = (lines: StoredLine[], { lines: scaled }: RepricedOrder): PickedLine[] =>
  lines.flatMap(({ line, component }, index) => {
    const now = scaled[index];
    if (!now) return [];
    const { quantity, shelf, promotionDiscount, discount, net, vat, adjustments } = now;
    return [
      {
        line,
        component,
        quantity,
        shelf,
        promotion_discount: promotionDiscount,
        discount,
        net,
        vat,
        adjustments,
      },
    ];
  });

/** @throws ValidationError for lines of which something was refunded: what is left of them goes as it is */
const assertNotRefunded = async (trx: Knex, orderId: string, counted: CountedLine[]): Promise<void> => {
  const refunded = await refundedLines(trx, orderId);
  const errors = counted.flatMap(({ line, path }): FieldError[] =>
    refunded.has(line.id) ? [{ path, message: 'was refunded in part, and goes as it is' }] : [],
  );
  if (errors.length > 0) throw new ValidationError(errors);
};

/** @throws DomainError `illegal_transition` where less would be asked for than was refunded */
const assertNotOvercredited = async (trx: Knex, order: OrderRow, repriced: RepricedOrder): Promise<void> => {
  const credited = await creditedByRate(trx, order.documentId);
  if (!isOvercredited({ groups: repriced.vatGroups, credited })) return;
  throw new DomainError('illegal_transition', 'the order would cost less than was refunded of it', {
    refunded: toMajor(sum(credited.map(({ net, vat }) => net + vat)), order.decimals),
    would_be: toMajor(repriced.total, order.decimals),
  });
};

/** @throws DomainError `total_would_rise`, unless the customer agreed */
const assertNotDearer = (order: OrderRow, { total }: RepricedOrder, agreed = false): void => {
  if (total <= order.agreedTotal || agreed) return;
  throw new DomainError('total_would_rise', 'the order would cost more than was agreed', {
    total: toMajor(order.agreedTotal, order.decimals),
    would_be: toMajor(total, order.decimals),
  });
};

/**
 * Notes what was really put together of an order, before it leaves: missing goods, actual weights, other goods in the
 * place of some. Each line keeps the price it was ordered at, in proportion; what is not reserved any more can be sold to
 * others.
 * @throws DomainError `not_found`, `illegal_transition`, `product_unavailable`, `total_would_rise`, `insufficient_stock`;
 * ValidationError
 */
export const pickLines = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, orderId, body, actor }: PickRequest,
): Promise<void> => {
  await beginOrderWrite(trx);
  const order = await lockOrder(trx, company.code, orderId);
  assertOpen(order);
  const before = await readLines(trx, orderId);
  const chosen = await chooseGoods(trx, company, before, body.lines);
  const { lines } = chosen;
  const counted = countedLines(lines, chosen.counted);
  await assertNotRefunded(trx, orderId, counted);
  const repriced = repriceOrder(frozenLines(lines, counted), order.delivery_fee, {
    rate: order.vatRate,
    inclusive: order.vat_inclusive,
  });
  assertNotDearer(order, repriced, body.customer_agreed);
  assertPaidFor(order, repriced.total);
  await assertNotOvercredited(trx, order, repriced);
  const picked = pickedLines(lines, repriced);
  const after = lines.map((line, index) => ({ ...line, ...picked[index] }));

  await followQuantities(trx, order, actor, before.map(toShip), after.map(toShip));
  await countSales(trx, salesChange(salesOf(before), salesOf(after)));
  const pointsUsed = pointsFor(repriced.pointsDiscount, order.redeemValue);
  await moveCounters(trx, order, {
    spent: repriced.total - order.total,
    // What was missing and is there after all is paid with the points that it was ordered with, if they are still there.
    points: {
      kind: pointsUsed > order.points_used ? 'redeemed' : 'restored',
      count: order.points_used - pointsUsed,
    },
  });
  await writeGoods(trx, orderId, chosen.changes);
  await writePicked(
    trx,
    orderId,
    picked,
    counted.map(({ line }) => `${line.line}.${line.component}`),
  );
  const lastEvent = await appendEvents(trx, order, actor, [
    {
      kind: 'order_picked',
      data: {
        lines: chosen.counted,
        total: { from: toMajor(order.total, order.decimals), to: toMajor(repriced.total, order.decimals) },
      },
    },
    ...chosen.events,
  ]);
  await updateOrder(trx, order, {
    subtotal: repriced.subtotal,
    promotion_discount: repriced.promotionDiscount,
    coupon_discount: repriced.couponDiscount,
    points_discount: repriced.pointsDiscount,
    discount: repriced.discount,
    vat: repriced.vat,
    vat_by_rate: JSON.stringify(repriced.vatGroups),
    total: repriced.total,
    agreed_total: Math.max(order.agreedTotal, repriced.total),
    points_used: pointsUsed,
    last_event: lastEvent,
  });
  await followTotal(trx, order, repriced.total);
  await recordAct(strapi, trx, {
    action: 'update',
    subject: { type: ORDER, id: orderId },
    company: company.code,
    after: { picked: chosen.counted },
  });
};
