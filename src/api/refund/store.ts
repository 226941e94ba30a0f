import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import type { VatGroup } from '../../domain/pricing/cart';
import type { RefundedPart } from '../../domain/refund/invoice';
import { queryPrepared } from '../../postgres/prepared';
import type { Actor } from '../order/event-store';

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

/** What becomes of the goods: nothing, sold to others from the shop, or put back where they came from. */
export type RefundedGoods = 'release' | 'return' | null;

/** A line of a refund as it is kept; `id` is that of the order's line. */
export type KeptRefundLine = RefundedPart & { id: string };

/** A refund that is to be written; amounts are in minor units. */
export type NewRefundRow = {
  id: string;
  companyCode: string;
  orderId: string;
  paymentId: string;
  kind: 'credit' | 'excess';
  amount: Minor;
  /** null where no goods were named */
  lines: KeptRefundLine[] | null;
  /** null for an excess */
  vatByRate: VatGroup[] | null;
  goods: RefundedGoods;
  reason: string | null;
  /** the first refund of the same request, where several payments had to pay it */
  partOf: string | null;
};

/** A refund with the payment out of which it goes back. */
export type RefundRow = NewRefundRow & {
  status: RefundStatus;
  actor: Actor;
  providerId: string | null;
  /** why it failed, in the provider's word */
  failure: string | null;
  provider: PaymentMethod;
  /** what the provider knows the payment by; null for cash */
  chargeId: string | null;
  currency: string;
  decimals: number;
};

/** For so long one process goes on with a refund before another may. */
const CLAIM = `interval '60 seconds'`;

/** Writes a refund that waits. @param isClaimed whether the writer goes on with it by itself */
export const insertRefund = async (
  trx: Knex,
  refund: NewRefundRow,
  actor: Actor,
  isClaimed: boolean,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into refunds (id, company_code, order_id, payment_id, kind, status, amount, lines, vat_by_rate, goods, reason, part_of,
                          actor_kind, actor_id, actor_name, claimed_until)
     values (?, ?, ?, ?, ?, 'pending', ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?,
             case when ?::boolean then now() + ${CLAIM} end)`,
    [
      refund.id,
      refund.companyCode,
      refund.orderId,
      refund.paymentId,
      refund.kind,
      refund.amount,
      refund.lines && JSON.stringify(refund.lines),
      refund.vatByRate && JSON.stringify(refund.vatByRate),
      refund.goods,
      refund.reason,
      refund.partOf,
      actor.kind,
      actor.id,
      actor.name,
      isClaimed,
    ],
  );
};

const columns = `
  r.id, r.company_code as "companyCode", r.order_id as "orderId", r.payment_id as "paymentId", r.kind, r.status,
  r.amount::float8 as amount, r.lines::json as lines, r.vat_by_rate::json as "vatByRate", r.goods, r.reason, r.part_of as "partOf",
  json_build_object('kind', r.actor_kind, 'id', r.actor_id, 'name', r.actor_name) as actor,
  r.provider_id as "providerId", r.failure, p.provider, p.charge_id as "chargeId", coalesce(p.received_currency, p.currency) as currency, p.decimals`;

/** All refunds of an order, the oldest first. */
export const refundsOf = (trx: Knex, orderId: string): Promise<RefundRow[]> =>
  queryPrepared<RefundRow>(
    trx,
    `select ${columns} from refunds r join payments p on p.id = r.payment_id
      where r.order_id = ? order by r.created_at, r.id`,
    [orderId],
  );

/** A refund of a company. */
export const findRefund = async (db: Knex, companyCode: string, id: string): Promise<RefundRow | null> => {
  const [refund] = await queryPrepared<RefundRow>(
    db,
    `select ${columns} from refunds r join payments p on p.id = r.payment_id
      where r.id = ? and r.company_code = ?`,
    [id, companyCode],
  );
  return refund ?? null;
};

/** The id of a refund of which a provider tells, by ours where it names it, or by its own. */
export const findToldRefund = async (
  db: Knex,
  companyCode: string,
  { refundId, providerId }: { refundId: string | null; providerId: string },
): Promise<string | null> => {
  const [found] = await queryPrepared<{ id: string }>(
    db,
    'select id from refunds where company_code = ? and (id = ? or provider_id = ?) order by id = ? desc limit 1',
    [companyCode, refundId, providerId, refundId],
  );
  return found?.id ?? null;
};

/**
 * Takes a refund that waits, so that nobody else goes on with it meanwhile.
 * @returns null while somebody else has it, or when it waits no longer
 */
export const claimRefund = async (db: Knex, companyCode: string, id: string): Promise<RefundRow | null> => {
  const claimed = await queryPrepared<unknown>(
    db,
    `update refunds set claimed_until = now() + ${CLAIM}
      where id = ? and company_code = ? and status = 'pending' and (claimed_until is null or claimed_until < now())
      returning 1`,
    [id, companyCode],
  );
  return claimed.length === 0 ? null : findRefund(db, companyCode, id);
};

/** Whether somebody is at a refund now. */
export const isClaimed = async (db: Knex, companyCode: string, id: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from refunds where id = ? and company_code = ? and status = 'pending' and claimed_until > now()`,
    [id, companyCode],
  );
  return rows.length > 0;
};

