import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Which driver, of which company. */
export type DriverKey = { companyCode: string; driverId: string };

/** Whether a driver works now, and since when that is so; null for one who never has. */
export type DutyRow = { onDuty: boolean; since: Date | null };

/** An order that a driver has now; its goods are with them once it has left, also while it is tried anew. */
export type HeldOrder = { orderId: string; isUnderWay: boolean };

/** Locks what is true of a driver now, until the transaction ends. */
export const lockState = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<DutyRow> => {
  await queryPrepared(
    trx,
    'insert into driver_states (driver_id, company_code) values (?, ?) on conflict (driver_id) do nothing',
    [driverId, companyCode],
  );
  const [state] = await queryPrepared<DutyRow>(
    trx,
    `select on_duty as "onDuty", duty_changed_at as since from driver_states
      where driver_id = ? and company_code = ? for update`,
    [driverId, companyCode],
  );
  if (!state) throw new Error(`driver ${driverId} has no state`);
  return state;
};

/** Keeps a driver's state from being locked by others until the transaction ends; who gives them orders shares it. */
export const shareState = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<void> => {
  await queryPrepared(
    trx,
    'insert into driver_states (driver_id, company_code) values (?, ?) on conflict (driver_id) do nothing',
    [driverId, companyCode],
  );
  await queryPrepared(
    trx,
    'select 1 from driver_states where driver_id = ? and company_code = ? for key share',
    [driverId, companyCode],
  );
};

/** The orders that a driver has now, in the order in which they are to be locked. */
export const heldOrders = (db: Knex, { companyCode, driverId }: DriverKey): Promise<HeldOrder[]> =>
  queryPrepared(
    db,
    `select a.order_id as "orderId", a.status = 'picked' or o.order_status = 'shipped' as "isUnderWay"
       from delivery_assignments a join orders o on o.document_id = a.order_id
      where a.company_code = ? and a.delivery_personnel = ? and a.status in ('assigned', 'picked')
      order by a.order_id`,
    [companyCode, driverId],
  );

/**
 * Notes that a driver begins to work. Whoever has no order is idle from now on.
 * @param trx which holds the driver's state locked
 * @returns since when
 */
export const beginDuty = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<Date> => {
  const [begun] = await queryPrepared<{ since: Date }>(
    trx,
    `with duty as (
       insert into driver_duties (company_code, driver_id) values (?, ?)
       on conflict (driver_id) where ended_at is null do nothing)
     update driver_states
        set on_duty = true, duty_changed_at = now(),
            idle_since = case when exists (
              select 1 from delivery_assignments a
               where a.company_code = driver_states.company_code and a.delivery_personnel = driver_id
                 and a.status in ('assigned', 'picked')) then null else now() end
      where driver_id = ? and company_code = ? returning duty_changed_at as since`,
    [companyCode, driverId, driverId, companyCode],
  );
  if (!begun) throw new Error(`driver ${driverId} has no state`);
  return begun.since;
};

/**
 * Notes that a driver does not work any more.
 * @param trx which holds the driver's state locked
 * @returns since when
 */
export const endDuty = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<Date> => {
  const [ended] = await queryPrepared<{ since: Date }>(
    trx,
    `with duty as (
       update driver_duties set ended_at = now() where driver_id = ? and company_code = ? and ended_at is null)
     update driver_states set on_duty = false, duty_changed_at = now(), idle_since = null
      where driver_id = ? and company_code = ? returning duty_changed_at as since`,
    [driverId, companyCode, driverId, companyCode],
  );
  if (!ended) throw new Error(`driver ${driverId} has no state`);
  return ended.since;
};
