import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { say } from '../scripts/launch/progress.mjs';
import { percentile } from './statistics.mjs';

const ROUNDS = 50;
const WARM_UP = 10;
const STOPS = 20;
const SPREAD = 3;
const ORDERS = 60;

/** Numbers that look like chance and are the same each time. */
function chance(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** TSPLIB's distance of type GEO, in whole kilometres. */
function geo([x1, y1], [x2, y2]) {
  const radians = (x) => (3.141592 * (Math.trunc(x) + (5 * (x - Math.trunc(x))) / 3)) / 180;
  const [q1, q2, q3] = [
    Math.cos(radians(y1) - radians(y2)),
    Math.cos(radians(x1) - radians(x2)),
    Math.cos(radians(x1) + radians(x2)),
  ];
  return Math.trunc(6378.388 * Math.acos(0.5 * ((1 + q1) * q2 - (1 - q1) * q3)) + 1);
}

const costsOf = ({ points, rows }) =>
  points
    ? points.map((from, i) => points.map((to, j) => (i === j ? 0 : geo(from, to))))
    : rows.map((_, i) => rows.map((__, j) => rows[Math.max(i, j)][Math.min(i, j)]));

const flat = (places) => places.map(([x, y]) => places.map(([u, v]) => Math.hypot(x - u, y - v)));

function timed(work) {
  for (let round = 0; round < WARM_UP; round += 1) work(round);
  const took = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    work(round);
    took.push(performance.now() - began);
  }
  return { p50: percentile(took, 0.5), p95: percentile(took, 0.95) };
}

/** Places in a few parts of a town, the store in its middle; kilometres. */
function town(random, count) {
  const parts = Array.from({ length: 6 }, () => [random() * 16 - 8, random() * 16 - 8]);
  const near = () => (random() + random() - 1) * SPREAD;
  return [
    [0, 0],
    ...Array.from({ length: count }, (_, index) => parts[index % parts.length].map((at) => at + near())),
  ];
}

/**
 * Measures the sequence of stops: how long it takes for 20, how far it is from the published optimum of TSPLIB's small
 * examples, and how many kilometres are saved where orders that lie together go together.
 * @param {{ projectDir: string }} options
 */
export function measureRoutes({ projectDir }) {
  say(`Measuring: routes of ${STOPS} stops, and orders that go together`);
  const require = createRequire(path.join(projectDir, 'package.json'));
  const compiled = (name) => require(path.join(projectDir, 'dist', 'src', 'domain', 'delivery', name));
  const { routeCost, shortRoute } = compiled('route.js');
  const { batchOrders, gainOf } = compiled('batch.js');

  const examples = JSON.parse(fs.readFileSync(path.join(projectDir, 'bench', 'tsplib.json'), 'utf8')).map(
    (example) => {
      const costs = costsOf(example);
      const lengths = [...costs.keys()].map((start) =>
        routeCost(costs, shortRoute(costs, start, 'closed'), 'closed'),
      );
      return { name: example.name, stops: costs.length, gap: Math.max(...lengths) / example.optimum - 1 };
    },
  );
  const random = chance(7);
  const towns = Array.from({ length: ROUNDS }, () => flat(town(random, STOPS)));
  const time = timed((round) => shortRoute(towns[round], 0, 'open'));
  const hundred = flat(town(random, 100));
  const timeOfHundred = timed(() => shortRoute(hundred, 0, 'open'));

  const km = flat(town(random, ORDERS));
  const stops = Array.from({ length: ORDERS }, (_, index) => ({ orderId: `${index}`, promisedIn: 60 }));
  const rules = { most: 5, minutesPerKm: 2.6, handoverMinutes: 5, mostExtraMinutes: 15 };
  const batches = batchOrders(km, stops, rules);
  return {
    stops: STOPS,
    time,
    timeOfHundred,
    examples,
    batching: { orders: ORDERS, batches: batches.length, ...gainOf(km, batches) },
  };
}