/** Notes for people that money came back from a customer's bank to whom it had been given; no credit note is undone. */
export const noteBounce = async (
  trx: Knex,
  { id, companyCode }: Pick<RefundRow, 'id' | 'companyCode'>,
  failure: string,
): Promise<void> => {
  await queryPrepared(
    trx,
    `update refunds set failure = ? where id = ? and company_code = ? and status = 'succeeded'`,
    [failure, id, companyCode],
  );
};

/** Lets go of a refund that still waits, with what its provider calls it. */
export const keepWaiting = async (
  db: Knex,
  { id, companyCode }: Pick<RefundRow, 'id' | 'companyCode'>,
  providerId: string | null,
): Promise<void> => {
  await queryPrepared(
    db,
    `update refunds set claimed_until = null, provider_id = coalesce(?::text, provider_id)
      where id = ? and company_code = ? and status = 'pending'`,
    [providerId, id, companyCode],
  );
};

/**
 * Ends a refund that waits; the order is locked.
 * @returns whether it was waiting
 */
export const endRefund = async (
  trx: Knex,
  { id, companyCode }: Pick<RefundRow, 'id' | 'companyCode'>,
  end: { status: 'succeeded' | 'failed'; providerId: string | null; failure: string | null },
): Promise<boolean> => {
  const ended = await queryPrepared<unknown>(
    trx,
    `update refunds
        set status = ?, provider_id = coalesce(?::text, provider_id), failure = ?, claimed_until = null,
            settled_at = clock_timestamp()
      where id = ? and company_code = ? and status = 'pending' returning 1`,
    [end.status, end.providerId, end.failure, id, companyCode],
  );
  return ended.length === 1;
};

/** A payment that was made, and how much of it has not gone back, in minor units. */
export type PaidPayment = { id: string; provider: PaymentMethod; left: Minor };

/** The payments of an order that were made, the newest first. */
export const paymentsMade = (trx: Knex, orderId: string): Promise<PaidPayment[]> =>
  queryPrepared<PaidPayment>(
    trx,
    `select p.id, p.provider,
            (p.amount - coalesce((select sum(r.amount) from refunds r
                                   where r.payment_id = p.id and r.status <> 'failed'), 0))::float8 as left
       from payments p where p.order_id = ? and p.status = 'paid' order by p.paid_at desc, p.id desc`,
    [orderId],
  );

/** How much of the lines of an order was refunded or is about to be, by their ids. */
export const refundedLines = async (trx: Knex, orderId: string): Promise<Map<string, RefundedPart>> => {
  const rows = await queryPrepared<KeptRefundLine>(
    trx,
    `select l.id, sum(l.quantity)::float8 as quantity, sum(l.amount)::float8 as amount, sum(l.vat)::float8 as vat
       from refunds r
       cross join lateral jsonb_to_recordset(r.lines) l(id text, quantity bigint, amount bigint, vat bigint)
      where r.order_id = ? and r.status <> 'failed' and r.lines is not null group by l.id`,
    [orderId],
  );
  return new Map(rows.map(({ id, ...part }) => [id, part]));
};

/** How much of an order was refunded without naming goods, in minor units. */
export const refundedByAmount = async (trx: Knex, orderId: string): Promise<Minor> => {
  const [row] = await queryPrepared<{ amount: Minor }>(
    trx,
    `select coalesce(sum(amount), 0)::float8 as amount from refunds
      where order_id = ? and kind = 'credit' and status = 'succeeded' and lines is null`,
    [orderId],
  );
  return row?.amount ?? 0;
};

/** Whether something of an order was refunded or is about to be. */
export const hasCredits = async (trx: Knex, orderId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `select 1 from refunds where order_id = ? and kind = 'credit' and status <> 'failed' limit 1`,
    [orderId],
  );
  return rows.length > 0;
};

/**
 * The refunds that wait and of which the outbox knows nothing any more, the oldest first.
 * @param most how many at once
 */
export const pendingRefunds = (
  db: Knex,
  most: number,
): Promise<Pick<RefundRow, 'id' | 'companyCode' | 'orderId'>[]> =>
  queryPrepared(
    db,
    `select r.id, r.company_code as "companyCode", r.order_id as "orderId" from refunds r
      where r.status = 'pending' and coalesce(r.claimed_until, r.created_at) < now() - ${CLAIM}
        and not exists (select 1 from outbox o
                         where o.topic = 'refund' and o.payload->>'refundId' = r.id and o.failed_at is null)
      order by r.created_at limit ?`,
    [most],
  );
