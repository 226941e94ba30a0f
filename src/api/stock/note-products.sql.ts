import { MOST_PRODUCTS } from './changed';

/**
 * Writes on the outbox which products are meant: a row for each company and topic, or several for very many.
 * @param products a query of `company_code`, `product_id`, each product once
 */
export const noteProducts = (topics: string[], products: string): string => `
  insert into outbox (topic, key, company_code, payload)
  select topic, company_code, company_code, jsonb_build_object('products', products)
    from (select company_code, jsonb_agg(product_id order by product_id) as products
            from (select company_code, product_id,
                         (row_number() over (partition by company_code order by product_id) - 1) / ${MOST_PRODUCTS} as part
                    from (${products}) meant) numbered
           group by company_code, part) parts
   cross join unnest(array[${topics.map((topic) => `'${topic}'`).join(', ')}]) topic;`;
