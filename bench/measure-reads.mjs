import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../scripts/launch/failure.mjs';
import { run } from '../scripts/launch/processes.mjs';
import { say } from '../scripts/launch/progress.mjs';
import { findPostmaster } from '../scripts/launch/postmaster.mjs';
import { benchServer, ownServer, startServer } from './contestants.mjs';
import { cpuOf, cpuOfFamily } from './cpu.mjs';
import { HEADERS, LIST, readsOf } from './reads.mjs';
import { COMPANY, readCatalogue } from './scratch-database.mjs';
import { median } from './statistics.mjs';

/** Long enough for a server to have compiled what it runs. */
const WARM_UP_SECONDS = 3;
/** Visitors at a time where an answer's own time is asked for, not how many the machine can give. */
const CALM = 2;

/**
 * @typedef {{ requestsPerSecond: number, p50: number, p97: number, p99: number, bytes: number, requests: number, failures: number }} Load
 */

/**
 * Sends requests for some seconds from a process of its own.
 * @returns {Promise<Load>}
 */
export async function sendLoad({ projectDir, base, paths, seconds, connections, headers = HEADERS }) {
  const order = path.join(projectDir, '.data', 'bench', 'load.json');
  fs.writeFileSync(order, JSON.stringify({ url: base, paths, headers, connections, seconds }));
  const { code, output } = await run(process.execPath, [path.join(projectDir, 'bench', 'load.mjs'), order], {
    cwd: projectDir,
  });
  if (code !== 0) throw new Failure(`The load could not be sent:\n${output.trim()}`);
  const load = JSON.parse(output.trim().split('\n').at(-1));
  if (load.failures > 0) {
    throw new Failure(`${load.failures} of ${load.requests} requests to ${base}${paths[0]} failed.`);
  }
  return load;
}

/** Ours without its memory of answers first, the yardsticks, and ours as it is. */
async function startContestants(common, { strapiProbe, category, profile }) {
  const { projectDir } = common;
  const inspect = profile ? ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`] : [];
  const start = (name, args, more = {}) => startServer({ ...common, name, args, ...more });
  const ownPaths = (read) => read.paths;
  return [
    {
      ...(await start('SaptMarkets, not cached', [...inspect, ownServer(projectDir)], {
        more: { CATALOGUE_CACHE_MB: '0' },
      })),
      pathsOf: ownPaths,
    },
    {
      ...(await start("Strapi's own find", [benchServer(projectDir, 'strapi-find.mjs')], {
        probe: strapiProbe,
      })),
      pathsOf: (read) => read.strapiPaths,
    },
    {
      ...(await start('node:http + pg', [benchServer(projectDir, 'bare.mjs')], {
        more: { BENCH_COMPANY: COMPANY, BENCH_CATEGORY: category },
      })),
      pathsOf: ownPaths,
    },
    { ...(await start('SaptMarkets, cached', [ownServer(projectDir)])), pathsOf: ownPaths },
  ];
}

async function get(base, target) {
  const response = await fetch(`${base}${target}`, { headers: HEADERS });
  if (response.status !== 200) throw new Failure(`${base}${target} answered ${response.status}.`);
  return response.text();
}

function documentIds(text) {
  const ids = [];
  const walk = (value) => {
    for (const item of Array.isArray(value) ? value : [value]) {
      ids.push(item.documentId);
      if (item.children) walk(item.children);
    }
  };
  walk(JSON.parse(text).data);
  return ids.join();
}

/** A yardstick that answers something else measures nothing. */
async function assertSameAnswers([own, strapi, bare, cached], reads) {
  for (const read of reads) {
    for (const index of [0, read.paths.length - 1]) {
      const answer = await get(own.base, read.paths[index]);
      if ((await get(bare.base, read.paths[index])) !== answer) {
        throw new Failure(`The bare server does not give the same answer to ${read.paths[index]}.`);
      }
      for (const time of ['first', 'second']) {
        if ((await get(cached.base, read.paths[index])) !== answer) {
          throw new Failure(`The ${time} cached answer to ${read.paths[index]} is another.`);
        }
      }
      if (read.ranked) continue;
      if (documentIds(await get(strapi.base, read.strapiPaths[index])) !== documentIds(answer)) {
        throw new Failure(`Strapi's own find does not give the same documents for ${read.paths[index]}.`);
      }
    }
  }
}

/** CPU milliseconds that a request takes of the server and of the database; null where nobody counts them. */
async function withCpu(contestant, databasePid, load) {
  const before = [cpuOf(contestant.pid), cpuOfFamily(databasePid)];
  const result = await load();
  const after = [cpuOf(contestant.pid), cpuOfFamily(databasePid)];
  const [serverCpu, databaseCpu] = after.map((value, index) =>
    value === null ? null : (value - before[index]) / result.requests,
  );
  return { ...result, serverCpu, databaseCpu };
}

async function measureRead(common, contestants, read, { rounds, seconds, connections }) {
  const loads = contestants.map(() => []);
  const databasePid = findPostmaster(common.dataDir).pid;
  const load = (contestant, duration) =>
    sendLoad({
      ...common,
      base: contestant.base,
      paths: contestant.pathsOf(read),
      seconds: duration,
      connections,
    });
  for (const contestant of contestants) await load(contestant, WARM_UP_SECONDS);
  // In turns, so that whatever else the machine does meets all of them alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      loads[index].push(await withCpu(contestant, databasePid, () => load(contestant, seconds)));
    }
  }
  const ratioTo = (other) =>
    median(loads[0].map((own, round) => own.requestsPerSecond / loads[other][round].requestsPerSecond));
  const calm = read.ranked
    ? await sendLoad({ ...common, base: contestants[0].base, paths: read.paths, seconds, connections: CALM })
    : null;
  return {
    name: read.name,
    calm,
    grows: read.grows === true,
    contestants: contestants.map(({ name }, index) => ({ name, ...medians(loads[index]) })),
    timesStrapi: ratioTo(1),
    timesBare: ratioTo(2),
  };
}

function medians(loads) {
  const of = (field) => median(loads.map((load) => load[field]));
  return {
    requestsPerSecond: of('requestsPerSecond'),
    p50: of('p50'),
    p97: of('p97'),
    p99: of('p99'),
    bytes: of('bytes'),
    serverCpu: of('serverCpu'),
    databaseCpu: of('databaseCpu'),
    rounds: loads.map((load) => load.requestsPerSecond),
  };
}

/**
 * Measures the storefront's reads beside the two yardsticks.
 * @param {object} options
 * @param {string} options.projectDir
 * @param {string} options.databaseUrl
 * @param {string} options.dataDir the real place of the database's data
 * @param {import('./options.mjs').Options} options.wanted
 * @param {import('../scripts/launch/lifetime.mjs').Lifetime} options.lifetime
 */
export async function measureReads({ projectDir, databaseUrl, dataDir, wanted, lifetime }) {
  const catalogue = await readCatalogue(databaseUrl);
  const reads = readsOf(catalogue);
  const common = { projectDir, databaseUrl, dataDir, lifetime, probe: LIST, headers: HEADERS };
  const contestants = await startContestants(common, {
    strapiProbe: reads[0].strapiPaths[0],
    category: catalogue.category.id,
    profile: wanted.cpuProfile,
  });
  say('Servers are up; comparing their answers');
  await assertSameAnswers(contestants, reads);
  const results = [];
  for (const read of reads) {
    say(`Measuring: ${read.name}`);
    results.push(await measureRead(common, contestants, read, wanted));
  }
  for (const contestant of contestants) await contestant.stop();
  return results;
}
