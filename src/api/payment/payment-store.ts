import type { Knex } from 'knex';
import type { Minor } from '../../domain/money';
import type { PaymentMethod } from '../../domain/order/payment';
import type { Books } from '../../domain/payment/books';
import type { ProviderName } from '../../payments/provider';
import { queryPrepared } from '../../postgres/prepared';
import { offeredMethods } from './offered.sql';

/** A payment at a provider; the amount is in minor units. */
export type PaymentRow = {
  id: string;
  companyCode: string;
  orderId: string;
  provider: ProviderName;
  /** null until the provider has answered */
  providerId: string | null;
  /** what a refund names; null until it was paid */
  chargeId: string | null;
  /** which account of the provider has it; null until it has answered */
  account: string | null;
  /** why the last try to pay it failed, in the provider's word */
  failure: string | null;
  status: 'creating' | 'open' | 'paid' | 'closed' | 'mismatched';
  amount: Minor;
  currency: string;
  decimals: number;
};

const columns = `id, company_code as "companyCode", order_id as "orderId", provider, provider_id as "providerId",
  charge_id as "chargeId", account, failure, status,
  amount::float8 as amount, currency, decimals`;

/** Notes a payment before its provider is asked for it, so that it is known whatever happens then. */
export const insertPayment = async (
  trx: Knex,
  payment: Omit<PaymentRow, 'status' | 'providerId' | 'chargeId' | 'account' | 'failure'>,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into payments (id, company_code, order_id, provider, status, amount, currency, decimals)
     values (?, ?, ?, ?, 'creating', ?, ?, ?)`,
    [
      payment.id,
      payment.companyCode,
      payment.orderId,
      payment.provider,
      payment.amount,
      payment.currency,
      payment.decimals,
    ],
  );
};

/** Notes what was paid at the door. */
export const insertCash = async (
  trx: Knex,
  cash: {
    id: string;
    companyCode: string;
    orderId: string;
    amount: Minor;
    currency: string;
    decimals: number;
  },
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into payments (id, company_code, order_id, provider, status, amount, currency, decimals, paid_at)
     values (?, ?, ?, 'cod', 'paid', ?, ?, ?, now())`,
    [cash.id, cash.companyCode, cash.orderId, cash.amount, cash.currency, cash.decimals],
  );
};

/**
 * The payment by which an order can be paid now; read under the order's lock. Nobody else asks about it for the next
 * minute.
 */
export const takeOpenPayment = async (
  trx: Knex,
  orderId: string,
  provider: ProviderName,
  amount: Minor,
): Promise<PaymentRow | null> => {
  const [row] = await queryPrepared<PaymentRow>(
    trx,
    `update payments set checked_at = now()
      where id = (select id from payments
                   where order_id = ? and provider = ? and status in ('creating', 'open')
                   order by created_at desc limit 1)
        and amount = ?
      returning ${columns}`,
    [orderId, provider, amount],
  );
  return row ?? null;
};

/** A payment by the provider's id, by what it was charged as, or by its own id: the first that fits. */
export const findPayment = async (
  db: Knex,
  companyCode: string,
  provider: ProviderName,
  {
    paymentId,
    providerId,
    chargeId,
  }: { paymentId: string | null; providerId: string | null; chargeId: string | null },
): Promise<PaymentRow | null> => {
  const [row] = await queryPrepared<PaymentRow>(
    db,
    `select ${columns} from payments
      where company_code = ? and provider = ? and (provider_id = ? or charge_id = ? or id = ?)
      order by provider_id = ? desc nulls last, charge_id = ? desc nulls last limit 1`,
    [companyCode, provider, providerId, chargeId, paymentId, providerId, chargeId],
  );
  return row ?? null;
};

/** Locks a payment; its order is locked already. */
export const lockPayment = async (trx: Knex, id: string): Promise<PaymentRow> => {
  const [row] = await queryPrepared<PaymentRow>(
    trx,
    `select ${columns} from payments where id = ? for update`,
    [id],
  );
  if (!row) throw new Error(`there is no payment ${id}`);
  return row;
};

/**
 * The provider has it; why the last try failed is kept for people.
 * @returns by which of the provider's ids it is known: the first that was noted; null where it is open no longer
 */
export const noteOpen = async (
  db: Knex,
  id: string,
  { providerId, failure, account }: { providerId: string; failure: string | null; account: string },
): Promise<string | null> => {
  const [row] = await queryPrepared<{ providerId: string }>(
    db,
    `update payments set provider_id = coalesce(provider_id, ?), status = 'open', failure = coalesce(?, failure),
                         account = coalesce(account, ?), checked_at = now(), answered_at = now()
      where id = ? and status in ('creating', 'open') returning provider_id as "providerId"`,
    [providerId, failure, account, id],
  );
  return row?.providerId ?? null;
};

/** Nobody can pay it any more. */
export const noteClosed = async (db: Knex, id: string): Promise<void> => {
  await queryPrepared(
    db,
    `update payments set status = 'closed', checked_at = now() where id = ? and status in ('creating', 'open')`,
    [id],
  );
};

/** Whether a charge is in the books already. */
export const knowsCharge = async (
  trx: Knex,
  { companyCode, provider }: PaymentRow,
  chargeId: string,
): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    'select 1 from payments where company_code = ? and provider = ? and charge_id = ?',
    [companyCode, provider, chargeId],
  );
  return rows.length > 0;
};

