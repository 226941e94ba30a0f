import { settlePartitions } from '../../src/api/driver-position/partitions';
import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { goOnDuty, type HiredDriver, hireDriver } from '../support/drivers';
import { change, line, moveTo, placed, stocked } from '../support/orders';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const SECOND = 1_000;
const HOUR = 3_600;

/** A point in Riyadh, so many seconds ago; a thousandth of a degree of latitude is 111 m. */
const point = (secondsAgo: number, rest: object = {}) => ({
  latitude: 24.7,
  longitude: 46.7,
  accuracy: 8,
  at: new Date(Date.now() - secondsAgo * SECOND).toISOString(),
  ...rest,
});

const tell = ({ options }: HiredDriver, body: object) =>
  api.post('/api/mobile-delivery/location', body, options);

interface Stored {
  latitude: number;
  at: Date;
}

const historyOf = async ({ documentId }: HiredDriver): Promise<Stored[]> => {
  const { rows } = await sql.query<Stored>(
    'select latitude, at from driver_positions where driver_id = $1 order by at',
    [documentId],
  );
  return rows;
};

const lastOf = async ({ documentId }: HiredDriver): Promise<Stored | undefined> => {
  const { rows } = await sql.query<Stored>(
    'select latitude, position_at as at from driver_states where driver_id = $1',
    [documentId],
  );
  return rows[0];
};

