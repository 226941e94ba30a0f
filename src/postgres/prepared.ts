import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Client } from 'pg';

/** Every connection keeps its prepared statements, so their number must stay small. */
const MOST_STATEMENTS = 300;

/** A statement in the driver's form: `$1` for each `?`, and a name when it is to be kept. */
type Statement = { text: string; name?: string };

const statements = new Map<string, Statement>();

const numbered = (sql: string): string => {
  let count = 0;
  return sql.replace(/\?/g, () => `$${(count += 1)}`);
};

const statementOf = (sql: string): Statement => {
  const known = statements.get(sql);
  if (known) return known;
  const text = numbered(sql);
  if (statements.size >= MOST_STATEMENTS) return { text };
  const statement = { text, name: createHash('sha1').update(sql).digest('hex') };
  statements.set(sql, statement);
  return statement;
};

/** What is used of knex's own client. */
type Pool = {
  acquireConnection(): Promise<Client>;
  releaseConnection(connection: Client): Promise<void>;
  emit(event: 'query', query: { sql: string; bindings: unknown[] }): unknown;
};

const poolOf = (db: Knex): Pool => db.client as Pool;

/**
 * The connection of a transaction that has ended belongs to nobody, or to somebody else by now.
 * @throws Error for whoever was still at work when something beside it failed
 */
const assertNotEnded = (db: Knex): void => {
  if (db.isTransaction && (db as Knex.Transaction).isCompleted()) {
    throw new Error('the transaction has ended');
  }
};

/**
 * Runs a statement that is asked over and over. PostgreSQL plans it once for each connection, which for one
 * of a millisecond is half of the work; rare shapes beyond the first few hundred are planned each time. It
 * takes a connection of knex's pool and speaks to the driver itself: building the query anew each time would
 * cost knex as much as PostgreSQL takes to answer it.
 * @param sql with `?` for each binding, and no other question mark
 * @param db knex itself, or a transaction whose connection it then uses
 */
export const queryPrepared = async <Row>(db: Knex, sql: string, bindings: unknown[]): Promise<Row[]> => {
  const pool = poolOf(db);
  const statement = statementOf(sql);
  assertNotEnded(db);
  const connection = await pool.acquireConnection();
  try {
    assertNotEnded(db);
    // Whoever watches knex's queries sees these as well.
    pool.emit('query', { sql: statement.text, bindings });
    const { rows } = await connection.query({ ...statement, values: bindings });
    return rows as Row[];
  } finally {
    await pool.releaseConnection(connection);
  }
};
