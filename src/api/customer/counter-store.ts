import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';
import type { Minor } from '../../domain/money';
import { queryPrepared } from '../../postgres/prepared';

/** By how much an order moves what is counted of its customer. */
export type CounterMove = {
  orders?: number;
  spent?: Minor;
  points?: {
    kind: 'redeemed' | 'restored' | 'earned' | 'reversed';
    /** negative where they are taken */
    count: number;
  };
};

/**
 * Moves orders, money spent and points of a customer on account of an order, with an entry for the points. Points that
 * are taken back (`reversed`) and were spent meanwhile are let go.
 * @throws DomainError `insufficient_points` where more would be redeemed than there are
 */
export const moveCounters = async (
  trx: Knex,
  order: { companyCode: string; customerId: string | null; documentId: string },
  { orders = 0, spent = 0, points }: CounterMove,
): Promise<void> => {
  if (order.customerId === null) return;
  const count = points?.count ?? 0;
  if (orders === 0 && spent === 0 && count === 0) return;
  const [moved] = await queryPrepared<{ moved: number }>(
    trx,
    `with wanted as (
       select ?::text as customer_id, ?::text as company_code, ?::text as order_id, ?::int as orders, ?::bigint as spent,
              ?::text as kind, ?::bigint as points),
     held as (
       select c.customer_id, c.loyalty_points from customer_counters c join wanted using (customer_id) for update of c),
     moved as (
       update customer_counters c
          set total_orders = greatest(c.total_orders + wanted.orders, 0),
              total_spent = greatest(c.total_spent + wanted.spent, 0),
              loyalty_points = case wanted.kind when 'reversed' then greatest(c.loyalty_points + wanted.points, 0)
                               else c.loyalty_points + wanted.points end
         from wanted, held
        where c.customer_id = held.customer_id
          and (wanted.kind is distinct from 'redeemed' or c.loyalty_points + wanted.points >= 0)
       returning c.loyalty_points - held.loyalty_points as points),
     written as (
       insert into points_movements (company_code, customer_id, order_id, kind, points)
       select wanted.company_code, wanted.customer_id, wanted.order_id, wanted.kind, moved.points
         from moved, wanted where moved.points <> 0)
     select count(*)::int as moved from moved`,
    [order.customerId, order.companyCode, order.documentId, orders, spent, points?.kind ?? null, count],
  );
  if (moved?.moved === 0 && points?.kind === 'redeemed') {
    throw new DomainError('insufficient_points', 'there are not so many points', { asked: -count });
  }
};

/** How many points of a customer an order still takes: what it took, less what came back. */
export const pointsSpentOn = async (
  trx: Knex,
  { documentId, customerId }: { documentId: string; customerId: string | null },
): Promise<number> => {
  const [row] = await queryPrepared<{ points: number }>(
    trx,
    `select coalesce(-sum(points), 0)::float8 as points from points_movements
      where customer_id = ? and order_id = ? and kind in ('redeemed', 'restored')`,
    [customerId, documentId],
  );
  return row?.points ?? 0;
};

/** Lets no further order be counted for a customer; waits for one that is being placed. */
export const closeCounters = async (trx: Knex, customerId: string): Promise<void> => {
  await trx.raw(
    'update customer_counters set closed_at = now() where customer_id = ? and closed_at is null',
    [customerId],
  );
};
