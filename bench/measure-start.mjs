import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_PORT } from '../scripts/launch/embedded-postgres.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { ownServer, startServer } from './contestants.mjs';
import { sendLoad } from './measure-reads.mjs';
import { HEADERS, LIST, readsOf } from './reads.mjs';
import { readCatalogue } from './scratch-database.mjs';
import { median } from './statistics.mjs';

const STARTS = 3;
const FOLDERS = ['config', 'database', 'dist', 'scripts', 'src', 'types'];
const FILES = ['.env.example', 'package.json', 'package-lock.json', 'tsconfig.json'];

/** Resident memory of a process, in megabytes. */
async function residentMemory(pid) {
  const status = `/proc/${pid}/status`;
  if (fs.existsSync(status)) {
    return Number(/VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(status, 'utf8'))[1]) / 1024;
  }
  const { output } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(output.trim()) / 1024;
}

/**
 * Starts the built store a few times, and loads the last one with every read.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 * @returns {Promise<{ startSeconds: number, startCpu: number | null, idleMegabytes: number, loadedMegabytes: number }>}
 */
export async function measureStart({ projectDir, databaseUrl, wanted, lifetime }) {
  const common = { projectDir, databaseUrl, lifetime, probe: LIST, headers: HEADERS };
  say('Measuring: start of the built store');
  const starts = [];
  let server;
  for (let count = 0; count < STARTS; count += 1) {
    await server?.stop();
    server = await startServer({ ...common, name: 'SaptMarkets', args: [ownServer(projectDir)] });
    starts.push(server);
  }
  const idleMegabytes = await residentMemory(server.pid);
  say('Measuring: memory after load');
  const { connections, seconds } = wanted;
  for (const { paths } of readsOf(await readCatalogue(databaseUrl))) {
    await sendLoad({ projectDir, base: server.base, paths, seconds, connections });
  }
  const loadedMegabytes = await residentMemory(server.pid);
  await server.stop();
  const of = (field) => median(starts.map((start) => start[field]));
  return { startSeconds: of('startedIn'), startCpu: of('startCpu'), idleMegabytes, loadedMegabytes };
}

/**
 * A checkout beside the real one, sharing its packages and its build, so that `npm run up` can be tried
 * without touching anybody's data.
 */
function copyCheckout(projectDir, shopDir) {
  for (const name of [...FOLDERS, ...FILES]) {
    const original = path.join(projectDir, name);
    if (fs.existsSync(original)) fs.cpSync(original, path.join(shopDir, name), { recursive: true });
  }
  fs.mkdirSync(path.join(shopDir, 'public', 'uploads'), { recursive: true });
  fs.rmSync(path.join(shopDir, 'node_modules'), { force: true });
  fs.symlinkSync(path.join(projectDir, 'node_modules'), path.join(shopDir, 'node_modules'));
}

/**
 * Times the second `npm run up` of a checkout, its embedded PostgreSQL included.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.shopDir where the scratch database lies as `.data/postgres`, stopped
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 * @returns {Promise<number>} seconds
 */
export async function measureSecondUp({ projectDir, shopDir, lifetime }) {
  say('Measuring: second npm run up');
  copyCheckout(projectDir, shopDir);
  const up = () =>
    startServer({
      name: 'npm run up',
      projectDir: shopDir,
      program: 'npm',
      args: ['run', '--silent', 'up'],
      databaseUrl: '',
      more: {
        NODE_ENV: 'development',
        EMBEDDED_POSTGRES_PORT: String(DEFAULT_PORT + 100),
        LOG_LEVEL: 'warn',
      },
      probe: LIST,
      headers: HEADERS,
      lifetime,
    });
  const first = await up();
  await first.stop();
  const second = await up();
  await second.stop();
  return second.startedIn;
}
