import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Drive } from '../../../src/domain/delivery/eta';
import type { Point } from '../../../src/domain/delivery/point';
import { createRoadRouter, type RoadRouter, type RoutingSettings } from '../../../src/routing/road-router';
import { type OsrmBehaviour, type OsrmServer, startOsrm } from '../../support/osrm-server';

const rules = { roadFactor: 1.3, speedKmh: 30 };

const store: Point = { latitude: 24.7, longitude: 46.7 };
const door: Point = { latitude: 24.71, longitude: 46.72 };
const shed: Point = { latitude: 24.7, longitude: 46.75 };

/** What the server says: thirty, thirty, twenty of its steps. */
const [toDoor, toShed, between]: Drive[] = [
  { km: 0.3, minutes: 1 },
  { km: 0.5, minutes: 5 / 3 },
  { km: 0.4, minutes: 4 / 3 },
];
const none = { km: 0, minutes: 0 };

/** 2.31 km by great circle. */
const reckoned = { km: 2.31 * 1.3, minutes: ((2.31 * 1.3) / 30) * 60 };

let osrm: OsrmServer;
let said: string[];

beforeEach(async () => {
  osrm = await startOsrm();
  said = [];
});

afterEach(() => osrm.stop());

const log = {
  error: (words: string) => said.push(`error: ${words}`),
  warn: (words: string) => said.push(`warn: ${words}`),
} as unknown as Core.Strapi['log'];

const routerWith = (settings: Partial<RoutingSettings> = {}): RoadRouter =>
  createRoadRouter({ url: osrm.url, timeoutMs: 300, pauseMs: 60_000, ...settings }, log);

const isReckoned = (drive: Drive | undefined): void => {
  expect(drive?.km).toBeCloseTo(reckoned.km, 9);
  expect(drive?.minutes).toBeCloseTo(reckoned.minutes, 9);
};

test('without a server drives are reckoned by great circle', async () => {
  const { matrix, legs } = routerWith({ url: '' });
  const [there, back] = await matrix([store, door], rules);
  expect(there?.[0]).toEqual(none);
  isReckoned(there?.[1]);
  isReckoned(back?.[0]);
  const [first, ...rest] = await legs([store, door, store, store], rules);
  isReckoned(first);
  isReckoned(rest[0]);
  expect(rest.slice(1)).toEqual([none]);
  expect(await legs([store], rules)).toEqual([]);
  expect(await matrix([], rules)).toEqual([]);
});

