import type { Knex } from 'knex';
import { FRESH_MS } from '../../domain/delivery/score';
import { queryPrepared } from '../../postgres/prepared';
import { utc } from '../../postgres/utc';

/** Where an order is while a driver has it. */
export type OrderLocation = {
  orderId: string;
  company: string;
  latitude: number;
  longitude: number;
  at: Date;
  /** when it is expected at the door */
  eta: Date | null;
  /** whether whoever waits for it may see where it is: it is on its way, by a position of that way that is not old */
  isOut: boolean;
};

/** Where the orders of drivers are now. */
export const readOrderLocations = (db: Knex, driverIds: string[]): Promise<OrderLocation[]> =>
  queryPrepared(
    db,
    `select o.document_id as "orderId", o.company_code as company, s.latitude, s.longitude, s.position_at as at,
            ${utc('o.estimated_delivery')} as eta,
            coalesce(a.status = 'picked' and a.out_at is not null and a.failed_at is null
                     and s.position_at >= ${utc('a.picked_at')}
                     and s.position_at > now() - ?::int * interval '1 millisecond', false) as "isOut"
       from driver_states s
       join delivery_assignments a on a.delivery_personnel = s.driver_id and a.company_code = s.company_code
                                  and a.status in ('assigned', 'picked')
       join orders o on o.document_id = a.order_id
      where s.driver_id = any(?::text[]) and s.position_at is not null and o.hidden_at is null
      order by o.id`,
    [FRESH_MS, driverIds],
  );
