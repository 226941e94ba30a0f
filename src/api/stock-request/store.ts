import type { Knex } from 'knex';
import type { Bilingual } from '../../domain/invoice/invoice';
import { queryPrepared } from '../../postgres/prepared';
import { availableAt } from '../../storefront/measure.sql';

/** A customer who waits for a product. */
export type StockRequest = { company: string; customerId: string; productId: string };

/** What there is of a product, in thousandths. @param product an SQL expression */
const stockOf = (product: string): string =>
  `(select coalesce(sum(${availableAt('l')}), 0) from stock_levels l where l.product_id = ${product})`;

/** Whether a product is on sale; null where the company has none. */
export const findProductStatus = async (
  db: Knex,
  companyCode: string,
  productId: string,
): Promise<'active' | 'inactive' | null> => {
  const [product] = await queryPrepared<{ status: 'active' | 'inactive' }>(
    db,
    `select coalesce(status, 'active') as status from products
      where document_id = ? and company_code = ? and locale = 'en'`,
    [productId, companyCode],
  );
  return product?.status ?? null;
};

/** Notes that a customer waits; who is being erased meanwhile is either seen here, or erased with this. */
export const insertRequest = async (
  trx: Knex,
  { company, customerId, productId }: StockRequest,
): Promise<void> => {
  await queryPrepared(
    trx,
    `with asking as (
       select document_id from up_users where document_id = ? and erased_at is null for share)
     insert into stock_requests as r (product_id, customer_id, company_code, was_out)
     select ?, document_id, ?, ${stockOf('?')} = 0 from asking
     on conflict (product_id, customer_id) do update set was_out = r.was_out or excluded.was_out`,
    [customerId, productId, company, productId],
  );
};

export const deleteRequest = async (
  trx: Knex,
  { company, customerId, productId }: StockRequest,
): Promise<void> => {
  await queryPrepared(
    trx,
    'delete from stock_requests where product_id = ? and customer_id = ? and company_code = ?',
    [productId, customerId, company],
  );
};

/** Those of some products that somebody waits for; of what there is nothing now, they wait for it to come back. */
export const findAwaited = async (
  trx: Knex,
  companyCode: string,
  productIds: string[],
): Promise<string[]> => {
  const rows = await queryPrepared<{ productId: string }>(
    trx,
    `with awaited as (
       select distinct product_id from stock_requests where product_id = any(?::text[]) and company_code = ?),
     out as (select product_id from awaited where ${stockOf('awaited.product_id')} = 0),
     noted as (
       update stock_requests r set was_out = true from out where r.product_id = out.product_id and not r.was_out)
     select product_id as "productId" from awaited where product_id not in (select product_id from out)`,
    [productIds, companyCode],
  );
  return rows.map(({ productId }) => productId);
};

/** Somebody who waited for a product that is there again. */
export type Awaiting = {
  customerId: string;
  productId: string;
  slug: string;
  title: Bilingual;
  askedAt: Date;
};

/** Takes out who has waited for products that are on sale and there again: whoever is taken here is to be told. */
export const takeAwaiting = (
  trx: Knex,
  companyCode: string,
  productIds: string[],
  most: number,
): Promise<Awaiting[]> =>
  queryPrepared(
    trx,
    `with back as (
       select p.document_id as product_id, p.slug, coalesce(p.title, ar.title, '') as en,
              coalesce(ar.title, p.title, '') as ar
         from products p left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
        where p.document_id = any(?::text[]) and p.company_code = ? and p.locale = 'en'
          and p.status is distinct from 'inactive' and ${stockOf('p.document_id')} > 0),
     taken as (
       select r.product_id, r.customer_id from stock_requests r join back on back.product_id = r.product_id
        where r.was_out order by r.product_id, r.customer_id limit ? for update of r skip locked)
     delete from stock_requests r using taken, back
      where r.product_id = taken.product_id and r.customer_id = taken.customer_id and back.product_id = r.product_id
     returning r.customer_id as "customerId", r.product_id as "productId", back.slug,
               json_build_object('en', back.en, 'ar', back.ar) as title, r.created_at as "askedAt"`,
    [productIds, companyCode, most],
  );

/** Forgets what an erased customer waited for. */
export const forgetRequestsOf = async (trx: Knex, customerId: string): Promise<void> => {
  await trx.raw('delete from stock_requests where customer_id = ?', [customerId]);
};

/** Forgets who waited for a deleted product. */
export const forgetRequestsFor = async (trx: Knex, companyCode: string, productId: string): Promise<void> => {
  await trx.raw('delete from stock_requests where product_id = ? and company_code = ?', [
    productId,
    companyCode,
  ]);
};