describe('with a server', () => {
  test('drives are those of the road', async () => {
    const { matrix, legs } = routerWith();
    expect(await matrix([store, door, shed], rules)).toEqual([
      [none, toDoor, toShed],
      [toDoor, none, between],
      [toShed, between, none],
    ]);
    expect(await legs([store, door, shed], rules)).toEqual([toDoor, between]);
    const places = '46.700000,24.700000;46.720000,24.710000;46.750000,24.700000';
    expect(osrm.calls).toEqual([
      `/table/v1/driving/${places}?annotations=duration%2Cdistance`,
      `/route/v1/driving/${places}?overview=false&continue_straight=false`,
    ]);
    expect(said).toEqual([]);
  });

  test('what else its address has goes along', async () => {
    expect(await routerWith({ url: `${osrm.url}/osrm/?key=Secret` }).legs([store, door], rules)).toEqual([
      toDoor,
    ]);
    expect(osrm.calls).toEqual([
      '/osrm/route/v1/driving/46.700000,24.700000;46.720000,24.710000?key=Secret&overview=false&continue_straight=false',
    ]);
  });

  test('nobody is asked about a single place', async () => {
    expect(await routerWith().legs([store], rules)).toEqual([]);
    expect(await routerWith().matrix([store], rules)).toEqual([[none]]);
    expect(osrm.calls).toEqual([]);
  });

  /** The drive to the door out of a table. */
  const thereBy = async ({ matrix }: RoadRouter): Promise<Drive | undefined> =>
    (await matrix([store, door], rules))[0]?.[1];

  const table = (durations: unknown, distances: unknown) => ({
    status: 200,
    body: { code: 'Ok', durations, distances },
  });

  test.each<[string, OsrmBehaviour]>([
    [
      'no road leads there',
      table(
        [
          [0, null],
          [null, 0],
        ],
        [
          [0, null],
          [null, 0],
        ],
      ),
    ],
    ['it says so', { status: 400, body: { code: 'NoRoute', message: 'Impossible route between points' } }],
    ['a place is nowhere near a road', { status: 400, body: { code: 'NoSegment', message: 'no segment' } }],
    [
      'there are too many places',
      { status: 400, body: { code: 'TooBig', message: 'Too many table coordinates' } },
    ],
  ])('where %s it is reckoned, and the server is asked again', async (_what, how) => {
    const router = routerWith();
    osrm.behave(how);
    isReckoned(await thereBy(router));
    osrm.behave('well');
    expect(await thereBy(router)).toEqual(toDoor);
    expect(said).toEqual([]);
  });

  test.each<[string, OsrmBehaviour, string]>([
    ['does not answer', 'silent', 'did not answer, or not in JSON'],
    ['answers no JSON', 'garbled', 'did not answer, or not in JSON'],
    ['is broken', 'broken', 'answered 500 and no table'],
    [
      'understands nothing',
      { status: 400, body: { code: 'InvalidQuery', message: 'secret' } },
      'answered 400 and no table',
    ],
    ['says nothing', { status: 200, body: {} }, 'answered 200 and no table'],
    [
      'gives no distances',
      { status: 200, body: { code: 'Ok', durations: [[0]] } },
      'answered 200 and no table',
    ],
    [
      'gives words for numbers',
      table(
        [
          ['0', '1'],
          ['1', '0'],
        ],
        [
          [0, 1],
          [1, 0],
        ],
      ),
      'answered 200 and no table',
    ],
    [
      'gives negative ones',
      table(
        [
          [0, -1],
          [-1, 0],
        ],
        [
          [0, 1],
          [1, 0],
        ],
      ),
      'answered 200 and no table',
    ],
    [
      'gives too few rows',
      table(
        [[0, 1]],
        [
          [0, 1],
          [1, 0],
        ],
      ),
      'answered a table of another size',
    ],
    [
      'gives too many cells',
      table(
        [
          [0, 1],
          [1, 0],
        ],
        [
          [0, 1, 2],
          [1, 0],
        ],
      ),
      'answered a table of another size',
    ],
  ])('one that %s is left alone for a while', async (_what, how, reason) => {
    const router = routerWith({ url: `${osrm.url}?key=Secret` });
    osrm.behave(how);
    isReckoned(await thereBy(router));
    osrm.behave('well');
    const began = Date.now();
    isReckoned(await thereBy(router));
    expect(Date.now() - began).toBeLessThan(200);
    expect(osrm.calls).toHaveLength(1);
    expect(said).toEqual([
      `error: The road router ${reason}: until it answers, drives are reckoned by great circle`,
    ]);
  });

  test.each<[string, OsrmBehaviour, string]>([
    ['no route', { status: 200, body: { code: 'Ok', routes: [] } }, 'answered 200 and no route'],
    [
      'one without its legs',
      { status: 200, body: { code: 'Ok', routes: [{ distance: 300, duration: 60 }] } },
      'answered 200 and no route',
    ],
    [
      'one that goes elsewhere',
      { status: 200, body: { code: 'Ok', routes: [{ legs: [] }] } },
      'answered a route of another length',
    ],
  ])('for the way one that answers %s is left alone, too', async (_what, how, reason) => {
    const router = routerWith();
    osrm.behave(how);
    isReckoned((await router.legs([store, door], rules))[0]);
    expect(said).toEqual([
      `error: The road router ${reason}: until it answers, drives are reckoned by great circle`,
    ]);
  });

  test('where no road leads along the way it is reckoned', async () => {
    const router = routerWith();
    osrm.behave({ status: 400, body: { code: 'NoRoute', message: 'Impossible route between points' } });
    isReckoned((await router.legs([store, door], rules))[0]);
    osrm.behave('well');
    expect(await router.legs([store, door], rules)).toEqual([toDoor]);
    expect(said).toEqual([]);
  });

  test('one that knows no way after the pause is well', async () => {
    const router = routerWith({ pauseMs: 50 });
    osrm.behave('broken');
    isReckoned(await thereBy(router));
    await wait(80);
    osrm.behave({ status: 400, body: { code: 'NoRoute', message: 'Impossible route between points' } });
    isReckoned(await thereBy(router));
    expect(said.map((words) => words.slice(0, 5))).toEqual(['error', 'warn:']);
    osrm.behave('well');
    expect(await thereBy(router)).toEqual(toDoor);
  });

  test('one that is not there at all is left alone, too', async () => {
    const router = routerWith();
    await osrm.stop();
    isReckoned((await router.legs([store, door], rules))[0]);
    expect(said).toHaveLength(1);
    osrm = await startOsrm();
  });

  test('after the pause one caller tries, and tells of it when it works again', async () => {
    const router = routerWith({ pauseMs: 50, timeoutMs: 150 });
    osrm.behave('silent');
    isReckoned((await router.legs([store, door], rules))[0]);
    await wait(80);
    const ten = await Promise.all(Array.from({ length: 10 }, () => router.legs([store, door], rules)));
    ten.forEach(([drive]) => isReckoned(drive));
    expect(osrm.calls).toHaveLength(2);
    await wait(80);
    osrm.behave('well');
    expect(await router.legs([store, door], rules)).toEqual([toDoor]);
    expect(await router.legs([door, shed], rules)).toEqual([between]);
    expect(said.map((words) => words.slice(0, 5))).toEqual(['error', 'warn:']);
  });
});

test.each(['roads.example', 'ftp://roads.example', 'http://me:secret@roads.example', 'http://'])(
  'an address that is none is refused at the start: %s',
  (url) => {
    expect(() => routerWith({ url })).toThrow('ROAD_ROUTER_URL');
    expect(() => routerWith({ url })).not.toThrow('secret');
  },
);
