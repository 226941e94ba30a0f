import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import type { DriverPayRules } from '../../domain/delivery/earnings';
import type { Minor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';
import { UTC, utc } from '../../postgres/utc';

/** How an assignment came about. */
export type GivenBy = 'staff' | 'automatic' | 'offer';

/** Why an assignment ended. */
export type Outcome =
  | 'delivered'
  | 'refused'
  | 'timed_out'
  | 'reassigned'
  | 'withdrawn'
  | 'failed'
  | 'returned'
  | 'order_cancelled';

/** The one assignment of an order that has not ended. */
export type ActiveAssignment = {
  documentId: string;
  driver: string;
  status: 'assigned' | 'picked';
  givenBy: GivenBy;
  assignedAt: Date;
  respondBy: Date | null;
  acceptedAt: Date | null;
  pickedAt: Date | null;
  outAt: Date | null;
  failedAt: Date | null;
  plannedKm: number | null;
  /** how often its goods have left */
  attempts: number;
};

/** Whoever calls holds the order locked, so nobody changes its assignment meanwhile. */
export const findActive = async (trx: Knex, orderId: string): Promise<ActiveAssignment | null> => {
  const [active] = await queryPrepared<ActiveAssignment>(
    trx,
    `select document_id as "documentId", delivery_personnel as driver, status, given_by as "givenBy",
            ${utc('assigned_at')} as "assignedAt", ${utc('respond_by')} as "respondBy", ${utc('accepted_at')} as "acceptedAt",
            ${utc('picked_at')} as "pickedAt", ${utc('out_at')} as "outAt", ${utc('failed_at')} as "failedAt",
            planned_km::float8 as "plannedKm", attempts
       from delivery_assignments where order_id = ? and status in ('assigned', 'picked')`,
    [orderId],
  );
  return active ?? null;
};

/** Assignments by which somebody brings an order, or has brought it within the last day. */
export const bringing = `(status in ('assigned', 'picked')
             or (status = 'delivered' and ended_at > now() at time zone 'utc' - interval '1 day'))`;

/** Whether somebody brings an order, or has brought it within the last day. */
export const brings = async (
  db: Knex,
  companyCode: string,
  orderId: string,
  driver: string,
): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from delivery_assignments
      where order_id = ? and company_code = ? and delivery_personnel = ? and ${bringing}`,
    [orderId, companyCode, driver],
  );
  return rows.length > 0;
};

/** What is said of an assignment as it is made. `plannedKm` is how far its order lies from the stop before. */
export type NewAssignment = {
  driver: string;
  givenBy: GivenBy;
  respondBy: Date | null;
  acceptedAt: Date | null;
  plannedKm?: number | null;
  sequence?: number | null;
  estimate?: Date | null;
};

/** It begins with the transaction, but not before the one before it has ended: the transaction may have waited for that. */
export const insertAssignment = async (
  trx: Knex,
  { documentId: orderId, companyCode }: { documentId: string; companyCode: string },
  { driver, givenBy, respondBy, acceptedAt, plannedKm, sequence, estimate }: NewAssignment,
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into delivery_assignments (document_id, company_code, order_id, delivery_personnel, status, given_by,
       assigned_at, respond_by, accepted_at, planned_km, sequence, estimated_delivery, attempts, created_at, updated_at,
       published_at)
     select ?::text, ?::text, ?::text, ?::text, 'assigned', ?::text, at, ${UTC}, ${UTC}, ?::numeric, ?::int, ${UTC}, 0,
            at, at, at
       from (select greatest(now() at time zone 'utc',
                             (select max(ended_at) from delivery_assignments where order_id = ?)) as at) clock`,
    [
      createId(),
      companyCode,
      orderId,
      driver,
      givenBy,
      respondBy,
      acceptedAt,
      plannedKm ?? null,
      sequence ?? null,
      estimate ?? null,
      orderId,
    ],
  );
};

/** What can be written of an assignment, by column; times are dates. */
export type AssignmentChange = Partial<{
  status: 'assigned' | 'picked' | 'delivered' | 'cancelled';
  outcome: Outcome;
  reason: string | null;
  respond_by: Date | null;
  accepted_at: Date;
  picked_at: Date;
  out_at: Date | null;
  failed_at: Date | null;
  delivered_at: Date;
  actual_delivery: Date;
  ended_at: Date;
  attempts: number;
  planned_km: number | null;
  sequence: number;
  estimated_delivery: Date | null;
  driver_pay: Minor;
}>;

const bindings: Record<keyof AssignmentChange, string> = {
  status: '?::text',
  outcome: '?::text',
  reason: '?::text',
  respond_by: UTC,
  accepted_at: UTC,
  picked_at: UTC,
  out_at: UTC,
  failed_at: UTC,
  delivered_at: UTC,
  actual_delivery: UTC,
  ended_at: UTC,
  attempts: '?::int',
  planned_km: '?::numeric',
  sequence: '?::int',
  estimated_delivery: UTC,
  driver_pay: '?::bigint',
};

