import { DomainError, invalidField } from '../domain/errors';
import { documentIdPattern } from './document-id';

/** Content languages of a read; `all` gives both as a map. */
export type ReadLocale = 'en' | 'ar' | 'all';

/** What kind of values a filter compares with. `ids` and `words` are columns that hold many, `language` asks in which one something is missing. */
export type FilterType = 'text' | 'number' | 'boolean' | 'instant' | 'id' | 'ids' | 'words' | 'language';

/** The operators of the contract. */
export type Operator = '$eq' | '$ne' | '$in' | '$lt' | '$lte' | '$gt' | '$gte' | '$contains' | '$null';

export type FilterValue = string | number | boolean | Date;

/** One parsed condition; `value` is a list for `$in` only. */
export type Filter = { name: string; operator: Operator; value: FilterValue | FilterValue[] };

export type Sort = { name: string; direction: 'asc' | 'desc' };

/** What a list allows; names are those of the wire. */
export type ListRules = {
  filters: Record<string, FilterType>;
  sorts: string[];
  fields: string[];
};

/** A checked list request. */
export type ListQuery = {
  locale: ReadLocale | null;
  page: number;
  pageSize: number;
  sort: Sort[];
  fields: string[] | null;
  filters: Filter[];
};

export const DEFAULT_PAGE_SIZE = 25;
export const MAX_PAGE_SIZE = 100;
const DEEPEST_ROW = 10_000;
const LONGEST_VALUE = 500;
const MOST_VALUES = 100;

const operatorsOf: Record<FilterType, Operator[]> = {
  text: ['$eq', '$ne', '$in', '$contains', '$null'],
  number: ['$eq', '$ne', '$in', '$lt', '$lte', '$gt', '$gte', '$null'],
  boolean: ['$eq', '$ne', '$null'],
  instant: ['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$null'],
  id: ['$eq', '$ne', '$in', '$null'],
  ids: ['$eq', '$in'],
  words: ['$eq', '$in', '$contains'],
  language: ['$eq'],
};

const unknownParameter = (name: string): DomainError =>
  new DomainError('unknown_parameter', `this parameter is not known: ${name.slice(0, 100)}`, {
    parameter: name.slice(0, 100),
  });

/**
 * Refuses query keys that are named like what every object has (`constructor`, `__proto__`): the query
 * parser drops them without a word, and a dropped filter would answer everything.
 * @param querystring as it came, still encoded
 * @throws DomainError `unknown_parameter`
 */
export const assertOrdinaryKeys = (querystring: string): void => {
  for (const key of new URLSearchParams(querystring).keys()) {
    if (key.split(/[[\]]+/).some((part) => Object.hasOwn(Object.prototype, part)))
      throw unknownParameter(key);
  }
};

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const single = (path: string, value: unknown): string => {
  if (typeof value !== 'string') throw invalidField(path, 'must be a single value');
  if (value.length > LONGEST_VALUE) throw invalidField(path, `must be at most ${LONGEST_VALUE} characters`);
  if (value.includes('\0')) throw invalidField(path, 'must not contain a null character');
  return value;
};

const parseWhole = (path: string, value: unknown, fallback: number): number => {
  if (value === undefined) return fallback;
  const text = single(path, value);
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1) throw invalidField(path, 'must be a whole number from 1');
  return Number(text);
};

const parsePagination = (query: Record<string, unknown>): { page: number; pageSize: number } => {
  const pagination = query['pagination'] ?? {};
  if (!isMap(pagination)) throw unknownParameter('pagination');
  for (const key of Object.keys(pagination)) {
    if (key !== 'page' && key !== 'pageSize') throw unknownParameter(`pagination[${key}]`);
  }
  const page = parseWhole('pagination.page', pagination['page'], 1);
  const pageSize = parseWhole('pagination.pageSize', pagination['pageSize'], DEFAULT_PAGE_SIZE);
  if (pageSize > MAX_PAGE_SIZE) throw invalidField('pagination.pageSize', `must be at most ${MAX_PAGE_SIZE}`);
  if (page * pageSize > DEEPEST_ROW) {
    throw new DomainError('page_too_deep', `pages go no deeper than ${DEEPEST_ROW} rows`, { page, pageSize });
  }
  return { page, pageSize };
};

const listOf = (path: string, value: unknown): string[] => {
  const values = isMap(value) ? Object.values(value) : Array.isArray(value) ? value : [value];
  if (values.length > MOST_VALUES) throw invalidField(path, `must be at most ${MOST_VALUES} values`);
  return values.flatMap((entry) => single(path, entry).split(',')).filter((entry) => entry !== '');
};

