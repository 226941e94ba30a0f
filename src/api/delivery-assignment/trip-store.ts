import type { Knex } from 'knex';
import type { Point } from '../../domain/delivery/fee';
import type { PlannedStop } from '../../domain/delivery/trip';
import { queryPrepared } from '../../postgres/prepared';
import { utc } from '../../postgres/utc';

/** A driver whose trip is not any more what it was when it was reckoned. */
export type StaleTrip = { driverId: string; companyCode: string };

/** A stop of a driver's trip. */
export type TripStop = {
  orderId: string;
  isPicked: boolean;
  sequence: number | null;
  place: Point | null;
  createdAt: Date;
  slotStart: Date | null;
};

/** Where a driver was, and when. */
export type Whereabouts = Point & { at: Date };

/** What is known of a trip. */
export type Trip = {
  stops: TripStop[];
  /** by their phone; null = not heard of for a while */
  position: Whereabouts | null;
  /** the door where they were last on this trip */
  lastDoor: Whereabouts | null;
  /** since when they are on their way; null = they have not left yet */
  leftAt: Date | null;
};

/** So many trips are reckoned by one look. */
const MOST_AT_ONCE = 50;

/**
 * Takes the trips that have to be reckoned anew: orders came or went, somebody on the way has moved, or a minute has gone
 * by. Whoever takes one says so at once, so that another process hardly does the same again.
 */
export const claimStaleTrips = (db: Knex): Promise<StaleTrip[]> =>
  queryPrepared(
    db,
    `with trip as (
       select delivery_personnel as driver_id, company_code, bool_or(status = 'picked') as is_out,
              string_agg(order_id || ' ' || status || ' ' || (sequence is null) || ' ' ||
                         coalesce(failed_at::text, ''), ',' order by order_id) as stops
         from delivery_assignments where status in ('assigned', 'picked') group by 1, 2
     ), stale as (
       select trip.driver_id, trip.company_code, trip.stops, s.position_at
         from trip
         left join driver_trips t on t.driver_id = trip.driver_id
         left join driver_states s on s.driver_id = trip.driver_id
        where t.driver_id is null or t.stops <> trip.stops or t.reckoned_at < now() - interval '1 minute'
           or (trip.is_out and s.position_at is distinct from t.position_at)
        order by t.reckoned_at nulls first limit ${MOST_AT_ONCE}
     )
     insert into driver_trips as t (driver_id, company_code, stops, position_at)
     select driver_id, company_code, stops, position_at from stale
     on conflict (driver_id) do update
        set stops = excluded.stops, position_at = excluded.position_at, reckoned_at = excluded.reckoned_at
     returning driver_id as "driverId", company_code as "companyCode"`,
    [],
  );

const place = (row: string): string => `
  case when ${row}.user_info #>> '{deliveryLocation,latitude}' is not null then json_build_object(
    'latitude', (${row}.user_info #>> '{deliveryLocation,latitude}')::float8,
    'longitude', (${row}.user_info #>> '{deliveryLocation,longitude}')::float8) end`;

type TripRow = Omit<Trip, 'position' | 'lastDoor'> & {
  position: (Point & { at: string }) | null;
  lastDoor: (Point & { at: string }) | null;
};

const located = (where: (Point & { at: string }) | null): Whereabouts | null =>
  where && { ...where, at: new Date(where.at) };

/** The orders that a driver has, and where they are. */
export const readTrip = async (db: Knex, { driverId, companyCode }: StaleTrip): Promise<Trip> => {
  const stops = await queryPrepared<TripStop>(
    db,
    `select a.order_id as "orderId", a.status = 'picked' as "isPicked", a.sequence, ${place('o')} as place,
            ${utc('o.created_at')} as "createdAt", ${utc('s.start')} as "slotStart"
       from delivery_assignments a
       join orders o on o.document_id = a.order_id
       left join delivery_slots s on s.document_id = o.delivery_slot
      where a.delivery_personnel = ? and a.company_code = ? and a.status in ('assigned', 'picked')
        and a.failed_at is null
      order by a.sequence nulls last, a.id`,
    [driverId, companyCode],
  );
  const [row] = await queryPrepared<Omit<TripRow, 'stops'>>(
    db,
    `with trip as (
       select min(picked_at) as picked_at, max(coalesce(out_at, picked_at)) as left_at
         from delivery_assignments
        where delivery_personnel = ?::text and status = 'picked' and failed_at is null)
     select ${utc('trip.left_at')} as "leftAt",
            (select json_build_object('latitude', latitude, 'longitude', longitude, 'at', position_at)
               from driver_states
              where driver_id = ?::text and position_at > now() - interval '10 minutes') as position,
            (select json_build_object('latitude', user_info #>> '{deliveryLocation,latitude}',
                                      'longitude', user_info #>> '{deliveryLocation,longitude}', 'at', done.at)
               from (select o.user_info, ${utc('coalesce(a.delivered_at, a.failed_at)')} as at
                       from delivery_assignments a join orders o on o.document_id = a.order_id
                      where a.delivery_personnel = ?::text and coalesce(a.delivered_at, a.failed_at) >= trip.picked_at
                        and o.user_info #>> '{deliveryLocation,latitude}' is not null
                      order by 2 desc limit 1) done) as "lastDoor"
       from trip`,
    [driverId, driverId, driverId],
  );
  return {
    stops,
    position: located(row?.position ?? null),
    lastDoor: located(row?.lastDoor ?? null),
    leftAt: row?.leftAt ?? null,
  };
};

/**
 * Stores when the orders of a driver arrive, and in which sequence. Orders that somebody holds just now, or who have
 * another driver by now, are left alone. How far a driver has to go for an order is settled when they leave with it.
 */
export const storeTrip = async (
  db: Knex,
  { driverId, companyCode }: StaleTrip,
  stops: PlannedStop[],
): Promise<void> => {
  await queryPrepared(
    db,
    `with plan as (
       select * from unnest(?::text[], ?::timestamptz[], ?::int[], ?::numeric[]) p(order_id, at, sequence, km)
     ), held as materialized (
       select o.id, plan.* from orders o join plan on plan.order_id = o.document_id
        where o.company_code = ?::text and o.delivery_personnel = ?::text
          and o.delivery_status in ('assigned', 'picked')
        order by o.document_id for update of o skip locked
     ), followed as (
       update delivery_assignments a
          set estimated_delivery = ${utc('held.at')}, sequence = held.sequence,
              planned_km = case when a.status = 'assigned' then held.km else a.planned_km end
         from held where a.order_id = held.order_id and a.status in ('assigned', 'picked'))
     update orders o set estimated_delivery = ${utc('held.at')} from held where o.id = held.id`,
    [
      stops.map(({ orderId }) => orderId),
      stops.map(({ estimate }) => estimate),
      stops.map(({ sequence }) => sequence),
      stops.map(({ km }) => km),
      companyCode,
      driverId,
    ],
  );
};
