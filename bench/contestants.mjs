import crypto from 'node:crypto';
import path from 'node:path';
import { REQUIRED_SECRETS } from '../scripts/launch/environment.mjs';
import { Failure } from '../scripts/launch/failure.mjs';
import { firstFreePort } from '../scripts/launch/ports.mjs';
import { startChild } from './child.mjs';
import { cpuOf } from './cpu.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 5155;
const START_LIMIT = 60_000;
const LOOK_EVERY = 20;

const secrets = Object.fromEntries(
  REQUIRED_SECRETS.map((name) => [name, crypto.randomBytes(32).toString('base64url')]),
);

/**
 * The environment of a measured process: production, quiet, unlimited, on the scratch database, whatever
 * the shop's own `.env` says.
 * @param {{ databaseUrl: string, port: number, more?: Record<string, string> }} options
 */
export function serverEnvironment({ databaseUrl, port, more = {} }) {
  return {
    ...process.env,
    ...secrets,
    NODE_ENV: 'production',
    HOST,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    REDIS_URL: '',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'error',
    ADMIN_EMAIL: 'bench@example.com',
    ADMIN_PASSWORD: `${secrets.JWT_SECRET}aA7`,
    // Tells a server to end when the benchmark is gone, even killed.
    npm_lifecycle_event: 'bench',
    ...more,
  };
}

/**
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} base its address
 * @property {number} pid
 * @property {number} startedIn seconds from its start to its first answer 200
 * @property {number | null} startCpu seconds of CPU time that this took
 * @property {() => Promise<void>} stop
 */

/** Waits for the first answer 200; a server that ends before is a failure. */
async function firstAnswer(child, url, headers, name) {
  let ended = false;
  void child.ended.then(() => {
    ended = true;
  });
  const limit = Date.now() + START_LIMIT;
  while (!ended && Date.now() < limit) {
    const status = await fetch(url, { headers }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.status;
      },
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
  throw new Failure(`${name} ${ended ? 'ended' : 'gave no answer'}:\n${child.output().trim()}`);
}

/**
 * Starts a server and waits until it answers.
 * @param {object} options
 * @param {string} options.name
 * @param {string} options.projectDir
 * @param {string} [options.program] Node.js unless told otherwise
 * @param {string[]} options.args
 * @param {string} options.databaseUrl
 * @param {string} options.probe the path that has to answer 200
 * @param {Record<string, string>} [options.headers]
 * @param {Record<string, string>} [options.more] environment variables
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 * @returns {Promise<Contestant>}
 */
export async function startServer({
  name,
  projectDir,
  program = process.execPath,
  args,
  databaseUrl,
  probe,
  headers,
  more,
  lifetime,
}) {
  const port = await firstFreePort(FIRST_PORT);
  const from = performance.now();
  const child = startChild(program, args, {
    cwd: projectDir,
    env: serverEnvironment({ databaseUrl, port, more }),
  });
  lifetime.onEnd(() => child.stop());
  const base = `http://${HOST}:${port}`;
  await firstAnswer(child, `${base}${probe}`, headers, name);
  const startedIn = (performance.now() - from) / 1000;
  const cpu = cpuOf(child.pid);
  return { name, base, pid: child.pid, startedIn, startCpu: cpu && cpu / 1000, stop: () => child.stop() };
}

/** The script of our own production server. */
export function ownServer(projectDir) {
  return path.join(projectDir, 'scripts', 'start.mjs');
}

/** The script of one of the servers that only exist here. */
export function benchServer(projectDir, file) {
  return path.join(projectDir, 'bench', 'servers', file);
}
