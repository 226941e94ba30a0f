import type { Filter, FilterType, FilterValue, Operator, Sort } from './list-query';

/** A piece of SQL with `?` for each of its bindings, in knex's form. */
export type Fragment = { sql: string; bindings: unknown[] };

/**
 * Where a filter or a sort finds its value. `required` columns are never null, so an index serves both directions.
 * The `sql` of a `language` column selects `document_id, locale` of what is missing.
 */
export type Column = {
  sql: string;
  type: FilterType;
  required?: true;
  /** a query that yields the `document_id`s of what stands on a list, whose name is compared with its `list` */
  lists?: string;
};

export const fragment = (sql: string, ...bindings: unknown[]): Fragment => ({ sql, bindings });

/** Joins conditions by `and`; no condition is `true`. */
export const allOf = (conditions: Fragment[]): Fragment =>
  conditions.length === 0
    ? fragment('true')
    : {
        sql: conditions.map((condition) => `(${condition.sql})`).join(' and '),
        bindings: conditions.flatMap((condition) => condition.bindings),
      };

const comparisons: Partial<Record<Operator, string>> = {
  $eq: '=',
  $ne: 'is distinct from',
  $lt: '<',
  $lte: '<=',
  $gt: '>',
  $gte: '>=',
};

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const listOf = (value: FilterValue | FilterValue[]): FilterValue[] =>
  Array.isArray(value) ? value : [value];

const conditionOf = (column: Column, { operator, value }: Filter): Fragment => {
  if (operator === '$null') return fragment(`${column.sql} is ${value === true ? '' : 'not '}null`);
  if (column.type === 'language') {
    return fragment(
      `document_id in (select document_id from (${column.sql}) missing where locale = ?)`,
      value,
    );
  }
  if (column.lists) {
    return fragment(`document_id in (${column.lists} list = any(?::text[]))`, listOf(value));
  }
  if (column.type === 'ids' || column.type === 'words') {
    return fragment(`${column.sql} && ?::text[]`, listOf(value));
  }
  if (operator === '$in') return fragment(`${column.sql} = any(?)`, listOf(value));
  if (operator === '$contains') {
    return fragment(`${column.sql} ilike ?`, `%${escapeLike(String(value))}%`);
  }
  return fragment(`${column.sql} ${comparisons[operator] ?? '='} ?`, value);
};

/** Turns checked filters into one condition over the columns of a list. */
export const whereOf = (filters: Filter[], columns: Record<string, Column>): Fragment =>
  allOf(
    filters.flatMap((filter) => {
      const column = columns[filter.name];
      return column ? [conditionOf(column, filter)] : [];
    }),
  );

/** The `order by` list; the document id comes last, so that pages never overlap. */
export const orderOf = (sort: Sort[], columns: Record<string, Column>, fallback: string): string => {
  const terms = sort.flatMap(({ name, direction }) => {
    const column = columns[name];
    if (!column) return [];
    return [`${column.sql} ${direction}${column.required ? '' : ' nulls last'}`];
  });
  return [...(terms.length > 0 ? terms : [fallback]), 'document_id'].join(', ');
};
