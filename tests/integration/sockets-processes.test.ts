import { until } from '../support/outbox';
import { type RedisServer, startRedis } from '../support/redis';
import { startTwoProcesses, type TwoProcesses } from '../support/socket-processes';
import { ending } from '../support/socket-calls';
import { type Listener, listening } from '../support/sockets';

const LONG = 120_000;

const idsOf = ({ heard }: Listener): string[] => heard.map(({ id }) => id);

const openIn = ({ urls, token }: TwoProcesses): Promise<Listener[]> =>
  Promise.all(urls.map((url) => listening({ token }, { url })));

/** Tells something until clients of both processes hear it: each process has found the other. */
const connected = async (two: TwoProcesses): Promise<void> => {
  const listeners = await openIn(two);
  await until(
    async () => {
      const [id] = await two.tell(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return listeners.every((one) => idsOf(one).includes(id!));
    },
    (isHeard) => isHeard,
    LONG,
  );
  for (const { socket } of listeners) socket.disconnect();
};

/**
 * Tells something that one process cannot tell the other: its own clients hear it once, and nothing is tried again.
 * @returns how the connection of the other one's client ends
 */
const tellOneOnly = async (two: TwoProcesses, data = {}): Promise<() => Promise<string>> => {
  const listeners = await openIn(two);
  const ends = listeners.map(ending);
  const [id] = await two.tell(1, data);
  const knows = (one: Listener): boolean => idsOf(one).includes(id!);
  await until(
    () => listeners.some(knows),
    (isHeard) => isHeard,
    LONG,
  );
  const isDone = async (): Promise<boolean> => {
    const { rows } = await two.query(`select 1 from outbox where topic = 'live'`);
    return rows.length === 0;
  };
  await until(isDone, (done) => done, LONG);
  expect(listeners.flatMap(idsOf)).toEqual([id]);
  const end = ends[listeners.findIndex((one) => !knows(one))];
  return async () => (await end!).reason;
};

/** Clients of both processes hear what is told, whichever process tells it: in order, each once. */
const expectHeardByBoth = async (two: TwoProcesses, data = {}): Promise<void> => {
  const listeners = await openIn(two);
  const told = await two.tell(40, data);
  for (const one of listeners) {
    await until(
      () => idsOf(one),
      (ids) => ids.length >= told.length,
      LONG,
    );
  }
  expect(listeners.map(idsOf)).toEqual([told, told]);
};

/** A broken connection is taken up with what was missed, which any process may have told. */
const expectTakenUp = async (two: TwoProcesses): Promise<void> => {
  const one = await listening({ token: two.token }, { url: two.urls[0]! });
  const { socket } = one;
  const told = await two.tell(1);
  await one.hears(1);
  const end = ending(one);
  socket.io.engine.close();
  await end;
  told.push(...(await two.tell(2)));
  const back = new Promise((resolve) => socket.once('connect', () => resolve(socket.recovered)));
  socket.connect();
  expect(await back).toBe(true);
  await until(
    () => new Set(idsOf(one)).size,
    (count) => count >= told.length,
    LONG,
  );
  expect([...new Set(idsOf(one))]).toEqual(told);
};

/** Processes end at once though sockets are open, and their clients know that they may come back. */
const expectClosing = async (two: TwoProcesses): Promise<void> => {
  const listeners = await openIn(two);
  const ends = listeners.map(ending);
  const start = Date.now();
  await two.close();
  expect(await Promise.all(ends)).toEqual([
    { code: null, reason: 'transport close' },
    { code: null, reason: 'transport close' },
  ]);
  expect(Date.now() - start).toBeLessThan(9_000);
};

/** Waits until both processes listen to PostgreSQL, and have broken off whoever came before: only then do they ask. */
const bothListen = (two: TwoProcesses): Promise<number> =>
  until(
    async () => {
      const { rows } = await two.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
          where application_name = 'saptmarkets-sockets' and datname = current_database()
            and query = 'select 1'`,
      );
      return rows[0]!.count;
    },
    (count) => count === 2,
    LONG,
  );

test(
  'over PostgreSQL, also after their connections were cut',
  async () => {
    const two = await startTwoProcesses({ PROCESSES: '2' });
    await bothListen(two);
    await expectHeardByBoth(two);
    const ends = (await openIn(two)).map(ending);
    await two.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'saptmarkets-sockets' and datname = current_database()`,
    );
    // Whoever may have missed something is to come back, and to ask.
    expect((await Promise.all(ends)).map(({ reason }) => reason)).toEqual([
      'transport close',
      'transport close',
    ]);
    await bothListen(two);
    await expectHeardByBoth(two);

    // What is too long for a notification goes by a table; without that one process cannot tell the other.
    const large = { text: 'x'.repeat(20_000) };
    await expectHeardByBoth(two, large);
    await two.query('alter table socket_io_attachments rename to elsewhere');
    const end = await tellOneOnly(two, large);
    expect(await end()).toBe('transport close');
    await two.query('alter table elsewhere rename to socket_io_attachments');
    await expectHeardByBoth(two, large);
    await expectClosing(two);
  },
  LONG,
);

describe('over Redis', () => {
  let redis: RedisServer;

  beforeAll(async () => {
    redis = await startRedis();
  });

  afterAll(() => redis.close());

  test(
    'also after it was away',
    async () => {
      const two = await startTwoProcesses({ REDIS_URL: redis.url });
      await connected(two);
      await expectHeardByBoth(two);
      await expectTakenUp(two);
      // Where one process serves, clients come in as the library would have them, with a long poll.
      await listening({ token: two.token }, { url: two.urls[0]!, transports: ['polling', 'websocket'] });
      await redis.kill();
      const end = await tellOneOnly(two);
      await redis.start();
      expect(await end()).toBe('transport close');
      await connected(two);
      await expectHeardByBoth(two);
      await expectClosing(two);
    },
    LONG,
  );
});
