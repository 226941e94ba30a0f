import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../audit/record-act';
import { DomainError } from '../../domain/errors';
import { toMajor } from '../../domain/money';
import type { Company } from '../../tenancy/company';
import type { ReadLocale } from '../../storefront/list-query';
import { moveCounters } from '../customer/counter-store';
import { assertPaidFor, followTotal } from '../payment/balance';
import { hasCredits } from '../refund/store';
import { countSales } from '../stock/move-store';
import { buyerBehind, redeemerOf } from './buyer';
import { ORDER } from './change';
import { assertExpectedTotal, costsOf, offersOf } from './priced';
import { type Actor, appendEvents } from './event-store';
import { lockOrder, type OrderRow, updateOrder } from './life-store';
import { lineRowsOf } from './line-rows';
import { readLines, type StoredLine } from './lines-store';
import { pricedColumns } from './order-columns';
import { replaceLines } from './placement-store';
import { price, type PriceRequest } from './price';
import { waresOf } from './assemble';
import { salesChange, salesOf } from './sales';
import { releaseAll, reserveTakes } from './stock-flow';
import { addUses, removeUses, usesOf } from './uses-store';
import type { LinesBody } from './validation';
import { beginOrderWrite } from './writing';

/** A cart for an order that is there already, sent by its customer or by staff. */
export type LinesRequest = {
  company: Company;
  locale: ReadLocale | null;
  orderId: string;
  body: LinesBody;
  actor: Actor;
};

/** Customers may edit what nobody has begun with; staff, what nobody has picked. */
const assertEditable = (order: OrderRow, lines: StoredLine[], actor: Actor): void => {
  const open = actor.kind === 'staff' ? ['pending', 'processing'] : ['pending'];
  const isPicked = lines.some((line) => line.isPicked);
  if (open.includes(order.order_status) && !isPicked) return;
  throw new DomainError('illegal_transition', 'the order can no longer be edited', {
    order_status: order.order_status,
    picked: isPicked,
    allowed: open,
  });
};

/** @throws DomainError `illegal_transition` where something was refunded: it was so at the prices of this invoice */
const assertNotRefunded = async (trx: Knex, orderId: string): Promise<void> => {
  if (!(await hasCredits(trx, orderId))) return;
  throw new DomainError('illegal_transition', 'an order of which something was refunded is edited no more', {
    refunded: true,
  });
};

/** @throws DomainError `conflict` where the shop sells in another currency by now */
const assertSameCurrency = (order: OrderRow, company: Company): void => {
  if (order.currency === company.currency && order.decimals === company.decimals) return;
  throw new DomainError('conflict', 'the order was made in another currency than the shop sells in now', {
    currency: order.currency,
  });
};

/**
 * Puts another cart in the place of an order's. It is priced like a new one at this moment, with the coupon and the
 * points of the order; its own uses and reservations stand in nobody's way.
 * @throws DomainError `not_found`, `illegal_transition`, `total_would_rise` for one that is paid, and whatever refuses a cart; ValidationError
 */
export const editLines = async (
  strapi: Core.Strapi,
  trx: Knex,
  { company, locale, orderId, body, actor }: LinesRequest,
): Promise<void> => {
  await beginOrderWrite(trx);
  const order = await lockOrder(trx, company.code, orderId);
  const before = await readLines(trx, orderId);
  assertEditable(order, before, actor);
  await assertNotRefunded(trx, orderId);
  assertSameCurrency(order, company);
  const buyer = buyerBehind(order);
  await releaseAll(
    trx,
    order,
    actor,
    waresOf(body.cart).map(({ productId }) => productId),
  );
  const request: PriceRequest = {
    company,
    buyer,
    cart: body.cart,
    coupon: body.coupon === undefined ? order.coupon_code : body.coupon || null,
    redeemPoints: order.points_used,
    destination: order.user_info.deliveryLocation,
    at: new Date(),
    replaces: {
      orderId,
      pointsUsed: order.points_used,
      offers: await usesOf(trx, orderId),
      keepsCoupon: body.coupon === undefined,
    },
  };
  const priced = await price(trx, request, true);
  assertExpectedTotal(body.expected_total, priced, { company, locale });
  const { cart, loaded, takes } = priced;
  assertPaidFor(order, cart.total);

  await reserveTakes(trx, order, actor, takes, costsOf(priced));
  const lines = lineRowsOf(cart, loaded);
  await countSales(trx, salesChange(salesOf(before), salesOf(lines)));
  await removeUses(trx, orderId);
  await addUses(
    trx,
    { companyCode: company.code, orderId, customerKey: redeemerOf(buyer, orderId) },
    offersOf(priced),
  );
  await moveCounters(trx, order, {
    spent: cart.total - order.total,
    points: { kind: 'restored', count: order.points_used - cart.pointsUsed },
  });
  await replaceLines(trx, { companyCode: company.code, orderId }, lines);
  const change = { from: toMajor(order.total, order.decimals), to: toMajor(cart.total, order.decimals) };
  const lastEvent = await appendEvents(trx, order, actor, [
    { kind: 'order_changed', data: { total: change } },
  ]);
  await updateOrder(trx, order, {
    ...pricedColumns(company, priced),
    coupon_code: loaded.coupon?.code ?? null,
    last_event: lastEvent,
  });
  await followTotal(trx, order, cart.total);
  await recordAct(strapi, trx, {
    action: 'update',
    subject: { type: ORDER, id: orderId },
    company: company.code,
    before: { total: change.from },
    after: { total: change.to },
  });
};
