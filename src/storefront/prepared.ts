import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** Every connection keeps its prepared statements, so their number must stay small. */
const MOST_STATEMENTS = 300;

const names = new Map<string, string>();

const nameOf = (sql: string): string | undefined => {
  const known = names.get(sql);
  if (known || names.size >= MOST_STATEMENTS) return known;
  const name = createHash('sha1').update(sql).digest('hex');
  names.set(sql, name);
  return name;
};

/**
 * Runs a read that is asked over and over. PostgreSQL plans it once for each connection, which for reads
 * of a millisecond is half of the work. Rare shapes beyond the first few hundred are planned each time.
 */
export const readPrepared = async <Row>(db: Knex, sql: string, bindings: unknown[]): Promise<Row[]> => {
  const query = db.raw<{ rows: Row[] }>(sql, bindings as never);
  const name = nameOf(sql);
  const { rows } = await (name ? query.options({ name }) : query);
  return rows;
};
