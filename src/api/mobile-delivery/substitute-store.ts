import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';

/** Goods that a driver would put in the place of what is missing; `quantity` in sale units. */
export type Substitute = {
  productId: string;
  selectedUnitId: string;
  quantity: number;
  title: { en: string | null; ar: string | null };
};

/** A product that is for sale, with the unit that is named, else its default one. */
export const findSubstitute = async (
  trx: Knex,
  companyCode: string,
  { productId, unitId }: { productId: string; unitId: string | null },
): Promise<Omit<Substitute, 'quantity'> | null> => {
  const [found] = await queryPrepared<Omit<Substitute, 'quantity'>>(
    trx,
    `select p.document_id as "productId", x.document_id as "selectedUnitId",
            json_build_object('en', p.title, 'ar', ar.title) as title
       from products p
       left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
       join product_units_product_id_lnk k on k.product_id = p.id
       join product_units x on x.id = k.product_unit_id and x.is_active is not false
        and (case when ?::text is null then x.is_default else x.document_id = ?::text end)
      where p.document_id = ? and p.locale = 'en' and p.company_code = ? and p.status = 'active' limit 1`,
    [unitId, unitId, productId, companyCode],
  );
  return found ?? null;
};

/** Notes what would stand in for lines, by their ids; null takes it away. */
export const writeSubstitutes = async (
  trx: Knex,
  orderId: string,
  substitutes: Map<string, Substitute | null>,
): Promise<void> => {
  await queryPrepared(
    trx,
    `update order_lines l set substitute = case when s.substitute = 'null'::jsonb then null else s.substitute end
       from unnest(?::text[], ?::jsonb[]) s(id, substitute)
      where l.order_id = ? and l.line || case when l.component > 0 then '.' || l.component else '' end = s.id`,
    [
      [...substitutes.keys()],
      [...substitutes.values()].map((substitute) => JSON.stringify(substitute)),
      orderId,
    ],
  );
};
