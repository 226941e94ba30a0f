import type { Knex } from 'knex';
import type { StaffCompanies } from '../tenancy/staff-companies';

/** A localised table and its main text. */
export type LocalisedTable = { uid: string; table: string; column: string };

/** How many rows of a table have no text, by language. */
export type GapRow = { uid: string; en: number; ar: number };

const countsOf = (allowed: string): string =>
  `select ? as uid, count(*) filter (where locale = 'en')::int as en, count(*) filter (where locale = 'ar')::int as ar
     from ?? where coalesce(??, '') = '' and ${allowed}`;

/**
 * Counts what is not translated, of all tables in one statement. Every document has a row in each language, so
 * a missing text is a row without it.
 */
export const countGaps = async (
  db: Knex,
  companies: StaffCompanies,
  tables: LocalisedTable[],
): Promise<GapRow[]> => {
  const [allowed, codes] =
    companies === 'all' ? ['true', []] : ['company_code = any(?::text[])', [companies]];
  const { rows } = await db.raw<{ rows: GapRow[] }>(
    tables.map(() => countsOf(allowed)).join(' union all '),
    tables.flatMap(({ uid, table, column }) => [uid, table, column, ...codes]) as never,
  );
  return rows;
};
