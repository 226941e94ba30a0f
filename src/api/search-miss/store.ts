import { createId } from '@paralleldrive/cuid2';
import type { Knex } from 'knex';

/** How often something was asked for in vain since the last time that it was written down. */
export type CountedMiss = { company: string; query: string; language: string; times: number };

/** How many a company keeps: those that were asked for last. */
const MOST_KEPT = 1_000;

/** Adds to the lists of misses, and forgets the oldest where a list has grown too long. */
export const addMisses = async (db: Knex, misses: CountedMiss[]): Promise<void> => {
  // In one order for everybody, so that two processes never wait for one another in a circle.
  const keyOf = ({ company, language, query }: CountedMiss): string => `${company}\0${language}\0${query}`;
  const ordered = [...misses].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const rows = ordered.map((miss) => ({ ...miss, id: createId() }));
  await db.transaction(async (trx) => {
    await trx.raw(
      `insert into search_misses as m
         (document_id, company_code, query, language, times, last_asked_at, created_at, updated_at, published_at)
       select asked.id, asked.company, asked.query, asked.language, asked.times, moment, moment, moment, moment
         from jsonb_to_recordset(?::jsonb) asked(id text, company text, query text, language text, times int)
         join companies on companies.code = asked.company
        cross join (select now() at time zone 'utc') now(moment)
       on conflict (company_code, language, query) do update set
         times = m.times + excluded.times, last_asked_at = excluded.last_asked_at, updated_at = excluded.updated_at`,
      [JSON.stringify(rows)],
    );
    await trx.raw(
      `delete from search_misses where id in (
         select id from (select id, row_number() over (
                           partition by company_code order by last_asked_at desc, id desc) as place
                           from search_misses where company_code = any(?::text[])) kept
          where place > ${MOST_KEPT} order by id)`,
      [[...new Set(misses.map(({ company }) => company))]],
    );
  });
};
