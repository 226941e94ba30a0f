import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../../scripts/launch/embedded-postgres.mjs';
import { findPostmaster } from '../../scripts/launch/postmaster.mjs';
import { isProcessAlive } from '../../scripts/launch/processes.mjs';
import { applyTestSettings } from './test-settings.mjs';

const FIRST_PORT = 55_430;
const FOLDER = /^saptmarkets-test-(\d+)$/;

// A test's database is thrown away, so nothing waits for the disk.
const FAST = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
};

const here = path.dirname(fileURLToPath(import.meta.url));
const projectDir = path.resolve(here, '..', '..');

/** Kills a throw-away server at once; also as the last thing that a process does. */
function killServer(dataDir) {
  const postmaster = findPostmaster(dataDir);
  if (postmaster) process.kill(postmaster.pid, 'SIGQUIT');
}

/** Runs that were killed leave their servers and folders behind. */
function sweep() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(FOLDER.exec(name)?.[1]);
    if (!pid || isProcessAlive(pid)) continue;
    const folder = path.join(os.tmpdir(), name);
    killServer(path.join(folder, 'data'));
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Gives the database of this run its tables, once; every worker copies it. */
async function migrate(url) {
  const child = spawn(process.execPath, [path.join(here, 'migrate-template.mjs')], {
    cwd: projectDir,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0)
    throw new Error('The application does not boot on an empty database; the reason stands above.');
}

/** Jest's global setup: a private PostgreSQL with a migrated database for the workers to copy. */
export default async function startPostgres() {
  sweep();
  applyTestSettings();
  const folder = path.join(os.tmpdir(), `saptmarkets-test-${process.pid}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o755 });
  const server = await startEmbeddedPostgres({
    projectDir,
    dataDir: path.join(folder, 'data'),
    port: FIRST_PORT,
    settings: FAST,
  });
  process.once('exit', () => killServer(server.dataDir));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  await migrate(server.url);
  process.env.TEST_TEMPLATE_URL = server.url;
  process.env.TEST_FOLDER = folder;
  globalThis.testPostgres = { server, folder };
}
