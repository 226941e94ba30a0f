import type { Knex } from 'knex';
import type { Activity, Position } from '../../domain/delivery/position';
import { queryPrepared } from '../../postgres/prepared';
import type { DriverKey } from '../driver-duty/store';

const doubtedJson = (doubted: Position[]): string | null =>
  doubted.length > 0 ? JSON.stringify(doubted) : null;

/** What is known of a driver when points of theirs arrive. */
export type Whereabouts = { activity: Activity; last: Position | null; doubted: Position[] };

/** A point as JSON has it. */
type KeptPosition = Omit<Position, 'at'> & { at: string };

type WhereaboutsRow = {
  onDuty: boolean | null;
  latitude: number | null;
  longitude: number | null;
  accuracy: number | null;
  at: Date | null;
  doubted: KeptPosition[] | null;
  orders: number;
  underWay: number;
};

export const findWhereabouts = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
): Promise<Whereabouts> => {
  const [row] = await queryPrepared<WhereaboutsRow>(
    db,
    `select d.on_duty as "onDuty", d.latitude, d.longitude, d.accuracy, d.position_at as at, d.doubted, held.orders,
            held."underWay"
       from (select count(*)::int as orders, (count(*) filter (where status = 'picked'))::int as "underWay"
               from delivery_assignments
              where company_code = ? and delivery_personnel = ? and status in ('assigned', 'picked')) held
       left join driver_states d on d.driver_id = ? and d.company_code = ?`,
    [companyCode, driverId, driverId, companyCode],
  );
  if (!row) throw new Error('a count answered no row');
  const { onDuty, latitude, longitude, accuracy, at, orders, underWay } = row;
  return {
    activity: { onDuty: onDuty ?? false, orders, underWay },
    last:
      latitude === null || longitude === null || at === null ? null : { latitude, longitude, accuracy, at },
    doubted: (row.doubted ?? []).map((kept) => ({ ...kept, at: new Date(kept.at) })),
  };
};

/**
 * The points that came before some instants, each once and by time; so there are no more of them than instants.
 * @param notBefore from when on they are looked for
 */
export const findPositionsBefore = (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  instants: Date[],
  notBefore: Date,
): Promise<Position[]> =>
  queryPrepared(
    db,
    `select distinct p.latitude, p.longitude, p.accuracy, p.at
       from unnest(?::timestamptz[]) asked(at)
      cross join lateral (
        select latitude, longitude, accuracy, at from driver_positions
         where driver_id = ? and company_code = ? and at <= asked.at and at >= ?
         order by at desc limit 1) p
      order by p.at`,
    [instants, driverId, companyCode, notBefore],
  );

/**
 * Stores points in the history, and the last of them as where the driver is, unless something later is known by then.
 * One statement, which locks the driver first: neither comes without the other, and nothing of who was erased.
 * @param points by time; one of a time that is in the history already is left out
 * @param doubted what the next points may bear out
 */
export const storePositions = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  points: Position[],
  doubted: Position[],
): Promise<void> => {
  const last = points.at(-1);
  if (!last) return;
  await queryPrepared(
    db,
    `with state as (
       insert into driver_states as d (driver_id, company_code, latitude, longitude, accuracy, position_at, doubted)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict (driver_id) do update
          set (latitude, longitude, accuracy, position_at) =
              (select n.latitude, n.longitude, n.accuracy, n.at
                 from (values (excluded.latitude, excluded.longitude, excluded.accuracy, excluded.position_at),
                              (d.latitude, d.longitude, d.accuracy, d.position_at)) n(latitude, longitude, accuracy, at)
                where n.at is not null order by n.at desc limit 1),
              doubted = excluded.doubted
        where not d.is_closed
       returning d.driver_id, d.company_code)
     insert into driver_positions (driver_id, company_code, at, latitude, longitude, accuracy)
     select state.driver_id, state.company_code, p.at, p.latitude, p.longitude, p.accuracy
       from state,
            unnest(?::timestamptz[], ?::float8[], ?::float8[], ?::float8[]) p(at, latitude, longitude, accuracy)
     on conflict (driver_id, at) do nothing`,
    [
      driverId,
      companyCode,
      last.latitude,
      last.longitude,
      last.accuracy,
      last.at,
      doubtedJson(doubted),
      points.map(({ at }) => at),
      points.map(({ latitude }) => latitude),
      points.map(({ longitude }) => longitude),
      points.map(({ accuracy }) => accuracy),
    ],
  );
};

/** Keeps what the next points may bear out, where none were taken. */
export const storeDoubted = async (
  db: Knex,
  { companyCode, driverId }: DriverKey,
  doubted: Position[],
): Promise<void> => {
  await queryPrepared(
    db,
    'update driver_states set doubted = ? where driver_id = ? and company_code = ? and not is_closed',
    [doubtedJson(doubted), driverId, companyCode],
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
