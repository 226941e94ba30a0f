import type { Filter, ListQuery } from '../../storefront/list-query';
import { TAG_LIST } from '../../storefront/shelves.sql';
import { fragment } from '../../storefront/sql-fragment';
import type { Audience, Shortcut } from '../../storefront/source';

/** The list that a filter asks for, null when it asks for something else. */
const listOf = ({ name, operator, value }: Filter): string | null => {
  if (operator !== '$eq') return null;
  if (name === 'category') return String(value);
  if (name === 'tag') return `${TAG_LIST}${String(value)}`;
  return (name === 'featured' || name === 'trending') && value === true ? name : null;
};

const isStockFilter = ({ name, operator }: Filter): boolean => name === 'inStock' && operator === '$eq';

/**
 * The way to a list of products in its usual order, and its length in any: the whole company's, a category's, a tag's, the featured
 * ones, each also for what is in stock. Staff, who see every status at once, go the long way.
 */
export const shelfOf = (audience: Audience, { filters, sort }: ListQuery): Shortcut | null => {
  if (audience === 'staff') return null;
  const stock = filters.filter(isStockFilter);
  const others = filters.filter((filter) => !isStockFilter(filter));
  const list = others.length === 0 ? '' : others.length === 1 && others[0] ? listOf(others[0]) : null;
  if (list === null || stock.length > 1) return null;
  const inStock = stock[0] ? [stock[0].value] : [];
  const from = (table: string): string =>
    `from ${table} h join request on h.company_code = request.company_code
      where h.list = ? and h.status = 'active' ${inStock.length > 0 ? 'and h.in_stock = ?' : ''}`;
  const page = `select h.document_id ${from('storefront_shelves')} order by h.created_at desc, h.document_id`;
  const total = `select coalesce(sum(h.products), 0)::int ${from('storefront_totals')}`;
  return {
    ...(sort.length === 0 && { ids: fragment(page, list, ...inStock) }),
    total: fragment(total, list, ...inStock),
  };
};
