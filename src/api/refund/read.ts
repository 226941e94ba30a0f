import type { Knex } from 'knex';
import { notFound } from '../../domain/errors';
import { queryPrepared } from '../../postgres/prepared';
import { major, minorUnit } from '../order/lines.sql';
import { refundJson } from './refund.sql';

/** The parts of the same request that other payments had to pay. */
const further = `
  (select coalesce(json_agg(${refundJson('staff')} order by r.created_at, r.id), '[]')
     from refunds r where r.part_of = first.id)`;

/**
 * A refund as staff see it, as JSON text, with what is refunded of its order by now.
 * @throws DomainError `not_found`
 */
export const readRefund = async (db: Knex, companyCode: string, id: string): Promise<string> => {
  const [read] = await queryPrepared<{ body: string }>(
    db,
    `select (to_jsonb(${refundJson('staff')}) || jsonb_build_object(
              'order', o.document_id, 'refunded_total', ${major('coalesce(o.refunded_total, 0)')},
              'further', ${further}))::text as body
       from refunds r
       join orders o on o.document_id = r.order_id
       cross join ${minorUnit}
       cross join lateral (select r.id) first
      where r.id = ? and r.company_code = ?`,
    [id, companyCode],
  );
  if (!read) throw notFound('refund');
  return read.body;
};
