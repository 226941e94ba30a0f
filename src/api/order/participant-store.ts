import type { Knex } from 'knex';
import type { AccountKind } from '../../identity/caller';
import { queryPrepared } from '../../postgres/prepared';
import { bringing } from '../delivery-assignment/assignment-store';

/** A customer or driver who says that they take part in an order; `place` tells several apart. */
export type Participation = {
  place: number;
  kind: AccountKind;
  documentId: string;
  companyCode: string;
  orderId: string;
};

/** The places of those whose order it is not, and who do not bring it (any more). */
export const findStrangers = async (db: Knex, asked: Participation[]): Promise<number[]> => {
  const rows = await queryPrepared<{ place: number }>(
    db,
    `select asked.place
       from unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
              asked(place, kind, person, company, order_id)
      where not case asked.kind
        when 'customer' then exists (
          select 1 from orders o
           where o.document_id = asked.order_id and o.company_code = asked.company
             and o.customer_id = asked.person and o.hidden_at is null)
        else exists (
          select 1 from delivery_assignments
           where order_id = asked.order_id and company_code = asked.company and delivery_personnel = asked.person
             and ${bringing})
      end`,
    [
      asked.map(({ place }) => place),
      asked.map(({ kind }) => kind),
      asked.map(({ documentId }) => documentId),
      asked.map(({ companyCode }) => companyCode),
      asked.map(({ orderId }) => orderId),
    ],
  );
  return rows.map(({ place }) => place);
};
