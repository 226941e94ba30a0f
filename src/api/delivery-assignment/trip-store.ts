import type { Knex } from 'knex';
import type { Point } from '../../domain/delivery/point';
import { FRESH_MS } from '../../domain/delivery/score';
import type { PlannedStop } from '../../domain/delivery/trip';
import { queryPrepared } from '../../postgres/prepared';
import { UTC, utc } from '../../postgres/utc';

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
 * by. Whoever takes one says so at once, so that another process does not do the same again.
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
         left join driver_states s on s.driver_id = trip.driver_id and s.company_code = trip.company_code
        where t.driver_id is null or t.stops <> trip.stops or t.reckoned_at < now() - interval '1 minute'
           or (trip.is_out and s.position_at is distinct from t.position_at)
        order by t.reckoned_at nulls first, trip.driver_id limit ${MOST_AT_ONCE}
     )
     insert into driver_trips as t (driver_id, company_code, stops, position_at)
     select driver_id, company_code, stops, position_at from stale order by driver_id
     on conflict (driver_id) do update
        set stops = excluded.stops, position_at = excluded.position_at, reckoned_at = excluded.reckoned_at
      where t.stops <> excluded.stops or t.reckoned_at < now() - interval '1 minute'
         or t.position_at is distinct from excluded.position_at
     returning driver_id as "driverId", company_code as "companyCode"`,
    [],
  );

const coordinate = (name: string): string => `(o.user_info #>> '{deliveryLocation,${name}}')::float8`;

type PlacedStop = Omit<TripStop, 'place'> & { latitude: number | null; longitude: number | null };

const readStops = async (db: Knex, { driverId, companyCode }: StaleTrip): Promise<TripStop[]> => {
  const rows = await queryPrepared<PlacedStop>(
    db,
    `select a.order_id as "orderId", a.status = 'picked' as "isPicked", a.sequence,
            ${coordinate('latitude')} as latitude, ${coordinate('longitude')} as longitude,
            ${utc('o.created_at')} as "createdAt", ${utc('s.start')} as "slotStart"
       from delivery_assignments a
       join orders o on o.document_id = a.order_id
       left join delivery_slots s on s.document_id = o.delivery_slot
      where a.delivery_personnel = ? and a.company_code = ? and a.status in ('assigned', 'picked')
        and a.failed_at is null
      order by a.sequence nulls last, a.id`,
    [driverId, companyCode],
  );
  return rows.map(({ latitude, longitude, ...stop }) => ({
    ...stop,
    place: latitude === null || longitude === null ? null : { latitude, longitude },
  }));
};

const readPosition = async (db: Knex, { driverId, companyCode }: StaleTrip): Promise<Whereabouts | null> => {
  const [position] = await queryPrepared<Whereabouts>(
    db,
    `select latitude, longitude, position_at as at from driver_states
      where driver_id = ? and company_code = ? and position_at > now() - ?::int * interval '1 millisecond'`,
    [driverId, companyCode, FRESH_MS],
  );
  return position ?? null;
};

/** Since when a driver is on their way, and from when on their doors belong to it; null = they have not left yet. */
const readLeaving = async (
  db: Knex,
  { driverId, companyCode }: StaleTrip,
): Promise<{ pickedAt: Date | null; leftAt: Date | null }> => {
  const [leaving] = await queryPrepared<{ pickedAt: Date | null; leftAt: Date | null }>(
    db,
    `select ${utc('min(picked_at)')} as "pickedAt", ${utc('max(coalesce(out_at, picked_at))')} as "leftAt"
       from delivery_assignments
      where delivery_personnel = ? and company_code = ? and status = 'picked' and failed_at is null`,
    [driverId, companyCode],
  );
  return leaving ?? { pickedAt: null, leftAt: null };
};

/** The door of a driver's latest delivery, or attempt, from some time on. */
const readLastDoor = async (
  db: Knex,
  { driverId, companyCode }: StaleTrip,
  from: Date,
): Promise<Whereabouts | null> => {
  const [door] = await queryPrepared<Whereabouts>(
    db,
    `select ${coordinate('latitude')} as latitude, ${coordinate('longitude')} as longitude,
            ${utc('coalesce(a.delivered_at, a.failed_at)')} as at
       from delivery_assignments a join orders o on o.document_id = a.order_id
      where a.company_code = ? and a.delivery_personnel = ? and coalesce(a.delivered_at, a.failed_at) >= ${UTC}
        and o.user_info #>> '{deliveryLocation,latitude}' is not null
      order by coalesce(a.delivered_at, a.failed_at) desc limit 1`,
    [companyCode, driverId, from],
  );
  return door ?? null;
};

/** The orders that a driver has, and where they are. */
export const readTrip = async (db: Knex, driver: StaleTrip): Promise<Trip> => {
  const stops = await readStops(db, driver);
  const position = await readPosition(db, driver);
  const { pickedAt, leftAt } = await readLeaving(db, driver);
  return { stops, position, leftAt, lastDoor: pickedAt && (await readLastDoor(db, driver, pickedAt)) };
};

/**
 * Stores when the orders of a driver arrive, and in which sequence, where that is not known already. Orders that somebody
 * holds just now, or who have another driver by now, are left alone. How far a driver has to go for an order is settled
 * when they leave with it.
 */
export const storeTrip = async (
  db: Knex,
  { driverId, companyCode }: StaleTrip,
  stops: PlannedStop[],
): Promise<void> => {
  await queryPrepared(
    db,
    `with plan as (
       select order_id, at at time zone 'utc' as at, sequence, round(km, 2) as km
         from unnest(?::text[], ?::timestamptz[], ?::int[], ?::numeric[]) p(order_id, at, sequence, km)
     ), changed as materialized (
       select o.id, a.id as assignment, plan.at, plan.sequence, settled.km
         from plan
         join orders o on o.document_id = plan.order_id
         join delivery_assignments a on a.order_id = plan.order_id and a.status in ('assigned', 'picked'),
              lateral (select case when a.status = 'assigned' then plan.km else coalesce(a.planned_km, plan.km) end as km) settled
        where o.company_code = ?::text and o.delivery_personnel = ?::text
          and o.delivery_status in ('assigned', 'picked')
          and (o.estimated_delivery, a.estimated_delivery, a.sequence, a.planned_km)
              is distinct from (plan.at, plan.at, plan.sequence, settled.km)
        order by o.document_id for update of o skip locked
     ), followed as (
       update delivery_assignments a
          set estimated_delivery = changed.at, sequence = changed.sequence, planned_km = changed.km
         from changed where a.id = changed.assignment and a.status in ('assigned', 'picked'))
     update orders o set estimated_delivery = changed.at from changed where o.id = changed.id`,
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
