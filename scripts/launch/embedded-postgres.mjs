import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { requireDiskSpace } from './disk-space.mjs';
import { Failure, explain } from './failure.mjs';
import { firstFreePort } from './ports.mjs';
import { locateBinaries, locateData, giveTo } from './postgres-files.mjs';
import { postgresAccount } from './postgres-user.mjs';
import { findPostmaster, forgetDeadPostmaster } from './postmaster.mjs';
import { run } from './processes.mjs';

export const DEFAULT_PORT = 54_320;
const DATABASE = 'saptmarkets';
const NEEDED_MEGABYTES = 200;
const LOG_LIMIT = 10 * 1024 * 1024;
const START_ATTEMPTS = 20;

/** An eighth of the machine's memory: 256 MB on the 2 GB that a small shop has, never more than 1 GB. */
const SHARED_MEGABYTES = Math.min(1024, Math.max(256, Math.floor(os.totalmem() / 2 ** 20 / 8)));

// Sized for a shop on a small machine; durability stays on.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  shared_buffers: `${SHARED_MEGABYTES}MB`,
  wal_buffers: '64MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  max_wal_size: '2GB',
  // Compiling a plan costs more than it saves on queries of a few milliseconds.
  jit: 'off',
  // After a crash, one call flushes the disk instead of one for each file; Linux only.
  ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
};

/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the shop's database, as the server's superuser
 * @property {number} port
 * @property {string} dataDir the real place of the data
 * @property {() => boolean} isAlive
 * @property {() => Promise<void>} restart after a crash, on the same port
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the embedded PostgreSQL on a data folder, which is made when there is none. A server that a
 * killed process left behind is stopped first, so that settings and connections are those of this run.
 * @param {object} options
 * @param {string} options.projectDir where the binaries are installed
 * @param {string} [options.dataDir]
 * @param {number} [options.port] the first one to try
 * @param {Record<string, string>} [options.settings] on top of the usual ones
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function startEmbeddedPostgres({
  projectDir,
  dataDir = path.join(projectDir, '.data', 'postgres'),
  port = DEFAULT_PORT,
  settings = {},
}) {
  const account = postgresAccount(dataDir);
  const native = await locateBinaries(projectDir, account);
  const data = locateData(dataDir, account);
  requireDiskSpace(data, NEEDED_MEGABYTES, 'the database');
  const cluster = { native, data, account, settings: { ...SETTINGS, ...settings } };

  if (fs.existsSync(path.join(data, 'PG_VERSION'))) checkVersion(cluster);
  else await initialise(cluster);

  if (findPostmaster(data)) await stop(cluster);
  cluster.port = await start(cluster, port);
  const url = (database) => `postgres://postgres:${readPassword(data)}@127.0.0.1:${cluster.port}/${database}`;
  await ensureDatabase(projectDir, url('postgres'));
  return {
    url: url(DATABASE),
    port: cluster.port,
    dataDir: data,
    isAlive: () => findPostmaster(data) !== null,
    restart: async () => {
      await start(cluster, cluster.port, { samePort: true });
    },
    stop: () => stop(cluster),
  };
}

/**
 * The address of an embedded PostgreSQL that another process runs.
 * @param {string} dataDir
 * @returns {string | null}
 */
export function runningDatabaseUrl(dataDir) {
  if (!fs.existsSync(dataDir)) return null;
  const data = fs.realpathSync(dataDir);
  const postmaster = findPostmaster(data);
  return postmaster && `postgres://postgres:${readPassword(data)}@127.0.0.1:${postmaster.port}/${DATABASE}`;
}

function passwordFile(data) {
  return path.join(data, 'saptmarkets.password');
}

function readPassword(data) {
  return fs.readFileSync(passwordFile(data), 'utf8').trim();
}

function spawnOptions({ account, data }) {
  const locale = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };
  return { ...account, cwd: path.dirname(data), env: { PATH: process.env.PATH, TZ: 'UTC', ...locale } };
}