describe('where a driver is', () => {
  test('one point is taken, and shown to staff', async () => {
    const driver = await hireDriver(shop);
    const sent = point(3);
    const { body, headers } = await tell(driver, sent).expect(202);
    expect(body.data).toEqual({ accepted: 1, ignored: [], nextIntervalSeconds: 300 });
    expect(headers['cache-control']).toBe('private, no-store');
    const shown = await api.get(`/api/delivery-personnel/${driver.documentId}`, shop.staff).expect(200);
    expect(shown.body.data.position).toEqual({ latitude: 24.7, longitude: 46.7, accuracy: 8, at: sent.at });
  });

  test('a point without a time is where they are now', async () => {
    const driver = await hireDriver(shop);
    const before = Date.now();
    await tell(driver, { latitude: 24.7, longitude: 46.7 }).expect(202);
    const [stored] = await historyOf(driver);
    expect(stored!.at.getTime()).toBeGreaterThanOrEqual(before);
    expect(stored!.at.getTime()).toBeLessThanOrEqual(Date.now());
  });

  test('what is old, ahead, inaccurate, repeated or impossible is named and left out', async () => {
    const driver = await hireDriver(shop);
    const twice = point(60);
    const points = [
      point(25 * HOUR),
      twice,
      point(-24 * HOUR),
      point(30, { accuracy: 250 }),
      twice,
      point(20, { latitude: 25.7 }),
      point(10, { latitude: 24.701 }),
    ];
    const { body } = await tell(driver, { points }).expect(202);
    expect(body.data).toEqual({
      accepted: 2,
      ignored: [
        { index: 0, reason: 'too_old' },
        { index: 2, reason: 'in_the_future' },
        { index: 3, reason: 'inaccurate' },
        { index: 4, reason: 'duplicate' },
        { index: 5, reason: 'too_fast' },
      ],
      nextIntervalSeconds: 300,
    });
    expect((await historyOf(driver)).map(({ latitude }) => latitude)).toEqual([24.7, 24.701]);
    expect(await lastOf(driver)).toEqual({ latitude: 24.701, at: new Date(points[6]!.at) });
  });

  test('a body of nothing but such points changes nothing', async () => {
    const driver = await hireDriver(shop);
    const { body } = await tell(driver, { points: [point(-HOUR)] }).expect(202);
    expect(body.data).toMatchObject({ accepted: 0, ignored: [{ index: 0, reason: 'in_the_future' }] });
    expect(await historyOf(driver)).toEqual([]);
    expect(await lastOf(driver)).toBeUndefined();
  });

  test('a late point joins the history, and the last one stays', async () => {
    const driver = await hireDriver(shop);
    const last = point(10, { latitude: 24.72 });
    await tell(driver, { points: [point(600), last] }).expect(202);
    const late = await tell(driver, point(300, { latitude: 24.71 })).expect(202);
    expect(late.body.data.accepted).toBe(1);
    expect((await historyOf(driver)).map(({ latitude }) => latitude)).toEqual([24.7, 24.71, 24.72]);
    expect(await lastOf(driver)).toEqual({ latitude: 24.72, at: new Date(last.at) });
    // Ten seconds after the first point nobody is a kilometre away.
    const jump = await tell(driver, point(590, { latitude: 24.71 })).expect(202);
    expect(jump.body.data.ignored).toEqual([{ index: 0, reason: 'too_fast' }]);
    expect(await historyOf(driver)).toHaveLength(3);
  });

  test('what comes twice is there once', async () => {
    const driver = await hireDriver(shop);
    const points = [point(60), point(30, { latitude: 24.701 })];
    await tell(driver, { points }).expect(202);
    const again = await tell(driver, { points }).expect(202);
    expect(again.body.data).toMatchObject({
      accepted: 0,
      ignored: [
        { index: 0, reason: 'duplicate' },
        { index: 1, reason: 'duplicate' },
      ],
    });
    expect(await historyOf(driver)).toHaveLength(2);
  });

  test('a point of 1970 beside one of now has nothing read that is older than a day', async () => {
    const driver = await hireDriver(shop);
    await tell(driver, point(60)).expect(202);
    await sql.query(
      `insert into driver_positions (driver_id, company_code, at, latitude, longitude)
       select $1, $2, now() - make_interval(secs => n), 24.7, 46.7 from generate_series(100, 60000) n`,
      [driver.documentId, shop.company.code],
    );
    const begun = performance.now();
    const { body } = await tell(driver, {
      points: [point(0, { at: '1970-01-01T00:00:00Z' }), point(90.5), point(0)],
    }).expect(202);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(body.data).toMatchObject({ accepted: 2, ignored: [{ index: 0, reason: 'too_old' }] });
    expect(await historyOf(driver)).toHaveLength(59_901 + 3);
  });

  test('one wrong point keeps nobody away: three others that agree take its place', async () => {
    const driver = await hireDriver(shop);
    await tell(driver, point(60, { latitude: 21.5 })).expect(202);
    const first = await tell(driver, point(30)).expect(202);
    expect(first.body.data.ignored).toEqual([{ index: 0, reason: 'too_fast' }]);
    await tell(driver, point(20, { latitude: 24.7001 })).expect(202);
    expect((await historyOf(driver)).map(({ latitude }) => latitude)).toEqual([21.5]);
    const third = await tell(driver, point(10, { latitude: 24.7002 })).expect(202);
    expect(third.body.data).toMatchObject({ accepted: 1, ignored: [] });
    expect((await historyOf(driver)).map(({ latitude }) => latitude)).toEqual([21.5, 24.7, 24.7001, 24.7002]);
    expect((await lastOf(driver))!.latitude).toBe(24.7002);
  });

  test('batches at once: every point once, and the newest is the last', async () => {
    const driver = await hireDriver(shop);
    const batches = Array.from({ length: 10 }, (_batch, part) =>
      Array.from({ length: 20 }, (_point, place) => {
        const ago = 1 + part * 20 + place;
        return point(ago, { latitude: 24.7 - ago * 0.0001 });
      }),
    );
    const answers = await Promise.all([...batches, ...batches].map((points) => tell(driver, { points })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await historyOf(driver)).toHaveLength(200);
    expect(await lastOf(driver)).toEqual({ latitude: 24.6999, at: new Date(batches[0]![0]!.at) });
  });
});

describe('what is malformed', () => {
  test.each<[string, object, string[]]>([
    ['nothing', {}, ['latitude', 'longitude']],
    ['no points', { points: [] }, ['points']],
    ['north of the pole', point(1, { latitude: 90.1 }), ['latitude']],
    ['beyond the date line', point(1, { longitude: -180.1 }), ['longitude']],
    ['words', point(1, { latitude: '24.7' }), ['latitude']],
    ['an accuracy below zero', point(1, { accuracy: -1 }), ['accuracy']],
    ['no time', point(1, { at: 'yesterday' }), ['at']],
    ['a time without a zone', point(1, { at: '2026-11-27T12:00:00' }), ['at']],
    ['somebody else', point(1, { driver: UNKNOWN_ID }), ['driver']],
    ['one of two', { points: [point(2), point(1, { latitude: 91 })] }, ['points.1.latitude']],
    ['501 points', { points: Array.from({ length: 501 }, (_p, ago) => point(ago)) }, ['points']],
    ['10,000 points', { points: Array.from({ length: 10_000 }, (_p, ago) => point(ago)) }, ['points']],
    ['points and a point', { ...point(1), points: [point(2)] }, ['latitude', 'longitude', 'accuracy', 'at']],
  ])('%s is refused as a whole', async (_what, body, paths) => {
    const driver = await hireDriver(shop);
    expectInvalid(await tell(driver, body), ...paths);
    expect(await historyOf(driver)).toEqual([]);
    expect(await lastOf(driver)).toBeUndefined();
  });

  test('500 points are taken', async () => {
    const driver = await hireDriver(shop);
    const points = Array.from({ length: 500 }, (_p, ago) => point(ago + 1));
    expect((await tell(driver, { points }).expect(202)).body.data.accepted).toBe(500);
    expect(await historyOf(driver)).toHaveLength(500);
  });

  test('only drivers tell where they are', async () => {
    const customer = await newCustomer(shop.company);
    const say = (options: object) => api.post('/api/mobile-delivery/location', point(1), options);
    expectRefusal(await say(customer.options), 403, 'forbidden');
    expectRefusal(await say(shop.staff), 403, 'forbidden');
    expectRefusal(await say(shop.visitor), 401, 'unauthenticated');
  });
});

test('the interval follows what the driver does', async () => {
  const driver = await hireDriver(shop);
  let ago = 500;
  const next = async (): Promise<number> => {
    ago -= 60;
    const moved = point(ago, { latitude: 24.7 + (500 - ago) * 0.0001 });
    return (await tell(driver, moved).expect(202)).body.data.nextIntervalSeconds as number;
  };
  expect(await next()).toBe(300);
  await goOnDuty(driver).expect(200);
  expect(await next()).toBe(60);
  const order = await placed(await newCustomer(shop.company), [line(await stocked(shop, 10))]);
  await moveTo(shop, order, 'processing');
  await change(shop, order, { delivery_personnel: driver.documentId }).expect(200);
  expect(await next()).toBe(20);
  await change(shop, order, { delivery_status: 'picked' }).expect(200);
  expect(await next()).toBe(10);
  await change(shop, order, { delivery_status: 'delivered' }).expect(200);
  expect(await next()).toBe(60);
  const still = await tell(driver, {
    points: [point(50, { latitude: 24.75 }), point(5, { latitude: 24.75 })],
  });
  expect(still.body.data.nextIntervalSeconds).toBe(60);
  const standing = await tell(driver, point(1, { latitude: 24.75 })).expect(202);
  expect(standing.body.data.nextIntervalSeconds).toBe(120);
});

describe('tracks', () => {
  const track = (driver: string, query: Record<string, string>, options: object = shop.staff) =>
    api.get(`/api/delivery-personnel/${driver}/positions`, { ...options, query });

  test('are what was told within a span', async () => {
    const driver = await hireDriver(shop);
    const points = [point(300), point(200, { latitude: 24.701 }), point(100, { latitude: 24.702 })];
    await tell(driver, { points }).expect(202);
    const span = { from: points[0]!.at, to: points[2]!.at };
    const { body } = await track(driver.documentId, span).expect(200);
    expect(body.data).toEqual({
      ...span,
      points: [
        { latitude: 24.7, longitude: 46.7, accuracy: 8, at: points[0]!.at },
        { latitude: 24.701, longitude: 46.7, accuracy: 8, at: points[1]!.at },
      ],
      isCut: false,
    });
  });

  test('are of a day of the store where nothing else is said', async () => {
    const driver = await hireDriver(shop);
    const { body } = await track(driver.documentId, { from: '2026-11-20', to: '2026-11-20' }).expect(200);
    expect(body.data).toEqual({
      from: '2026-11-19T21:00:00.000Z',
      to: '2026-11-20T21:00:00.000Z',
      points: [],
      isCut: false,
    });
    const today = (await track(driver.documentId, {}).expect(200)).body.data as { from: string; to: string };
    expect(new Date(today.to).getTime() - new Date(today.from).getTime()).toBe(24 * HOUR * SECOND);
  });

  test('refuse what makes no sense, and who has no right', async () => {
    const driver = await hireDriver(shop);
    const { documentId } = driver;
    expectInvalid(await track(documentId, { from: '2026-02-30' }), 'from');
    expectInvalid(await track(documentId, { from: 'x' }), 'from');
    expectInvalid(await track(documentId, { from: '2026-11-20', to: '2026-11-19' }), 'to');
    expectInvalid(await track(documentId, { from: '2026-11-01', to: '2026-11-20' }), 'to');
    expectRefusal(await track(documentId, { driver: 'x' }), 400, 'unknown_parameter');
    expectRefusal(await track(UNKNOWN_ID, {}), 404, 'not_found');
    expectRefusal(await track(documentId, {}, (await newShop()).staff), 404, 'not_found');
    expectRefusal(await track(documentId, {}, driver.options), 403, 'forbidden');
  });
});

describe('partitions', () => {
  const names = async (): Promise<string[]> => {
    const { rows } = await sql.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits
        where inhparent = 'driver_positions'::regclass order by 1`,
    );
    return rows.map(({ name }) => name);
  };
  const nameOf = (days: number): string => {
    const day = new Date(Date.now() + days * 24 * HOUR * SECOND).toISOString().slice(0, 10);
    return `driver_positions_${day.replaceAll('-', '')}`;
  };

  test('are there for the days to come, and today’s points lie in today’s', async () => {
    const present = await names();
    expect(present).toEqual(expect.arrayContaining([nameOf(-1), nameOf(0), nameOf(1), nameOf(7)]));
    expect(present).toContain('driver_positions_default');
    const driver = await hireDriver(shop);
    await tell(driver, point(0)).expect(202);
    const { rows } = await sql.query<{ part: string }>(
      'select tableoid::regclass::text as part from driver_positions where driver_id = $1',
      [driver.documentId],
    );
    expect([nameOf(0), nameOf(-1)]).toContain(rows[0]!.part);
  });

  test('are made from what lies on the floor, and old ones are dropped with what is in them', async () => {
    const insert = (id: string, at: string) =>
      sql.query(
        `insert into driver_positions (driver_id, company_code, at, latitude, longitude) values ($1, 'x', $2, 1, 1)`,
        [id, at],
      );
    await insert('floor', '2031-05-02T10:00:00Z');
    await insert('before', '2031-03-01T10:00:00Z');
    await settlePartitions(app.strapi, new Date('2031-05-02T12:00:00Z'));
    const partOf = async (id: string) =>
      (
        await sql.query<{ part: string }>(
          'select tableoid::regclass::text as part from driver_positions where driver_id = $1',
          [id],
        )
      ).rows.map(({ part }) => part);
    expect(await partOf('floor')).toEqual(['driver_positions_20310502']);
    expect(await partOf('before')).toEqual([]);
    expect((await names()).filter((name) => /_2026\d{4}$/.test(name))).toEqual([]);
    await settlePartitions(app.strapi, new Date('2031-06-20T12:00:00Z'));
    expect(await partOf('floor')).toEqual([]);
    await settlePartitions(app.strapi);
    expect(await names()).toContain(nameOf(0));
    const driver = await hireDriver(shop);
    await tell(driver, point(0)).expect(202);
    expect(await historyOf(driver)).toHaveLength(1);
  });
});
