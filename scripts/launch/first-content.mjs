import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';
import { say } from './progress.mjs';
import { chooseCredentials, createFirstSuperAdmin } from './super-admin.mjs';

/**
 * Whether the shop of a database was opened before: its first super admin is made last of all.
 * @param {string} projectDir
 * @param {string} connectionString
 * @returns {Promise<boolean>}
 */
export async function hasAdministrator(projectDir, connectionString) {
  const { Client } = createRequire(path.join(projectDir, 'package.json'))('pg');
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query("select to_regclass('admin_users') is not null as migrated");
    if (!rows[0].migrated) return false;
    return (await client.query('select 1 from admin_users limit 1')).rowCount > 0;
  } finally {
    await client.end();
  }
}

/**
 * Gives a new database its tables, the demo catalogue and the first super admin. That happens in a
 * process of its own: Strapi does not boot twice in one, and the server that follows finds everything
 * in place, as at any later start.
 * @param {string} projectDir
 * @param {string} databaseUrl
 * @param {AbortSignal} ending when the command that waits for this is told to stop
 */
export async function fillNewDatabase(projectDir, databaseUrl, ending) {
  if (await hasAdministrator(projectDir, databaseUrl)) return;
  // A weak ADMIN_PASSWORD is better refused now than after everything is loaded.
  chooseCredentials(process.env);
  say('Filling the new database');
  const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'first-boot.mjs');
  const child = spawn(process.execPath, [script], {
    cwd: projectDir,
    env: { ...process.env, DATABASE_URL: databaseUrl, LOG_LEVEL: process.env.DEBUG ? 'debug' : 'warn' },
    // A Ctrl-C in the terminal is for the command that waits here, which passes it on.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  ending.addEventListener('abort', () => child.kill('SIGTERM'));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Failure('The new database could not be filled.', { reported: true });
}

/**
 * Loads the demo catalogue into a database that has none.
 * @param {string} projectDir
 * @param {string} databaseUrl
 */
export async function loadDemoCatalogue(projectDir, databaseUrl) {
  const script = path.join(projectDir, 'scripts', 'seed.mjs');
  // Left out of what is deployed to production.
  if (!fs.existsSync(script)) return;
  const { seedIfEmpty } = await import(pathToFileURL(script).href);
  await seedIfEmpty({ databaseUrl, projectDir, log: say });
}

/**
 * Creates the first super admin and prints the credentials, this one time.
 * @param {import('@strapi/types').Core.Strapi} app
 */
export async function introduceSuperAdmin(app) {
  const created = await createFirstSuperAdmin(app);
  if (!created) return;
  say(`First super admin: ${created.email}`);
  say(
    created.generated
      ? `Password (shown only now): ${created.password}`
      : 'Password: the one of ADMIN_PASSWORD',
  );
}