function checkVersion({ native, data }) {
  const made = fs.readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  const catalog = fs
    .readFileSync(path.join(native, 'share', 'postgresql', 'postgres.bki'), 'utf8')
    .slice(0, 40);
  const brought = /PostgreSQL (\d+)/.exec(catalog)?.[1];
  if (brought && made !== brought) {
    throw new Failure(
      `The data in ${data} is of PostgreSQL ${made}, this version brings ${brought}: dump it with the old version and load it into a new folder.`,
    );
  }
}

/** Makes the data folder under another name first: a killed initdb leaves nothing that looks whole. */
async function initialise(cluster) {
  const { native, data, account } = cluster;
  if (fs.existsSync(data) && fs.readdirSync(data).length > 0) {
    throw new Failure(
      `${data} holds something that is no PostgreSQL database: move it away and start again.`,
    );
  }
  const draft = `${data}.new`;
  const password = `${data}.password`;
  fs.rmSync(draft, { recursive: true, force: true });
  fs.mkdirSync(draft, { mode: 0o700 });
  giveTo(account, draft);
  fs.writeFileSync(password, crypto.randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (account) fs.chownSync(password, account.uid, account.gid);
  const { code, output } = await run(
    path.join(native, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The same order and case rules on every machine, and Arabic letters are letters.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C.UTF-8',
    ],
    spawnOptions(cluster),
  );
  if (code !== 0) {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.rmSync(password, { force: true });
    throw new Failure(
      explain({ message: output }) ?? `The database could not be made (${lastWords(output)}).`,
    );
  }
  fs.renameSync(password, passwordFile(draft));
  fs.rmSync(data, { recursive: true, force: true });
  fs.renameSync(draft, data);
}

function lastWords(text) {
  const lines = text.split('\n').filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  return (lines.at(-1) ?? text.trim().split('\n').at(-1) ?? '')
    .replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, '')
    .trim();
}

/** @returns {Promise<number>} the port it listens on */
async function start(cluster, preferredPort, { samePort = false } = {}) {
  const { native, data, account } = cluster;
  const log = path.join(data, 'server.log');
  if ((fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) fs.truncateSync(log);
  let reason = '';
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt += 1) {
    forgetDeadPostmaster(data);
    const port = samePort ? preferredPort : await firstFreePort(preferredPort);
    const logFrom = fs.statSync(log, { throwIfNoEntry: false })?.size ?? 0;
    const flags = Object.entries({ ...cluster.settings, port }).map(
      ([name, value]) => `-c ${name}='${value}'`,
    );
    const args = ['start', '-D', data, '-w', '-t', '600', '-s', '-l', log, '-o', flags.join(' ')];
    const { code, output } = await run(
      path.join(native, 'bin', 'pg_ctl'),
      args,
      spawnOptions({ account, data }),
    );
    if (code === 0) return port;
    const told = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').slice(logFrom) : '';
    reason = `${output}\n${told}`;
    // Both pass by themselves: somebody else took the port just now; children of a killed server die out.
    if (!/could not bind|address already in use|shared memory block.*still in use/i.test(reason)) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Failure(
    explain({ message: reason }) ?? `The database did not start (${lastWords(reason)}); see ${log}.`,
  );
}

async function stop({ native, data, account }) {
  if (!findPostmaster(data)) return;
  const args = ['stop', '-D', data, '-m', 'fast', '-w', '-t', '60', '-s'];
  const { code, output } = await run(
    path.join(native, 'bin', 'pg_ctl'),
    args,
    spawnOptions({ account, data }),
  );
  if (code !== 0 && findPostmaster(data)) {
    throw new Failure(`The database in ${data} did not stop (${lastWords(output)}).`);
  }
}

async function ensureDatabase(projectDir, maintenanceUrl) {
  const require = createRequire(path.join(projectDir, 'package.json'));
  const { Client } = require('pg');
  const client = new Client({ connectionString: maintenanceUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
