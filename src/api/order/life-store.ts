import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import type { Minor } from '../../domain/money';
import type { DeliveryStatus, OrderStatus } from '../../domain/order/transitions';
import type { PaymentMethod } from '../../domain/order/payment';
import type { VatGroup } from '../../domain/pricing/cart';
import { queryPrepared } from '../../postgres/prepared';
import { shareState } from '../driver-duty/store';
import { bindingOf, type Columns } from './order-columns';
import type { UserInfo } from './placement-store';

/** An order as whoever changes it needs to know it; amounts are in minor units. */
export type OrderRow = {
  documentId: string;
  invoice: number;
  companyCode: string;
  customerId: string | null;
  order_status: OrderStatus;
  delivery_status: DeliveryStatus;
  delivery_personnel: string | null;
  /** in which the order has a place, unless it is cancelled */
  delivery_slot: string | null;
  payment_method: PaymentMethod;
  payment_status: 'pending' | 'paid' | 'failed';
  user_info: UserInfo;
  decimals: number;
  vat_inclusive: boolean;
  subtotal: Minor;
  discount: Minor;
  delivery_fee: Minor;
  total: Minor;
  /** what the customer was told at last: it may cost less, but not more */
  agreedTotal: Minor;
  vatByRate: VatGroup[];
  /** by credit notes */
  refundedTotal: Minor;
  currency: string;
  coupon_code: string | null;
  points_used: number;
  points_earned: number;
  points_discount: Minor;
  /** points for a major unit of goods, and what a point was worth, when it was placed */
  earnRate: number;
  redeemValue: Minor;
  /** per cent: the shop's own rate when it was placed */
  vatRate: number;
  notes: string | null;
  estimated_delivery: Date | null;
  promised_delivery: Date | null;
  expires_at: Date | null;
  createdAt: Date;
  lastEvent: number;
};

const orderColumns = `
  document_id as "documentId", invoice, company_code as "companyCode", customer_id as "customerId", order_status,
  delivery_status, delivery_personnel, delivery_slot, payment_method, payment_status, user_info::json as user_info, decimals,
  vat_inclusive, subtotal::float8 as subtotal, discount::float8 as discount,
  delivery_fee::float8 as delivery_fee, total::float8 as total, agreed_total::float8 as "agreedTotal",
  vat_by_rate::json as "vatByRate", coalesce(refunded_total, 0)::float8 as "refundedTotal", currency, coupon_code, points_used,
  points_earned::float8 as points_earned,
  points_discount::float8 as points_discount, coalesce(earn_rate, 0)::float8 as "earnRate",
  coalesce(redeem_value, 0)::float8 as "redeemValue", vat_rate::float8 as "vatRate", notes,
  estimated_delivery at time zone 'utc' as estimated_delivery,
  promised_delivery at time zone 'utc' as promised_delivery, expires_at at time zone 'utc' as expires_at,
  created_at at time zone 'utc' as "createdAt", last_event as "lastEvent"`;

/**
 * Locks an order until the transaction ends.
 * @param hidden whether it is found though it is on no list any more
 * @throws DomainError `not_found`, also for an order of another company
 */
export const lockOrder = async (
  trx: Knex,
  companyCode: string,
  documentId: string,
  { hidden = false } = {},
): Promise<OrderRow> => {
  const [order] = await queryPrepared<OrderRow>(
    trx,
    `select ${orderColumns}
       from orders where document_id = ? and company_code = ? and (?::boolean or hidden_at is null) for update`,
    [documentId, companyCode, hidden],
  );
  if (!order) throw notFound('order');
  return order;
};

/**
 * Reads an order as it is now, for whoever changes nothing.
 * @throws DomainError `not_found`, also for an order of another company
 */
export const readOrder = async (db: Knex, companyCode: string, documentId: string): Promise<OrderRow> => {
  const [order] = await queryPrepared<OrderRow>(
    db,
    `select ${orderColumns} from orders where document_id = ? and company_code = ? and hidden_at is null`,
    [documentId, companyCode],
  );
  if (!order) throw notFound('order');
  return order;
};

/** Sets columns of a locked order. `was` names the status that it is moved from: no other move came between. */
export const updateOrder = async (
  trx: Knex,
  { documentId, order_status: was }: Pick<OrderRow, 'documentId' | 'order_status'>,
  columns: Columns,
): Promise<void> => {
  const names = Object.keys(columns);
  const assignments = names.map((name) => `${name} = ${bindingOf(name)}`);
  const rows = await queryPrepared<unknown>(
    trx,
    `update orders set ${[...assignments, `updated_at = now() at time zone 'utc'`].join(', ')}
      where document_id = ? and order_status = ? returning 1`,
    [...names.map((name) => columns[name]), documentId, was],
  );
  if (rows.length !== 1) throw new Error(`order ${documentId} moved while it was locked`);
};

/** The orders that wait for money that has not come, oldest first. */
export const findExpired = (db: Knex, most: number): Promise<{ documentId: string; companyCode: string }[]> =>
  queryPrepared(
    db,
    `select document_id as "documentId", company_code as "companyCode" from orders
      where expires_at < now() at time zone 'utc' order by expires_at limit ?`,
    [most],
  );

const isAtWork = async (db: Knex, companyCode: string, documentId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from up_users
      where document_id = ? and company_code = ? and kind = 'delivery' and erased_at is null
        and not coalesce(blocked, false)`,
    [documentId, companyCode],
  );
  return rows.length > 0;
};

/**
 * Whether somebody delivers for a company; nobody deactivates them until the transaction ends, because whoever does it
 * locks their state before their account.
 */
export const isDriverOf = async (trx: Knex, companyCode: string, documentId: string): Promise<boolean> => {
  // Whoever is no driver gets no state.
  if (!(await isAtWork(trx, companyCode, documentId))) return false;
  await shareState(trx, { companyCode, driverId: documentId });
  return isAtWork(trx, companyCode, documentId);
};

/** Whether an order is this customer's; null = a guest's. */
export const isOrderOf = async (
  db: Knex,
  companyCode: string,
  documentId: string,
  customerId: string | null,
): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from orders
      where document_id = ? and company_code = ? and customer_id is not distinct from ? and hidden_at is null`,
    [documentId, companyCode, customerId],
  );
  return rows.length > 0;
};

/** How many orders of a customer are not over. */
export const countOpenOrders = async (db: Knex, customerId: string): Promise<number> => {
  const [row] = await queryPrepared<{ count: number }>(
    db,
    `select count(*)::int as count from orders
      where customer_id = ? and order_status in ('pending', 'processing', 'shipped')`,
    [customerId],
  );
  return row?.count ?? 0;
};