const parseSort = (value: unknown, allowed: string[]): Sort[] => {
  if (value === undefined) return [];
  return listOf('sort', value).map((entry) => {
    const [name = '', direction = 'asc', ...rest] = entry.split(':');
    if (!allowed.includes(name)) throw unknownParameter(`sort=${name}`);
    const lower = direction.toLowerCase();
    if (rest.length > 0 || (lower !== 'asc' && lower !== 'desc')) {
      throw invalidField('sort', 'the direction must be asc or desc');
    }
    return { name, direction: lower };
  });
};

/** Checks which fields are asked for; null means all. */
export const parseFields = (value: unknown, allowed: string[]): string[] | null => {
  if (value === undefined) return null;
  const fields = listOf('fields', value);
  for (const field of fields) if (!allowed.includes(field)) throw unknownParameter(`fields=${field}`);
  return fields;
};

const parseValue = (path: string, type: FilterType, value: unknown): FilterValue => {
  const text = single(path, value);
  switch (type) {
    case 'number':
      if (text.trim() === '' || !Number.isFinite(Number(text))) throw invalidField(path, 'must be a number');
      return Number(text);
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw invalidField(path, 'must be true or false');
      return text === 'true';
    case 'instant': {
      const instant = new Date(text);
      if (Number.isNaN(instant.getTime())) throw invalidField(path, 'must be a date');
      return instant;
    }
    case 'id':
    case 'ids':
      if (!documentIdPattern.test(text))
        throw new DomainError('invalid_id', `${path} is not an id`, { path });
      return text;
    case 'language':
      if (text !== 'en' && text !== 'ar') throw invalidField(path, 'must be en or ar');
      return text;
    case 'text':
    case 'words':
      return text;
  }
};

const parseCondition = (name: string, type: FilterType, operator: string, value: unknown): Filter => {
  const path = `filters.${name}`;
  const known = operatorsOf[type].find((candidate) => candidate === operator);
  if (!known) throw unknownParameter(`filters[${name}][${operator}]`);
  if (known === '$null') return { name, operator: known, value: parseValue(path, 'boolean', value) };
  if (known === '$in') {
    return {
      name,
      operator: known,
      value: listOf(path, value).map((entry) => parseValue(path, type, entry)),
    };
  }
  return { name, operator: known, value: parseValue(path, type, value) };
};

const parseFilters = (value: unknown, allowed: Record<string, FilterType>): Filter[] => {
  if (value === undefined) return [];
  if (!isMap(value)) throw unknownParameter('filters');
  return Object.entries(value).flatMap(([name, condition]) => {
    const type = Object.hasOwn(allowed, name) ? allowed[name] : undefined;
    if (!type) throw unknownParameter(`filters[${name}]`);
    if (!isMap(condition)) return [parseCondition(name, type, '$eq', condition)];
    return Object.entries(condition).map(([operator, entry]) => parseCondition(name, type, operator, entry));
  });
};

/**
 * The content language asked for, null when none was.
 * @throws DomainError `unknown_locale`
 */
export const parseLocale = (value: unknown): ReadLocale | null => {
  if (value === undefined) return null;
  if (value === 'en' || value === 'ar' || value === 'all') return value;
  throw new DomainError('unknown_locale', 'the languages are en, ar and all', {
    locale: typeof value === 'string' ? value.slice(0, 20) : null,
  });
};

/**
 * Refuses every query parameter outside the list.
 * @throws DomainError `unknown_parameter`
 */
export const assertParameters = (query: Record<string, unknown>, allowed: string[]): void => {
  for (const name of Object.keys(query)) if (!allowed.includes(name)) throw unknownParameter(name);
};

/**
 * Checks the query of a list by its allow-list.
 * @throws DomainError `unknown_parameter`, `unknown_locale`, `page_too_deep`, `invalid_id`; ValidationError
 */
export const parseListQuery = (query: Record<string, unknown>, rules: ListRules): ListQuery => {
  assertParameters(query, ['locale', 'pagination', 'sort', 'fields', 'filters']);
  return {
    locale: parseLocale(query['locale']),
    ...parsePagination(query),
    sort: parseSort(query['sort'], rules.sorts),
    fields: parseFields(query['fields'], rules.fields),
    filters: parseFilters(query['filters'], rules.filters),
  };
};

/** Adds a condition to those of a list. */
export const narrowed = (query: ListQuery, filter: Filter): ListQuery => ({
  ...query,
  filters: [filter, ...query.filters],
});

/** The condition that a mark is set, such as `featured`. */
export const isMarked = (name: string): Filter => ({ name, operator: '$eq', value: true });