/** Notes another charge that was made in the name of a payment which is paid. */
export const insertFurtherCharge = async (
  trx: Knex,
  further: Pick<
    PaymentRow,
    | 'id'
    | 'companyCode'
    | 'orderId'
    | 'provider'
    | 'chargeId'
    | 'account'
    | 'amount'
    | 'currency'
    | 'decimals'
  >,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into payments (id, company_code, order_id, provider, charge_id, account, status, amount, currency, decimals, paid_at)
     values (?, ?, ?, ?, ?, ?, 'paid', ?, ?, ?, now())`,
    [
      further.id,
      further.companyCode,
      further.orderId,
      further.provider,
      further.chargeId,
      further.account,
      further.amount,
      further.currency,
      further.decimals,
    ],
  );
};

/** A try to pay it failed. */
export const noteFailure = async (trx: Knex, id: string, failure: string): Promise<void> => {
  await queryPrepared(trx, 'update payments set failure = ?, checked_at = now() where id = ?', [failure, id]);
};

/** What the provider says of a payment that it has taken. */
export type Proof = { providerId: string | null; chargeId: string | null; amount: Minor; currency: string };

export const notePaid = async (trx: Knex, id: string, { providerId, chargeId }: Proof): Promise<void> => {
  await queryPrepared(
    trx,
    `update payments set status = 'paid', provider_id = coalesce(provider_id, ?), charge_id = ?, failure = null,
                         paid_at = now(), checked_at = now()
      where id = ?`,
    [providerId, chargeId, id],
  );
};

/** Something else was paid than was asked for, which pays nothing. */
export const noteMismatch = async (
  trx: Knex,
  id: string,
  { providerId, chargeId, amount, currency }: Proof,
  words: string,
): Promise<void> => {
  await queryPrepared(
    trx,
    `update payments set status = 'mismatched', provider_id = coalesce(provider_id, ?), charge_id = ?,
                         received_amount = ?, received_currency = ?, failure = ?, checked_at = now()
      where id = ?`,
    [providerId, chargeId, amount, currency, words, id],
  );
};

/** What came in for an order, and what of it went back as too much; read under the order's lock. */
export const booksOf = async (trx: Knex, orderId: string): Promise<Books> => {
  const [books] = await queryPrepared<Books>(
    trx,
    `select (select coalesce(sum(amount), 0) from payments where order_id = ? and status = 'paid')::float8 as received,
            (select coalesce(sum(r.amount), 0) from refunds r join payments p on p.id = r.payment_id
              where r.order_id = ? and r.kind = 'excess' and r.status <> 'failed' and p.status = 'paid')::float8
              as "givenBack"`,
    [orderId, orderId],
  );
  return books ?? { received: 0, givenBack: 0 };
};

/** Whether there is an order that waits for its money: one that is not paid, and that nobody has cancelled. */
export const isWanted = async (db: Knex, orderId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from orders where document_id = ? and payment_status <> 'paid' and order_status <> 'cancelled'`,
    [orderId],
  );
  return rows.length > 0 || hasExpired(db, orderId);
};

/** Whether the shop itself cancelled an order, because nobody had paid it; and nobody has cleared it away since. */
export const hasExpired = async (trx: Knex, orderId: string): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    trx,
    `select 1 from orders o
       join lateral (select e.actor_kind from order_events e
                      where e.order_id = o.document_id and e.kind = 'order_status_changed' and e.data->>'to' = 'cancelled'
                      order by e.seq desc limit 1) cancelled on true
      where o.document_id = ? and o.order_status = 'cancelled' and o.payment_status <> 'paid' and o.hidden_at is null
        and cancelled.actor_kind = 'system'`,
    [orderId],
  );
  return rows.length > 0;
};

/** What a provider is told of an order that still waits for its money; null for any other. */
export type PayableOrder = { invoice: number; email: string | null };

export const findPayable = async (db: Knex, orderId: string): Promise<PayableOrder | null> => {
  const [row] = await queryPrepared<PayableOrder>(
    db,
    `select invoice, user_info->>'email' as email from orders
      where document_id = ? and payment_status <> 'paid' and order_status <> 'cancelled'`,
    [orderId],
  );
  return row ?? null;
};

/** Payments by which orders could still be paid. */
export const findOpenOf = (db: Knex, orderIds: string[]): Promise<PaymentRow[]> =>
  queryPrepared<PaymentRow>(
    db,
    `select ${columns} from payments where order_id = any(?::text[]) and status = 'open' order by created_at`,
    [orderIds],
  );

/** The ways to pay that a company offers. */
export const readOffered = async (db: Knex, companyCode: string): Promise<PaymentMethod[]> => {
  const [row] = await queryPrepared<{ methods: PaymentMethod[] }>(
    db,
    `select (${offeredMethods('c.code')}) as methods from (select ?::text as code) c`,
    [companyCode],
  );
  return row?.methods ?? [];
};

/**
 * Takes payments of which nothing was heard for some time, for this process to ask about; others see them as asked about.
 * The older a payment, the more rarely.
 */
export const claimUnsettled = (db: Knex, most: number): Promise<PaymentRow[]> =>
  queryPrepared<PaymentRow>(
    db,
    `with silent as (
       select id from payments
        where status in ('creating', 'open')
          and checked_at < now() - least(greatest((now() - created_at) / 4, interval '1 minute'), interval '6 hours')
        order by checked_at limit ? for update skip locked)
     update payments p set checked_at = now() from silent where p.id = silent.id
     returning ${columns.replace('id,', 'p.id,')}`,
    [most],
  );

/** Payments are given up after so many days, if their provider still says that they can be paid. */
export const closeAbandoned = async (db: Knex, days: number): Promise<void> => {
  await queryPrepared(
    db,
    `update payments set status = 'closed', checked_at = now()
      where status in ('creating', 'open') and created_at < now() - ?::int * interval '1 day'
        and answered_at > now() - interval '1 day'`,
    [days],
  );
};
