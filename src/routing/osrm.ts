import { z } from 'zod';
import type { Drive } from '../domain/delivery/eta';
import type { Point } from '../domain/delivery/fee';
import { Unavailable } from './circuit';
import type { RoutingSettings } from './road-router';

/** The server knows no way between some of the places. */
export class NoSuchRoute extends Error {
  constructor() {
    super('there is no way between these places');
    this.name = 'NoSuchRoute';
  }
}

/** What the server says of places that lie on no road, or that no road connects; it is well all the same. */
const WAYLESS = ['NoRoute', 'NoTable', 'NoSegment', 'TooBig'];

const cells = z.array(z.array(z.number().min(0).nullable()));

/** Seconds and metres; null between places that no road connects. */
const tableBody = z.object({ code: z.literal('Ok'), durations: cells, distances: cells });

const refusalBody = z.object({ code: z.string() });

type Reply = { status: number; body: unknown };

/** OSRM keeps six decimals of a degree. */
const written = ({ latitude, longitude }: Point): string => `${longitude.toFixed(6)},${latitude.toFixed(6)}`;

/** Where a table is asked for; whatever else the address has, such as a key, goes along. */
const tableUrl = (base: URL, points: Point[]): URL => {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/table/v1/driving/${points.map(written).join(';')}`;
  url.searchParams.set('annotations', 'duration,distance');
  return url;
};

const send = async (url: URL, timeoutMs: number): Promise<Reply> => {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    return { status: response.status, body: (await response.json()) };
  } catch {
    throw new Unavailable('did not answer, or not in JSON');
  }
};

const drivesOf = ({ durations, distances }: z.infer<typeof tableBody>, size: number): Drive[][] => {
  const isWhole = (table: unknown[][]): boolean =>
    table.length === size && table.every((row) => row.length === size);
  if (!isWhole(durations) || !isWhole(distances)) throw new Unavailable('answered a table of another size');
  return durations.map((row, from) =>
    row.map((seconds, to) => {
      const metres = distances[from]?.[to] ?? null;
      if (seconds === null || metres === null) throw new NoSuchRoute();
      return { km: metres / 1000, minutes: seconds / 60 };
    }),
  );
};

/**
 * @throws Error naming the variable, for what is no address of a server
 */
const baseOf = (address: string): URL => {
  const url = URL.parse(address);
  const isFit = url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
  if (isFit) return url;
  throw new Error('ROAD_ROUTER_URL must be an http address without a user: http://localhost:5000');
};

/**
 * Asks the `table` service of an OSRM server for all drives between some places.
 * @see https://project-osrm.org/docs/v5.24.0/api/#table-service
 * @returns a function that throws Unavailable where the server fails, NoSuchRoute where no road leads
 */
export const osrmTable = ({ url, timeoutMs }: RoutingSettings): ((points: Point[]) => Promise<Drive[][]>) => {
  const base = baseOf(url);
  return async (points) => {
    const { status, body } = await send(tableUrl(base, points), timeoutMs);
    if (WAYLESS.includes(refusalBody.safeParse(body).data?.code ?? '')) throw new NoSuchRoute();
    const { data } = tableBody.safeParse(body);
    if (status !== 200 || !data) throw new Unavailable(`answered ${status} and no table`);
    return drivesOf(data, points.length);
  };
};