/** Changes the active assignment of an order that is locked. */
export const updateActive = async (trx: Knex, orderId: string, change: AssignmentChange): Promise<void> => {
  const names = Object.keys(change) as (keyof AssignmentChange)[];
  const assignments = names.map((name) => `${name} = ${bindings[name]}`);
  const rows = await queryPrepared<unknown>(
    trx,
    `update delivery_assignments set ${[...assignments, `updated_at = now() at time zone 'utc'`].join(', ')}
      where order_id = ? and status in ('assigned', 'picked') returning 1`,
    [...names.map((name) => change[name] ?? null), orderId],
  );
  if (rows.length !== 1) throw new Error(`the assignment of order ${orderId} ended while it was locked`);
};

/** Notes that somebody does not bring an order, so that they are not asked for it again: never, or not at once. */
export const insertRefusal = async (
  trx: Knex,
  { documentId: orderId, companyCode }: { documentId: string; companyCode: string },
  refusal: { driver: string; kind: 'refused' | 'timed_out' | 'withdrawn'; reason: string | null },
): Promise<void> => {
  await queryPrepared(
    trx,
    `insert into delivery_refusals (order_id, company_code, driver_id, kind, reason) values (?, ?, ?, ?, ?)`,
    [orderId, companyCode, refusal.driver, refusal.kind, refusal.reason],
  );
};

/** Nobody is asked any more whether they bring an order; that they were asked is kept, for those who answer late. */
export const closeOffer = async (trx: Knex, orderId: string): Promise<void> => {
  await queryPrepared(
    trx,
    'update delivery_offers set closed_at = now() where order_id = ? and closed_at is null',
    [orderId],
  );
};

/**
 * Since when drivers have nothing to bring: now, for those whose last order has gone; null for those who have one. They
 * are locked before it is looked at what they have, so that two whose orders end at once see one another.
 */
export const followIdleness = async (trx: Knex, drivers: string[]): Promise<void> => {
  await queryPrepared(
    trx,
    'select 1 from driver_states where driver_id = any(?::text[]) order by driver_id for no key update',
    [drivers],
  );
  await queryPrepared(
    trx,
    `update driver_states s
        set idle_since = case when not s.on_duty or exists (
                           select 1 from delivery_assignments a
                            where a.delivery_personnel = s.driver_id and a.status in ('assigned', 'picked'))
                         then null else coalesce(s.idle_since, now()) end
      where s.driver_id = any(?::text[])`,
    [drivers],
  );
};

/** Whether orders of a company find their drivers by themselves. */
export const assignsByItself = async (db: Knex, companyCode: string): Promise<boolean> => {
  const [setting] = await queryPrepared<{ autoAssign: boolean }>(
    db,
    'select coalesce(delivery_auto_assign, true) as "autoAssign" from settings where company_code = ?',
    [companyCode],
  );
  return setting?.autoAssign ?? false;
};

/** @param decimals of the currency that the amounts are wanted in */
export const readDriverPay = async (
  db: Knex,
  companyCode: string,
  decimals: number,
): Promise<DriverPayRules> => {
  const minor = (column: string): string =>
    `round(coalesce(${column}, 0) * power(10::numeric, ?::int))::float8`;
  const [rules] = await queryPrepared<DriverPayRules>(
    db,
    `select ${minor('driver_pay_per_delivery')} as "perDelivery", ${minor('driver_pay_per_km')} as "perKm",
            coalesce(driver_pay_fee_share, 0)::float8 as "feeShare"
       from settings where company_code = ?`,
    [decimals, decimals, companyCode],
  );
  if (!rules) throw new Error(`company ${companyCode} has no settings`);
  return rules;
};

/** How far an order lies from the store by road, in km; null where its place is not known. */
export const readOwnWay = async (db: Knex, companyCode: string, orderId: string): Promise<number | null> => {
  const [way] = await queryPrepared<{ km: number | null }>(
    db,
    `select round(o.delivery_distance_km * coalesce(s.delivery_road_factor, 1.3), 2)::float8 as km
       from orders o join settings s on s.company_code = o.company_code
      where o.document_id = ? and o.company_code = ?`,
    [orderId, companyCode],
  );
  return way?.km ?? null;
};

/**
 * Of which order an assignment is, and where it stands.
 * @throws DomainError `not_found`
 */
export const findAssignment = async (
  db: Knex,
  companyCode: string,
  documentId: string,
): Promise<{ orderId: string; status: string }> => {
  const [found] = await queryPrepared<{ orderId: string; status: string }>(
    db,
    `select order_id as "orderId", status from delivery_assignments where document_id = ? and company_code = ?`,
    [documentId, companyCode],
  );
  if (!found) throw notFound('assignment');
  return found;
};

/** Notes something beside an assignment. */
export const noteAssignment = async (trx: Knex, documentId: string, notes: string): Promise<void> => {
  await queryPrepared(trx, 'update delivery_assignments set notes = ? where document_id = ?', [
    notes,
    documentId,
  ]);
};
