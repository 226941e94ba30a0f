import { invalidField } from '../domain/errors';
import type { Filter, FilterValue, ListQuery } from '../storefront/list-query';
import { parseFor, type ReadScope } from '../storefront/read';
import type { Source } from '../storefront/source';

type Scalar = string | number | boolean | Date;

type Conditions = Record<string, Scalar | Scalar[] | null | undefined>;

/** The arguments of every list; what is null counts as absent. */
export type ListArguments = {
  filters?: Record<string, Conditions | null> | null;
  pagination?: { page?: number | null; pageSize?: number | null } | null;
  sort?: (string | null)[] | null;
  locale?: 'en' | 'ar' | null;
};

const MOST_VALUES = 100;

const asText = (value: Scalar): string => (value instanceof Date ? value.toISOString() : String(value));

const isPresent = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined;

const present = (values: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (isPresent(value) ? [[name, String(value)]] : [])),
  );

/**
 * Turns typed arguments into the checked query of a list, by the rules of REST.
 * @throws DomainError as `parseListQuery`
 */
export const parseListArguments = (source: Source, scope: ReadScope, args: ListArguments): ListQuery => {
  const parseOne = (name: string, operator: string, value: Scalar): Filter[] =>
    parseFor(source, scope, { filters: { [name]: { [operator]: asText(value) } } }).filters;

  // Values are checked one by one: in a query string a comma would part them.
  const parseMany = (name: string, values: Scalar[]): Filter[] => {
    if (values.length > MOST_VALUES)
      throw invalidField(`filters.${name}`, `must be at most ${MOST_VALUES} values`);
    const checked = values
      .flatMap((value) => parseOne(name, '$eq', value))
      .map(({ value }) => value as FilterValue);
    return parseOne(name, '$in', '').map((filter) => ({ ...filter, value: checked }));
  };

  const filters = Object.entries(args.filters ?? {}).flatMap(([name, conditions]) =>
    Object.entries(conditions ?? {}).flatMap(([operator, value]) => {
      if (!isPresent(value)) return [];
      return Array.isArray(value) ? parseMany(name, value) : parseOne(name, `$${operator}`, value);
    }),
  );
  const sort = (args.sort ?? []).filter(isPresent);
  return {
    ...parseFor(source, scope, {
      ...(args.locale ? { locale: args.locale } : {}),
      ...(args.pagination ? { pagination: present(args.pagination) } : {}),
      ...(sort.length > 0 ? { sort } : {}),
    }),
    filters,
  };
};
