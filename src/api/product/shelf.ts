import type { Filter, ListQuery, Sort } from '../../storefront/list-query';
import { TAG_LIST } from '../../storefront/shelves.sql';
import { allOf, fragment } from '../../storefront/sql-fragment';
import type { Audience, Shortcut } from '../../storefront/source';

/** The list that a filter asks for, null when it asks for something else. */
const listOf = ({ name, operator, value }: Filter): string | null => {
  if (operator !== '$eq') return null;
  if (name === 'category') return String(value);
  if (name === 'tag') return `${TAG_LIST}${String(value)}`;
  return (name === 'featured' || name === 'trending') && value === true ? name : null;
};

const isStockFilter = ({ name, operator }: Filter): boolean => name === 'inStock' && operator === '$eq';

/** The orders in which lists are kept; all but the usual one only for the whole company. */
const orders: Record<string, { by: string; ofWholeOnly: boolean }> = {
  '': { by: 'h.created_at desc', ofWholeOnly: false },
  'createdAt desc': { by: 'h.created_at desc', ofWholeOnly: false },
  'price asc': { by: 'h.price', ofWholeOnly: true },
  'price desc': { by: 'h.price desc nulls last', ofWholeOnly: true },
  'sales desc': { by: 'h.sales desc', ofWholeOnly: true },
};

const orderOfList = (list: string, sort: Sort[]): string | null => {
  const order = orders[sort.map(({ name, direction }) => `${name} ${direction}`).join()];
  return !order || (order.ofWholeOnly && list !== '') ? null : order.by;
};

/**
 * The way to a list of products in the order it is kept in, and its length in any: the whole company's, a
 * category's, a tag's, the featured ones, each also for what is in stock. Staff, who see every status at once,
 * go the long way.
 */
export const shelfOf = (audience: Audience, { filters, sort }: ListQuery): Shortcut | null => {
  if (audience === 'staff') return null;
  const stock = filters.filter(isStockFilter);
  const others = filters.filter((filter) => !isStockFilter(filter));
  const list = others.length === 0 ? '' : others.length === 1 && others[0] ? listOf(others[0]) : null;
  if (list === null || stock.length > 1) return null;
  // Said as it is, so that the indexes of the whole company's list are considered.
  const named = list === '' ? fragment(`h.list = ''`) : fragment('h.list = ?', list);
  const stocked = stock[0] ? fragment('h.in_stock = ?', stock[0].value) : fragment('true');
  const on = allOf([named, fragment(`h.status = 'active'`), stocked]);
  const from = (table: string): string =>
    `from ${table} h join request on h.company_code = request.company_code where ${on.sql}`;
  const order = orderOfList(list, sort);
  return {
    ...(order !== null && {
      ids: fragment(
        `select h.document_id ${from('storefront_shelves')} order by ${order}, h.document_id`,
        ...on.bindings,
      ),
    }),
    total: fragment(`select coalesce(sum(h.products), 0)::int ${from('storefront_totals')}`, ...on.bindings),
  };
};
