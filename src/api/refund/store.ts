import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import type { VatGroup } from '../../domain/pricing/cart';
import type { RefundedPart } from '../../domain/refund/invoice';
import { queryPrepared } from '../../postgres/prepared';
import type { Actor } from '../order/event-store';

export type RefundStatus = 'pending' | 'succeeded' | 'failed';

/**
 * What a refund changes in the books: the invoice, by a credit note; what was paid beyond it; or nothing, where money is
 * sent again that a bank had sent back.
 */
export type RefundKind = 'credit' | 'excess' | 'resend';

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
  kind: RefundKind;
  amount: Minor;
  /** null where no goods were named */
  lines: KeptRefundLine[] | null;
  /** null for an excess */
  vatByRate: VatGroup[] | null;
  goods: RefundedGoods;
  reason: string | null;
  /** the first refund of the same request, where several payments had to pay it */
  partOf: string | null;
  /** the refund that failed and is sent again by this one */
  retryOf?: string | null;
};

/** A refund with the payment out of which it goes back. */
export type RefundRow = NewRefundRow & {
  status: RefundStatus;
  actor: Actor;
  providerId: string | null;
  /** why it failed, or is stuck, in the provider's word */
  failure: string | null;
  /** its provider was asked to make it, and may have done so */
  isUncertain: boolean;
  provider: PaymentMethod;
  /** what the provider knows the payment by; null for cash */
  chargeId: string | null;
  /** which account of the provider has taken the payment; null where that was not noted */
  account: string | null;
  currency: string;
  decimals: number;
};

/** For so long one process goes on with a refund before another may; no call of a provider takes as long. */
export const CLAIM_MS = 60_000;

/**
 * Writes a refund that waits.
 * @param claim where the writer goes on with it by itself: by what it knows that it is its own
 */
export const insertRefund = async (
  trx: Knex,
  refund: NewRefundRow,
  actor: Actor,
  claim: string | null,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into refunds (id, company_code, order_id, payment_id, kind, status, amount, lines, vat_by_rate, goods, reason, part_of,
                          retry_of, actor_kind, actor_id, actor_name, claimed_by, claimed_until)
     values (?, ?, ?, ?, ?, 'pending', ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?,
             case when ?::boolean then now() + ?::int * interval '1 millisecond' end)`,
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
      refund.retryOf ?? null,
      actor.kind,
      actor.id,
      actor.name,
      claim,
      claim !== null,
      CLAIM_MS,
    ],
  );
};

const columns = `
  r.id, r.company_code as "companyCode", r.order_id as "orderId", r.payment_id as "paymentId", r.kind, r.status,
  r.amount::float8 as amount, r.lines::json as lines, r.vat_by_rate::json as "vatByRate", r.goods, r.reason, r.part_of as "partOf",
  r.retry_of as "retryOf", r.is_uncertain as "isUncertain", p.account,
  json_build_object('kind', r.actor_kind, 'id', r.actor_id, 'name', r.actor_name) as actor,
  r.provider_id as "providerId", r.failure, p.provider, p.charge_id as "chargeId", 
  coalesce(p.received_currency, p.currency) as currency, p.decimals`;

/** All refunds of an order, the oldest first. */
export const refundsOf = (trx: Knex, orderId: string): Promise<RefundRow[]> =>
  queryPrepared<RefundRow>(
    trx,
    `select ${columns} from refunds r join payments p on p.id = r.payment_id
      where r.order_id = ? order by r.created_at, r.id`,
    [orderId],
  );

/** A refund, and the further ones of the same request. */
export const partsOf = (db: Knex, companyCode: string, id: string): Promise<RefundRow[]> =>
  queryPrepared<RefundRow>(
    db,
    `select ${columns} from refunds r join payments p on p.id = r.payment_id
      where r.company_code = ? and (r.id = ? or r.part_of = ?) order by r.part_of is not null, r.created_at, r.id`,
    [companyCode, id, id],
  );

/** What of an order was credited or is about to be, by rate. */
export const creditedByRate = async (trx: Knex, orderId: string): Promise<VatGroup[]> =>
  (await refundsOf(trx, orderId))
    .filter(({ status }) => status !== 'failed')
    .flatMap(({ vatByRate }) => vatByRate ?? []);

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

/** Notes what its provider calls a refund that still waits. */
export const noteProviderId = async (
  db: Knex,
  { id, companyCode }: Pick<RefundRow, 'id' | 'companyCode'>,
  providerId: string | null,
): Promise<void> => {
  await queryPrepared(
    db,
    `update refunds set provider_id = coalesce(?::text, provider_id)
      where id = ? and company_code = ? and status = 'pending'`,
    [providerId, id, companyCode],
  );
};

/**
 * Notes for people what is wrong with a refund that stays as it is; the order is locked.
 * @returns whether it is news
 */
export const noteFailure = async (
  trx: Knex,
  { id, companyCode, status }: Pick<RefundRow, 'id' | 'companyCode' | 'status'>,
  failure: string,
): Promise<boolean> => {
  const noted = await queryPrepared<unknown>(
    trx,
    `update refunds set failure = ?
      where id = ? and company_code = ? and status = ? and failure is distinct from ? returning 1`,
    [failure, id, companyCode, status, failure],
  );
  return noted.length === 1;
};

/**
 * Ends a refund that waits, or that had failed and was made after all; the order is locked.
 * @returns whether it was so
 */
export const endRefund = async (
  trx: Knex,
  { id, companyCode }: Pick<RefundRow, 'id' | 'companyCode'>,
  end: { status: 'succeeded' | 'failed'; providerId: string | null; failure: string | null },
): Promise<boolean> => {
  const ended = await queryPrepared<unknown>(
    trx,
    `update refunds
        set status = ?, provider_id = coalesce(?::text, provider_id), failure = ?, claimed_by = null,
            claimed_until = null, settled_at = clock_timestamp()
      where id = ? and company_code = ? and (status = 'pending' or (status = 'failed' and ?::text = 'succeeded'))
      returning 1`,
    [end.status, end.providerId, end.failure, id, companyCode, end.status],
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
                                   where r.payment_id = p.id and r.status <> 'failed' and r.kind <> 'resend'), 0))::float8
              as left
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

/** Whether a refund was sent again. */
export const wasRetried = async (trx: Knex, id: string): Promise<boolean> =>
  (await queryPrepared<unknown>(trx, 'select 1 from refunds where retry_of = ?', [id])).length > 0;

/** How much of a payment has not gone back, whether or not it was the one that was asked for, in minor units. */
export const leftOfPayment = async (trx: Knex, id: string): Promise<Minor> => {
  const [payment] = await queryPrepared<{ left: Minor }>(
    trx,
    `select (coalesce(p.received_amount, p.amount)
             - coalesce((select sum(r.amount) from refunds r
                          where r.payment_id = p.id and r.status <> 'failed' and r.kind <> 'resend'), 0))::float8 as left
       from payments p where p.id = ?`,
    [id],
  );
  return payment?.left ?? 0;
};
