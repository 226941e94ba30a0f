import { fallbackNames } from './fallbacks.sql';
import type { ListQuery, ListRules } from './list-query';
import type { Column, Fragment } from './sql-fragment';

/**
 * A readable list of the shop. `rows` is a query over `request(company_code, locale, fallback)` that yields
 * `document_id`, `body` (the finished JSON text of one item) and whatever `columns` name; filters, sorting and
 * paging are put around it, so that one statement answers a page.
 */
export type Source = {
  rows: (audience: Audience) => string;
  /**
   * A query that yields `document_id` and `body`, where `rows` has none: then a page is found without
   * touching the JSON of the items it skips.
   */
  bodies?: (audience: Audience) => string;
  /**
   * A narrower query of the same rows, with all columns but those by which only `rows` is sorted: for counting,
   * filtering and most orders.
   */
  facts?: { rows: (audience: Audience) => string; lack: string[] };
  /** a quicker way to these rows, where there is one */
  shortcut?: (audience: Audience, query: ListQuery) => Shortcut | null;
  columns: Record<string, Column>;
  defaultSort: string;
  rules: ListRules;
  /** fields that only staff see */
  staffFields?: string[];
  /** filters that only staff may use */
  staffFilters: string[];
};

/** Where a list is kept in its order, and its length with it. */
export type Shortcut = {
  /** a query that yields the `document_id`s of the whole list in its order; absent where there is none */
  ids?: Fragment;
  /** a query that yields their number, without counting them */
  total: Fragment;
};

/** Who reads: the storefront's public, or staff, who also see what is hidden. */
export type Audience = 'public' | 'staff';

/** A localised text of two rows aliased `en` and `ar`. */
export const text = (column: string): string =>
  `localised_text(en.${column}, ar.${column}, request.locale, request.fallback)`;

/** Which of the localised texts of two rows aliased `en` and `ar` are shown in the other language. */
export const fallbacks = (...columns: string[]): string =>
  fallbackNames(
    Object.fromEntries(columns.map((column) => [column, { en: `en.${column}`, ar: `ar.${column}` }])),
    'request.locale',
  );

/** The filter by which staff find what has no name yet in a language: entries whose main text is empty there. */
export const missingText = (table: string, column: string): Column => ({
  type: 'language',
  sql: `select document_id, locale from ${table} where coalesce(${column}, '') = ''`,
});

/** Both language rows of a localised table, of the request's company. */
export const bilingual = (table: string): string =>
  `${table} en
     join request on en.company_code = request.company_code
     left join ${table} ar on ar.document_id = en.document_id and ar.locale = 'ar'
    where en.locale = 'en'`;

/** The condition of a row `en` that is active and in date. Strapi's times are UTC without a zone. */
export const live = `en.is_active is not false
  and (en.start_date is null or en.start_date <= now() at time zone 'utc')
  and (en.end_date is null or now() at time zone 'utc' < en.end_date)`;
