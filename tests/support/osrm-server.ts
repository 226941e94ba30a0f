import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a road server behaves: as it should; never answering; with 500; with what is no JSON; or with this answer. */
export type OsrmBehaviour = 'well' | 'silent' | 'broken' | 'garbled' | { status: number; body: unknown };

/** A road server of tests, and the paths with their queries that it was asked. */
export interface OsrmServer {
  url: string;
  calls: string[];
  behave: (how: OsrmBehaviour) => void;
  stop: () => Promise<void>;
}

const PATH = /^(?:\/\w+)?\/(table|route)\/v1\/driving\/([^?]+)\?(.*)$/;

const refusal = (code: string, message: string) => ({ status: 400, body: { code, message } });

/** Ten metres and two seconds for each thousandth of a degree, along the meridians and parallels. */
const steps = ([east, north]: number[], [toEast, toNorth]: number[]): number =>
  Math.round((Math.abs(toEast! - east!) + Math.abs(toNorth! - north!)) * 1_000);

/** Answers as OSRM 5 does on `GET /{table or route}/v1/driving/{longitude},{latitude};…`. */
const answerTo = (url: string) => {
  const [, service, places = '', query] = PATH.exec(url) ?? [];
  const points = decodeURIComponent(places)
    .split(';')
    .map((place) => place.split(',').map(Number));
  const areFit = points.every((point) => point.length === 2 && point.every(Number.isFinite));
  if (!areFit) return refusal('InvalidQuery', 'Query string malformed close to position 18');
  if (points.length > 100) return refusal('TooBig', `Too many ${service} coordinates`);
  return service === 'route' ? routeOf(points) : tableOf(points, new URLSearchParams(query));
};

const waypointsOf = (points: number[][]) =>
  points.map((location) => ({ hint: 'aa', distance: 4.1, name: 'King Fahd Road', location }));

const tableOf = (points: number[][], query: URLSearchParams) => {
  const table = (each: number): number[][] =>
    points.map((from) => points.map((to) => steps(from, to) * each));
  const annotations = query.get('annotations')?.split(',') ?? ['duration'];
  return {
    status: 200,
    body: {
      code: 'Ok',
      ...(annotations.includes('duration') && { durations: table(2) }),
      ...(annotations.includes('distance') && { distances: table(10) }),
      sources: waypointsOf(points),
      destinations: waypointsOf(points),
    },
  };
};

const routeOf = (points: number[][]) => {
  const legs = points.slice(1).map((to, index) => {
    const length = steps(points[index]!, to);
    return { duration: length * 2, distance: length * 10, weight: length, summary: '', steps: [] };
  });
  return { status: 200, body: { code: 'Ok', routes: [{ legs }], waypoints: waypointsOf(points) } };
};

/** A server that speaks the table and route services of OSRM. */
export const startOsrm = async (): Promise<OsrmServer> => {
  const calls: string[] = [];
  let how: OsrmBehaviour = 'well';
  const server = http.createServer((request, response) => {
    const url = request.url ?? '/';
    calls.push(url);
    if (how === 'silent') return;
    const broken = { status: 500, body: { code: 'InternalError', message: 'Internal Error' } };
    const answer = typeof how === 'object' ? how : how === 'broken' ? broken : answerTo(url);
    response
      .writeHead(answer.status, { 'Content-Type': 'application/json; charset=UTF-8' })
      .end(how === 'garbled' ? '<html>' : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    behave(behaviour) {
      how = behaviour;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
