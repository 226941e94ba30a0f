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

/** Clients of both processes hear what is told, whichever process tells it: in order, each once. */
const expectHeardByBoth = async (two: TwoProcesses): Promise<void> => {
  const listeners = await openIn(two);
  const told = await two.tell(40);
  for (const one of listeners) {
    await until(
      () => idsOf(one),
      (ids) => ids.length >= told.length,
      LONG,
    );
  }
  expect(listeners.map(idsOf)).toEqual([told, told]);
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

/** Waits until both processes listen to PostgreSQL. */
const bothListen = (two: TwoProcesses): Promise<number> =>
  until(
    async () => {
      const { rows } = await two.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
          where application_name = 'saptmarkets-sockets' and datname = current_database() and query like 'LISTEN%'`,
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
      await redis.kill();
      const alone = await openIn(two);
      const [id] = await two.tell(1);
      // While it is away, whichever process has the event tells its own clients.
      await until(
        () => alone.some((one) => idsOf(one).includes(id!)),
        (isHeard) => isHeard,
      );
      await redis.start();
      await connected(two);
      await expectHeardByBoth(two);
      await expectClosing(two);
    },
    LONG,
  );
});
