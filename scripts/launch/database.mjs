import path from 'node:path';
import { checkDatabase } from './database-connection.mjs';
import { DEFAULT_PORT, runningDatabaseUrl, startEmbeddedPostgres } from './embedded-postgres.mjs';
import { Failure } from './failure.mjs';
import { takeLock } from './instance-lock.mjs';
import { parsePort } from './ports.mjs';
import { say, stopwatch } from './progress.mjs';

/**
 * The lock that says which process runs this shop and its embedded database.
 * @param {string} projectDir
 * @returns {string}
 */
export function runLockFile(projectDir) {
  return path.join(projectDir, '.data', 'run.lock');
}

/**
 * Takes the right to run this shop.
 * @param {string} projectDir
 * @param {{ command: string, port?: number }} what
 * @returns {import('./instance-lock.mjs').Lock}
 * @throws {Failure} naming the process that runs it already
 */
export function takeRunLock(projectDir, what) {
  const { lock, holder } = takeLock(runLockFile(projectDir), what);
  if (lock) return lock;
  const where = holder.port ? ` on port ${holder.port}` : '';
  throw new Failure(
    `SaptMarkets is already running here as process ${holder.pid} (${holder.command})${where}: stop it first with Ctrl-C or kill ${holder.pid}.`,
  );
}

/**
 * The database of the settings: the one of DATABASE_URL, else the embedded one, which is started. The
 * caller holds the run lock.
 * @param {string} projectDir
 * @returns {Promise<{ url: string, embedded: import('./embedded-postgres.mjs').EmbeddedPostgres | null, stop: () => Promise<void> }>}
 */
export async function startDatabase(projectDir) {
  const configured = process.env.DATABASE_URL;
  if (configured) {
    await checkDatabase(projectDir, configured);
    say('Using the PostgreSQL of DATABASE_URL');
    return { url: configured, embedded: null, stop: async () => {} };
  }
  const took = stopwatch();
  const port = parsePort(process.env.EMBEDDED_POSTGRES_PORT, 'EMBEDDED_POSTGRES_PORT', DEFAULT_PORT);
  const embedded = await startEmbeddedPostgres({ projectDir, port });
  process.env.DATABASE_URL = embedded.url;
  say(`Embedded PostgreSQL on port ${embedded.port}, data in ${embedded.dataDir} (${took()})`);
  return { url: embedded.url, embedded, stop: () => embedded.stop() };
}

/**
 * The shop's database for a command that only works on its data (seed, bench): shared with the process
 * that runs the shop when there is one, else started for as long as the command takes.
 * @param {string} projectDir
 * @param {string} command for whoever wants to start the shop meanwhile
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} close stops only what was started here
 */
export async function openDatabase(projectDir, command) {
  const { lock } = process.env.DATABASE_URL ? { lock: null } : takeLock(runLockFile(projectDir), { command });
  if (!lock && !process.env.DATABASE_URL) {
    const url = runningDatabaseUrl(path.join(projectDir, '.data', 'postgres'));
    if (!url) throw new Failure('The shop is just starting or stopping: try again in a few seconds.');
    return { url, close: async () => {} };
  }
  try {
    const database = await startDatabase(projectDir);
    return {
      url: database.url,
      async close() {
        await database.stop();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}
