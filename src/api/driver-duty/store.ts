import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Which driver, of which company. */
export type DriverKey = { companyCode: string; driverId: string };

/** Whether a driver works now, and since when that is so; null for one who never has. */
export type DutyRow = { onDuty: boolean; since: Date | null };

/** An order that a driver has now. */
export type HeldOrder = { orderId: string; status: 'assigned' | 'picked' };

/** Locks what is true of a driver now, until the transaction ends. */
export const lockState = async (trx: Knex, { companyCode, driverId }: DriverKey): Promise<DutyRow> => {
  await queryPrepared(
    trx,
    'insert into driver_states (driver_id, company_code) values (?, ?) on conflict (driver_id) do nothing',
    [driverId, companyCode],
  );
  const [state] = await queryPrepared<DutyRow>(
    trx,
    `select on_duty as "onDuty", duty_changed_at as since from driver_states where driver_id = ? for update`,
    [driverId],
  );
  if (!state) throw new Error(`driver ${driverId} has no state`);
  return state;
};

/** The orders that a driver has now, in the order in which they are to be locked. */
export const heldOrders = (db: Knex, driverId: string): Promise<HeldOrder[]> =>
  queryPrepared(
    db,
    `select order_id as "orderId", status from delivery_assignments
      where delivery_personnel = ? and status in ('assigned', 'picked') order by order_id`,
    [driverId],
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
              select 1 from delivery_assignments
               where delivery_personnel = driver_id and status in ('assigned', 'picked')) then null else now() end
      where driver_id = ? returning duty_changed_at as since`,
    [companyCode, driverId, driverId],
  );
  if (!begun) throw new Error(`driver ${driverId} has no state`);
  return begun.since;
};

/**
 * Notes that a driver does not work any more.
 * @param trx which holds the driver's state locked
 * @returns since when
 */
export const endDuty = async (trx: Knex, { driverId }: DriverKey): Promise<Date> => {
  const [ended] = await queryPrepared<{ since: Date }>(
    trx,
    `with duty as (update driver_duties set ended_at = now() where driver_id = ? and ended_at is null)
     update driver_states set on_duty = false, duty_changed_at = now(), idle_since = null
      where driver_id = ? returning duty_changed_at as since`,
    [driverId, driverId],
  );
  if (!ended) throw new Error(`driver ${driverId} has no state`);
  return ended.since;
};
