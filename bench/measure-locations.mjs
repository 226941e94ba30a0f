import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { findPostmaster } from '../scripts/launch/postmaster.mjs';
import { ownServer, serverEnvironment, startServer } from './contestants.mjs';
import { cpuOf, cpuOfFamily } from './cpu.mjs';
import { ROUND_MS, startOfRounds } from './location-batches.mjs';
import { post } from './post.mjs';
import { HEADERS, LIST } from './reads.mjs';
import { COMPANY } from './scratch-database.mjs';
import { median } from './statistics.mjs';

const DRIVERS = 10;
const POINTS = 100;
const POINTS_PER_SECOND = 2_000;
const WARM_UP_SECONDS = 3;

/** Drivers who are on duty, with their tokens. */
async function hireDrivers(server, databaseUrl) {
  const { ADMIN_EMAIL, ADMIN_PASSWORD: password } = serverEnvironment({ databaseUrl, port: 0 });
  const { token: staff } = await post(server, '/api/admin/login', { email: ADMIN_EMAIL, password });
  const drivers = [];
  for (let number = 0; number < DRIVERS; number += 1) {
    const email = `driver${number}@saptmarkets.com`;
    const driver = { name: 'Omar Driver', email, phone: '+966500000000', password };
    const { documentId } = await post(server, '/api/delivery-personnel', driver, staff);
    const { token } = await post(server, '/api/mobile-delivery/login', { email, password });
    await post(server, '/api/mobile-delivery/duty', { on: true }, token);
    drivers.push({ documentId, token });
  }
  return drivers;
}

/** Runs a process that tells where drivers are, and reads what it says. */
async function telling(projectDir, script, task) {
  const file = path.join(projectDir, '.data', 'bench', 'locations.json');
  fs.writeFileSync(file, JSON.stringify(task));
  const { code, output } = await run(process.execPath, [path.join(projectDir, 'bench', script), file], {
    cwd: projectDir,
  });
  if (code !== 0) throw new Failure(`The points could not be told:\n${output.trim()}`);
  const load = JSON.parse(output.trim().split('\n').at(-1));
  if (load.failures.length > 0 || load.accepted === 0 || load.ignored > 0) {
    throw new Failure(`${load.accepted} points taken, ${load.ignored} not: ${load.failures[0] ?? ''}`);
  }
  return load;
}

/** CPU milliseconds of a batch in our server (null for whoever has none) and in the database; null where nobody counts. */
async function withCpu(serverPid, databasePid, load) {
  const read = () => [serverPid === null ? null : cpuOf(serverPid), cpuOfFamily(databasePid)];
  const before = read();
  const result = await load();
  const [serverCpu, databaseCpu] = read().map((value, index) =>
    value === null ? null : (value - before[index]) / (result.accepted / POINTS),
  );
  return { ...result, serverCpu, databaseCpu };
}

const summary = (loads) => {
  const of = (field) => median(loads.map((load) => load[field]));
  const fields = ['perSecond', 'p50', 'p95', 'p99', 'serverCpu', 'databaseCpu'];
  return Object.fromEntries(fields.map((field) => [field, loads[0][field] == null ? null : of(field)]));
};

/**
 * Measures taking where drivers are: as fast as it goes, beside a bare client that keeps the same batches in the same
 * tables, and how long an answer takes at a steady pace.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {string} options.dataDir the real place of the database's data
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureLocations({ projectDir, databaseUrl, dataDir, wanted, lifetime }) {
  say(`Measuring: positions in batches of ${POINTS}`);
  const inspect = wanted.cpuProfile
    ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(wanted.cpuProfile)}`]
    : [];
  const server = await startServer({
    projectDir,
    databaseUrl,
    lifetime,
    name: 'SaptMarkets',
    args: [...inspect, ownServer(projectDir)],
    probe: LIST,
    headers: HEADERS,
  });
  const drivers = await hireDrivers(server, databaseUrl);
  let from = startOfRounds();
  const round = () => (from += ROUND_MS);
  const own = (seconds, more = {}) =>
    telling(projectDir, 'location-load.mjs', {
      url: server.base,
      company: COMPANY,
      tokens: drivers.map(({ token }) => token),
      points: POINTS,
      from: round(),
      seconds,
      ...more,
    });
  // The bare client has drivers of its own, so that neither finds the other's points.
  const bare = (seconds) =>
    telling(projectDir, 'bare-locations.mjs', {
      databaseUrl,
      company: COMPANY,
      drivers: drivers.map((_, number) => `bare${number}`),
      points: POINTS,
      from,
      seconds,
    });
  await own(WARM_UP_SECONDS);
  await bare(WARM_UP_SECONDS);
  const databasePid = findPostmaster(dataDir).pid;
  const loads = { own: [], bare: [] };
  for (let turn = 0; turn < wanted.rounds; turn += 1) {
    loads.own.push(await withCpu(server.pid, databasePid, () => own(wanted.seconds)));
    loads.bare.push(await withCpu(null, databasePid, () => bare(wanted.seconds)));
  }
  const steady = await own(wanted.seconds * wanted.rounds, { batchesPerSecond: POINTS_PER_SECOND / POINTS });
  await server.stop();
  return {
    points: POINTS,
    drivers: DRIVERS,
    own: summary(loads.own),
    bare: summary(loads.bare),
    ratio: median(loads.own.map((load, turn) => load.perSecond / loads.bare[turn].perSecond)),
    steady: { aim: POINTS_PER_SECOND, ...summary([steady]) },
  };
}
