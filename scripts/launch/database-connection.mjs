import { createRequire } from 'node:module';
import path from 'node:path';
import { checkDatabaseUrl } from './environment.mjs';
import { Failure } from './failure.mjs';

const OLDEST_VERSION = 140_000;
const CONNECT_TIMEOUT = 5000;

const REASONS = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'its host is unknown',
  EAI_AGAIN: 'its host is unknown',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'its host cannot be reached',
  '28P01': 'the password is wrong',
  28000: 'this user may not sign in',
  '3D000': 'the database does not exist',
};

/**
 * Makes sure that DATABASE_URL leads to a PostgreSQL that the shop can use.
 * @param {string} projectDir
 * @param {string} connectionString
 * @throws {Failure} saying why not, never repeating the password
 */
export async function checkDatabase(projectDir, connectionString) {
  checkDatabaseUrl(connectionString);
  const { Client } = createRequire(path.join(projectDir, 'package.json'))('pg');
  const client = new Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT });
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    if (Number(rows[0].server_version_num) < OLDEST_VERSION) {
      throw new Failure('DATABASE_URL leads to a PostgreSQL older than 14: use a newer server.');
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { hostname, port, pathname } = new URL(connectionString);
    const reason =
      REASONS[error.code] ?? error.errors?.map(({ code }) => REASONS[code] ?? code)[0] ?? error.message;
    throw new Failure(
      `DATABASE_URL cannot be used: ${hostname || 'its server'}:${port || 5432}${pathname} refused (${reason}).`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => {});
  }
}
