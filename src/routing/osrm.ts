import { z } from 'zod';
import type { Drive } from '../domain/delivery/eta';
import type { Point } from '../domain/delivery/point';
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

const amount = z.number().min(0);

const cells = z.array(z.array(amount.nullable()));

/** Seconds and metres; null between places that no road connects. */
const tableBody = z.object({ code: z.literal('Ok'), durations: cells, distances: cells });

/** Seconds and metres from each place to the next one, on the best route. */
const routeBody = z.object({
  code: z.literal('Ok'),
  routes: z.array(z.object({ legs: z.array(z.object({ duration: amount, distance: amount })) })).min(1),
});

const refusalBody = z.object({ code: z.string() });

type Reply = { status: number; body: unknown };

/** OSRM keeps six decimals of a degree. */
const written = ({ latitude, longitude }: Point): string => `${longitude.toFixed(6)},${latitude.toFixed(6)}`;

/** Where a service is asked; whatever else the address has, such as a key, goes along. */
const urlOf = (base: URL, service: string, points: Point[], query: Record<string, string>): URL => {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/, '')}/${service}/v1/driving/${points.map(written).join(';')}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
};

const send = async (url: URL, timeoutMs: number): Promise<Reply> => {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { redirect: 'error', signal });
    return { status: response.status, body: await response.json() };
  } catch {
    throw new Unavailable('did not answer, or not in JSON');
  }
};

const driveOf = (metres: number, seconds: number): Drive => ({ km: metres / 1000, minutes: seconds / 60 });

const drivesOf = ({ durations, distances }: z.infer<typeof tableBody>, size: number): Drive[][] => {
  const isWhole = (table: unknown[][]): boolean =>
    table.length === size && table.every((row) => row.length === size);
  if (!isWhole(durations) || !isWhole(distances)) throw new Unavailable('answered a table of another size');
  return durations.map((row, from) =>
    row.map((seconds, to) => {
      const metres = distances[from]?.[to] ?? null;
      if (seconds === null || metres === null) throw new NoSuchRoute();
      return driveOf(metres, seconds);
    }),
  );
};

const legsOf = ({ routes: [route] }: z.infer<typeof routeBody>, size: number): Drive[] => {
  const legs = route?.legs ?? [];
  if (legs.length !== size - 1) throw new Unavailable('answered a route of another length');
  return legs.map(({ distance, duration }) => driveOf(distance, duration));
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

/** What an OSRM server answers; each throws Unavailable where the server fails, NoSuchRoute where no road leads. */
export type OsrmServer = {
  /** All drives between some places: `table[from][to]`. */
  table: (points: Point[]) => Promise<Drive[][]>;
  /** The drives along some places, in their order. */
  route: (points: Point[]) => Promise<Drive[]>;
};

/**
 * Asks the services `table` and `route` of an OSRM server.
 * @see https://project-osrm.org/docs/v5.24.0/api/
 */
export const osrmServer = ({ url, timeoutMs }: RoutingSettings): OsrmServer => {
  const base = baseOf(url);

  const ask = async <Answer>(
    service: string,
    points: Point[],
    query: Record<string, string>,
    schema: z.ZodType<Answer>,
  ): Promise<Answer> => {
    const { status, body } = await send(urlOf(base, service, points, query), timeoutMs);
    if (WAYLESS.includes(refusalBody.safeParse(body).data?.code ?? '')) throw new NoSuchRoute();
    const { data } = schema.safeParse(body);
    if (status !== 200 || !data) throw new Unavailable(`answered ${status} and no ${service}`);
    return data;
  };

  return {
    table: async (points) =>
      drivesOf(await ask('table', points, { annotations: 'duration,distance' }, tableBody), points.length),
    // A driver may turn round at a door, as drives of a table do.
    route: async (points) =>
      legsOf(
        await ask('route', points, { overview: 'false', continue_straight: 'false' }, routeBody),
        points.length,
      ),
  };
};
