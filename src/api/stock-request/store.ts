import type { Knex } from 'knex';
import type { Bilingual } from '../../domain/invoice/invoice';
import { queryPrepared } from '../../postgres/prepared';
import { availableAt } from '../../storefront/measure.sql';

/** A customer who waits for a product. */
export type StockRequest = { company: string; customerId: string; productId: string };

/** What there is of a product of a company, in thousandths; both are SQL expressions. */
const stockOf = (product: string, company: string): string => `
  (select coalesce(sum(${availableAt('l')}), 0) from stock_levels l
    where l.product_id = ${product} and l.company_code = ${company})`;

/**
 * Locks the requests that a condition names before they are changed, in the one order of all who change several: nobody
 * waits for one another in a circle.
 */
const locked = (condition: string): string => `
  locked as materialized (
    select r.product_id, r.customer_id from stock_requests r where ${condition}
     order by r.product_id, r.customer_id for update)`;

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

/**
 * Keeps a product that is on sale from being deleted until the transaction ends.
 * @returns whether the company has such a product
 */
export const holdProductOnSale = async (
  trx: Knex,
  companyCode: string,
  productId: string,
): Promise<boolean> => {
  const rows = await queryPrepared(
    trx,
    `select 1 from products
      where document_id = ? and company_code = ? and locale = 'en' and status is distinct from 'inactive'
        for key share`,
    [productId, companyCode],
  );
  return rows.length > 0;
};

/**
 * Notes that a customer waits; who is being erased meanwhile is either seen here, or erased with this.
 * @returns false for somebody who was erased
 */
export const insertRequest = async (
  trx: Knex,
  { company, customerId, productId }: StockRequest,
): Promise<boolean> => {
  const rows = await queryPrepared(
    trx,
    `with asking as (
       select document_id from up_users where document_id = ? and erased_at is null for share)
     insert into stock_requests as r (product_id, customer_id, company_code, was_out)
     select wish.product_id, asking.document_id, wish.company_code,
            ${stockOf('wish.product_id', 'wish.company_code')} = 0
       from asking cross join (select ?::text as product_id, ?::text as company_code) wish
     on conflict (product_id, customer_id) do update set was_out = r.was_out or excluded.was_out
     returning 1`,
    [customerId, productId, company],
  );
  return rows.length > 0;
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
       select distinct product_id, company_code from stock_requests
        where product_id = any(?::text[]) and company_code = ?),
     out as (select product_id from awaited where ${stockOf('awaited.product_id', 'awaited.company_code')} = 0),
     ${locked('not r.was_out and r.product_id in (select product_id from out)')},
     noted as (
       update stock_requests r set was_out = true from locked
        where r.product_id = locked.product_id and r.customer_id = locked.customer_id)
     select product_id as "productId" from awaited where product_id not in (select product_id from out)
      order by product_id`,
    [productIds, companyCode],
  );
  return rows.map(({ productId }) => productId);
};

/** A product that is there again. */
export type Returned = { slug: string; title: Bilingual };

/**
 * Reads a product that is on sale and there, and keeps it from being deleted until the transaction ends.
 * @returns null for one that is not
 */
export const holdReturned = async (
  trx: Knex,
  companyCode: string,
  productId: string,
): Promise<Returned | null> => {
  const [returned] = await queryPrepared<Returned>(
    trx,
    `select p.slug, json_build_object('en', coalesce(p.title, ar.title, ''),
                                      'ar', coalesce(ar.title, p.title, '')) as title
       from products p left join products ar on ar.document_id = p.document_id and ar.locale = 'ar'
      where p.document_id = ? and p.company_code = ? and p.locale = 'en'
        and p.status is distinct from 'inactive' and ${stockOf('p.document_id', 'p.company_code')} > 0
        for key share of p`,
    [productId, companyCode],
  );
  return returned ?? null;
};

/**
 * Some of those who waited for a product while there was nothing of it. None of their accounts is erased before the
 * transaction ends; so whoever erases one, who takes the account first and then its requests, is waited for here, and
 * not in a circle.
 */
export const holdAwaiting = async (
  trx: Knex,
  companyCode: string,
  productId: string,
  most: number,
): Promise<string[]> => {
  const rows = await queryPrepared<{ customerId: string }>(
    trx,
    `select customer_id as "customerId" from stock_requests
      where product_id = ? and company_code = ? and was_out order by customer_id limit ?`,
    [productId, companyCode, most],
  );
  const customerIds = rows.map(({ customerId }) => customerId);
  await queryPrepared(
    trx,
    'select 1 from up_users where document_id = any(?::text[]) order by document_id for key share',
    [customerIds],
  );
  return customerIds;
};

/**
 * Takes out requests of a product: whoever is taken here is to be told.
 * @returns when each of them asked
 */
export const takeAwaiting = (
  trx: Knex,
  companyCode: string,
  productId: string,
  customerIds: string[],
): Promise<{ customerId: string; askedAt: Date }[]> =>
  queryPrepared(
    trx,
    `with ${locked('r.product_id = ? and r.company_code = ? and r.customer_id = any(?::text[]) and r.was_out')}
     delete from stock_requests r using locked
      where r.product_id = locked.product_id and r.customer_id = locked.customer_id
     returning r.customer_id as "customerId", r.created_at as "askedAt"`,
    [productId, companyCode, customerIds],
  );

const deleteLocked = `
  delete from stock_requests r using locked
   where r.product_id = locked.product_id and r.customer_id = locked.customer_id`;

/** Forgets what an erased customer waited for. */
export const forgetRequestsOf = async (trx: Knex, customerId: string): Promise<void> => {
  await queryPrepared(trx, `with ${locked('r.customer_id = ?')} ${deleteLocked}`, [customerId]);
};

/** Forgets who waited for a deleted product. */
export const forgetRequestsFor = async (trx: Knex, companyCode: string, productId: string): Promise<void> => {
  await queryPrepared(trx, `with ${locked('r.product_id = ? and r.company_code = ?')} ${deleteLocked}`, [
    productId,
    companyCode,
  ]);
};
