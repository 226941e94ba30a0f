import { table, tenths, verdict, whole } from './table.mjs';

export const DELIVERY_AIMS = {
  pointsPerSecond: 2_000,
  pointsTimesBare: 0.3,
  assignmentMs: 20,
  routeMs: 50,
  routeGap: 0.1,
  pointsP99: 50,
};

export function locationsTable({ points, drivers, own, bare, ratio, steady }) {
  return table(
    [`Positions in batches of ${points}, ${drivers} drivers`, 'Aim', 'Measured'],
    [
      [
        'points a second, over HTTP',
        `${whole(DELIVERY_AIMS.pointsPerSecond)}: ${verdict(own.perSecond >= DELIVERY_AIMS.pointsPerSecond)}`,
        whole(own.perSecond),
      ],
      [
        'beside bare bulk inserts',
        `${DELIVERY_AIMS.pointsTimesBare} ×: ${verdict(ratio >= DELIVERY_AIMS.pointsTimesBare)}`,
        `${ratio.toFixed(2)} × (${whole(bare.perSecond)})`,
      ],
      ['all drivers at once, p50 / p99', '', `${tenths(own.p50)} / ${tenths(own.p99)} ms`],
      [
        `at ${whole(steady.aim)} points a second, p50 / p99`,
        `p99 < ${DELIVERY_AIMS.pointsP99} ms: ${verdict(steady.p99 < DELIVERY_AIMS.pointsP99)}`,
        `${tenths(steady.p50)} / ${tenths(steady.p99)} ms`,
      ],
    ],
  );
}

export function assignmentTable({ drivers, orders, p50, p95, p99 }) {
  return table(
    [`An order finds one of ${drivers} drivers, ${orders} times`, 'Aim', 'Measured'],
    [
      [
        'transaction and commit, p50 / p95 / p99',
        `p95 < ${DELIVERY_AIMS.assignmentMs} ms: ${verdict(p95 < DELIVERY_AIMS.assignmentMs)}`,
        `${tenths(p50)} / ${tenths(p95)} / ${tenths(p99)} ms`,
      ],
    ],
  );
}

export function routesTable({ stops, time, timeOfHundred, examples, batching }) {
  const gap = Math.max(...examples.map((example) => example.gap));
  return table(
    ['Routes', 'Aim', 'Measured'],
    [
      [
        `${stops} stops, p50 / p95`,
        `< ${DELIVERY_AIMS.routeMs} ms: ${verdict(time.p95 < DELIVERY_AIMS.routeMs)}`,
        `${tenths(time.p50)} / ${tenths(time.p95)} ms`,
      ],
      ['100 stops, p50 / p95', '', `${tenths(timeOfHundred.p50)} / ${tenths(timeOfHundred.p95)} ms`],
      [
        `longer than the optimum (${examples.map(({ name }) => name).join(', ')}), at worst`,
        `< ${DELIVERY_AIMS.routeGap * 100} %: ${verdict(gap < DELIVERY_AIMS.routeGap)}`,
        `${tenths(gap * 100)} %`,
      ],
      [
        `${batching.orders} orders in ${batching.batches} batches, beside one trip each`,
        '',
        `${whole(batching.km)} of ${whole(batching.kmAlone)} km: ${tenths(batching.savedShare * 100)} % saved`,
      ],
    ],
  );
}
