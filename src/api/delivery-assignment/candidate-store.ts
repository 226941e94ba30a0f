import type { Knex } from 'knex';
import type { EtaRules } from '../../domain/delivery/eta';
import type { Point } from '../../domain/delivery/point';
import { type Candidate, USUAL_CAPACITY } from '../../domain/delivery/score';
import { averageRating } from '../order-rating/store';
import { queryPrepared } from '../../postgres/prepared';
import type { WaitingRules } from './waiting-store';

/** How a company gives orders to drivers. */
export type AssignmentRules = WaitingRules &
  EtaRules & {
    autoAssign: boolean;
    store: Point | null;
    radiusKm: number;
    answerSeconds: number;
  };

/** @throws Error for a company without settings */
export const readAssignmentRules = async (db: Knex, companyCode: string): Promise<AssignmentRules> => {
  const [row] = await queryPrepared<
    Omit<AssignmentRules, 'store'> & { latitude: number | null; longitude: number | null }
  >(
    db,
    `select coalesce(delivery_auto_assign, true) as "autoAssign",
            coalesce(delivery_assign_radius_km, 10)::float8 as "radiusKm",
            coalesce(delivery_answer_seconds, 120) as "answerSeconds",
            coalesce(delivery_batch_seconds, 0) as "batchSeconds",
            delivery_assign_ahead_minutes as "assignAheadMinutes",
            coalesce(delivery_preparation_minutes, 15) as "preparationMinutes",
            coalesce(delivery_road_factor, 1.3)::float8 as "roadFactor",
            coalesce(delivery_speed_kmh, 30)::float8 as "speedKmh",
            coalesce(delivery_handover_minutes, 5) as "handoverMinutes",
            store_latitude::float8 as latitude, store_longitude::float8 as longitude
       from settings where company_code = ?`,
    [companyCode],
  );
  if (!row) throw new Error(`company ${companyCode} has no settings`);
  const { latitude, longitude, ...rules } = row;
  return { ...rules, store: latitude === null || longitude === null ? null : { latitude, longitude } };
};

type CandidateRow = Omit<Candidate, 'position'> & {
  latitude: number | null;
  longitude: number | null;
  positionAt: Date | null;
};

/** All drivers of a company who are on duty. */
export const readCandidates = async (db: Knex, companyCode: string): Promise<Candidate[]> => {
  const rows = await queryPrepared<CandidateRow>(
    db,
    `with zone as (
       select date_trunc('day', now() at time zone timezone) at time zone timezone at time zone 'utc' as today
         from settings where company_code = ?::text
     ), load as (
       select delivery_personnel as driver, count(*)::int as orders from delivery_assignments
        where company_code = ?::text and status in ('assigned', 'picked') group by 1
     ), done as (
       select delivery_personnel as driver, count(*)::int as orders from delivery_assignments, zone
        where company_code = ?::text and delivered_at >= zone.today group by 1
     )
     select s.driver_id as "driverId", not coalesce(u.blocked, false) as "isActive", s.on_duty as "isOnDuty", s.latitude, s.longitude,
            s.position_at as "positionAt", coalesce(load.orders, 0) as load,
            coalesce(u.capacity, ${USUAL_CAPACITY}) as capacity,
            ${averageRating('s')}::float8 as rating, s.idle_since as "idleSince",
            coalesce(done.orders, 0) as "deliveriesToday"
       from driver_states s
       join up_users u on u.document_id = s.driver_id and u.kind = 'delivery' and u.erased_at is null
       left join load on load.driver = s.driver_id
       left join done on done.driver = s.driver_id
      where s.company_code = ?::text and s.on_duty`,
    [companyCode, companyCode, companyCode, companyCode],
  );
  return rows.map(({ latitude, longitude, positionAt, ...candidate }) => ({
    ...candidate,
    position:
      latitude === null || longitude === null || positionAt === null
        ? null
        : { latitude, longitude, at: positionAt },
  }));
};

/** How many orders a driver has, and how many more they can take. */
export type Room = { load: number; room: number };

/** Holds a driver until the transaction ends. @returns no room for whoever went off duty meanwhile */
export const lockRoom = async (trx: Knex, companyCode: string, driverId: string): Promise<Room> => {
  await queryPrepared(
    trx,
    'select 1 from driver_states where driver_id = ? and company_code = ? for no key update',
    [driverId, companyCode],
  );
  const [room] = await queryPrepared<Room>(
    trx,
    `select held.load, greatest(coalesce(u.capacity, ${USUAL_CAPACITY}) - held.load, 0) as room
       from driver_states s
       join up_users u on u.document_id = s.driver_id and u.erased_at is null and not coalesce(u.blocked, false),
            lateral (select count(*)::int as load from delivery_assignments a
                      where a.company_code = s.company_code and a.delivery_personnel = s.driver_id
                        and a.status in ('assigned', 'picked')) held
      where s.driver_id = ? and s.company_code = ? and s.on_duty`,
    [driverId, companyCode],
  );
  return room ?? { load: 0, room: 0 };
};

/** Two who give the orders of one company away do so one after the other. */
export const lockAssigning = async (trx: Knex, companyCode: string): Promise<void> => {
  await queryPrepared(trx, `select pg_advisory_xact_lock(hashtext('order_assignment'), hashtext(?::text))`, [
    companyCode,
  ]);
};
