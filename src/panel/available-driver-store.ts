import type { Knex } from 'knex';
import { USUAL_CAPACITY } from '../domain/delivery/score';
import { kilometresBetween } from '../domain/delivery/distance';
import { toHundredths } from '../domain/rounding';
import { queryPrepared } from '../postgres/prepared';
import type { Place } from './delivery-area';
import { findStorePlace } from './delivery-area-store';
import type { AvailableDriver } from './order-delivery';

type DriverRow = Omit<AvailableDriver, 'distanceKm' | 'position'> & {
  latitude: number | null;
  longitude: number | null;
  positionAt: string | null;
};

const fromRow = (
  { latitude, longitude, positionAt, ...driver }: DriverRow,
  store: Place | null,
): AvailableDriver => {
  if (latitude === null || longitude === null || positionAt === null) {
    return { ...driver, position: null, distanceKm: null };
  }
  const position = { latitude, longitude, at: positionAt };
  return { ...driver, position, distanceKm: store && toHundredths(kilometresBetween(position, store)) };
};

/** Whoever may deliver for a company: those on duty first, then by name. */
export const listAvailableDrivers = async (db: Knex, companyCode: string): Promise<AvailableDriver[]> => {
  const store = await findStorePlace(db, companyCode);
  const rows = await queryPrepared<DriverRow>(
    db,
    `select u.document_id as "documentId", coalesce(u.name, u.email) as name, coalesce(s.on_duty, false) as "onDuty",
            coalesce(u.capacity, ${USUAL_CAPACITY}) as capacity, s.latitude, s.longitude,
            iso_instant(s.position_at at time zone 'utc') as "positionAt",
            (select count(*)::int from delivery_assignments a
              where a.company_code = u.company_code and a.delivery_personnel = u.document_id
                and a.status in ('assigned', 'picked')) as load
       from up_users u left join driver_states s on s.driver_id = u.document_id
      where u.kind = 'delivery' and u.company_code = ? and u.erased_at is null and not coalesce(u.blocked, false)
      order by 3 desc, 2, 1`,
    [companyCode],
  );
  return rows.map((row) => fromRow(row, store));
};
