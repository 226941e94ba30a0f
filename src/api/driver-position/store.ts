import type { Knex } from 'knex';
import type { Activity, Position } from '../../domain/delivery/position';
import { queryPrepared } from '../../postgres/prepared';
import type { DriverKey } from '../driver-duty/store';

/** What is known of a driver when points of theirs arrive. */
export type Whereabouts = { activity: Activity; last: Position | null };

type WhereaboutsRow = {
  onDuty: boolean | null;
  latitude: number | null;
  longitude: number | null;
  accuracy: number | null;
  at: Date | null;
  orders: number;
  underWay: number;
};

export const findWhereabouts = async (db: Knex, driverId: string): Promise<Whereabouts> => {
  const [row] = await queryPrepared<WhereaboutsRow>(
    db,
    `select d.on_duty as "onDuty", d.latitude, d.longitude, d.accuracy, d.position_at as at, held.orders,
            held."underWay"
       from (select count(*)::int as orders, (count(*) filter (where status = 'picked'))::int as "underWay"
               from delivery_assignments
              where delivery_personnel = ? and status in ('assigned', 'picked')) held
       left join driver_states d on d.driver_id = ?`,
    [driverId, driverId],
  );
  if (!row) throw new Error('a count answered no row');
  const { onDuty, latitude, longitude, accuracy, at, orders, underWay } = row;
  return {
    activity: { onDuty: onDuty ?? false, orders, underWay },
    last:
      latitude === null || longitude === null || at === null ? null : { latitude, longitude, accuracy, at },
  };
};

/** Where a driver was between two instants, by time; with the last point before them. */
export const findPositions = (
  db: Knex,
  driverId: string,
  { from, to, notBefore }: { from: Date; to: Date; notBefore: Date },
): Promise<Position[]> =>
  queryPrepared(
    db,
    `select latitude, longitude, accuracy, at
       from driver_positions
      where driver_id = ? and at <= ? and at >= coalesce(
              (select max(before.at) from driver_positions before
                where before.driver_id = ? and before.at <= ? and before.at >= ?), ?)
      order by at`,
    [driverId, to, driverId, from, notBefore, from],
  );

/**
 * Stores points in the history, and the last of them as where the driver is, unless something later is known by then.
 * One statement, so that neither comes without the other.
 * @param points by time; one of a time that is in the history already is left out
 */
export const storePositions = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  points: Position[],
): Promise<void> => {
  const last = points.at(-1);
  if (!last) return;
  await queryPrepared(
    db,
    `with history as (
       insert into driver_positions (driver_id, company_code, at, latitude, longitude, accuracy)
       select ?, ?, at, latitude, longitude, accuracy
         from unnest(?::timestamptz[], ?::float8[], ?::float8[], ?::float8[]) p(at, latitude, longitude, accuracy)
       on conflict (driver_id, at) do nothing)
     insert into driver_states as d (driver_id, company_code, latitude, longitude, accuracy, position_at)
     values (?, ?, ?, ?, ?, ?)
     on conflict (driver_id) do update
        set latitude = excluded.latitude, longitude = excluded.longitude, accuracy = excluded.accuracy,
            position_at = excluded.position_at
      where d.position_at is null or d.position_at < excluded.position_at`,
    [
      driverId,
      companyCode,
      points.map(({ at }) => at),
      points.map(({ latitude }) => latitude),
      points.map(({ longitude }) => longitude),
      points.map(({ accuracy }) => accuracy),
      driverId,
      companyCode,
      last.latitude,
      last.longitude,
      last.accuracy,
      last.at,
    ],
  );
};

/**
 * The track of a driver from one instant until another, by time.
 * @param most how many points at most; of longer tracks the first ones
 */
export const readTrack = (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  { from, to }: { from: Date; to: Date },
  most: number,
): Promise<Position[]> =>
  queryPrepared(
    db,
    `select latitude, longitude, accuracy, at
       from driver_positions
      where driver_id = ? and company_code = ? and at >= ? and at < ? order by at limit ?`,
    [driverId, companyCode, from, to, most],
  );
