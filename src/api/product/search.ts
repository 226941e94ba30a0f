import { allOf, fragment, type Fragment } from '../../storefront/sql-fragment';

const MOST_WORDS = 10;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The condition that a product's texts, SKU or barcode contain every word of the query. */
export const searchWords = (query: string): Fragment =>
  allOf(
    query
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, MOST_WORDS)
      .map((word) => fragment('search_text like ?', `%${escapeLike(word)}%`)),
  );
