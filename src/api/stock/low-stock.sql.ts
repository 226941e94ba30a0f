/**
 * What is too little of a product `p` at a location in thousandths, with the location's own threshold `t` and the
 * settings `s` of the company: the location's, else the product's, else the company's. Null where nobody is to be told,
 * and of what is not for sale.
 */
export const thresholdThere = `
  case when p.id is not null and p.status is distinct from 'inactive'
       then coalesce(t.threshold, (p.low_stock_threshold * 1000)::bigint, (s.stock_low_threshold * 1000)::bigint) end`;
