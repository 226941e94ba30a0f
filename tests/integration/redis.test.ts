import request, { type Test } from 'supertest';
import { expectRefusal, newShop, type Shop, unique } from '../support/catalogue';
import { type RedisServer, startRedis } from '../support/redis';
import { type SecondApplication, startSecondApplication } from '../support/second-application';

let redis: RedisServer;
let shop: Shop;
let processes: SecondApplication[] = [];

beforeAll(async () => {
  shop = await newShop();
  redis = await startRedis();
  const settings = {
    RATE_LIMIT: 'on',
    RATE_LIMIT_ANONYMOUS: '10',
    LOCK_OUT_ACCOUNT: '4',
    REDIS_URL: redis.url,
    LOG_LEVEL: 'warn',
  };
  processes = [await startSecondApplication(settings), await startSecondApplication(settings)];
}, 120_000);

afterAll(async () => {
  for (const one of processes) await one.close();
  await redis.close();
});

const at = (place: number) => request(processes[place]!.url);

/** A forged address is none: no proxy is trusted here. */
const ask = (place: number): Test =>
  at(place)
    .get('/api/locations')
    .set('X-Forwarded-For', `198.51.100.${Math.floor(Math.random() * 250)}`);

const forgetAll = async (): Promise<void> => {
  await redis.kill();
  await redis.start();
  for (const place of [0, 1]) await isBack(place);
};

/** Waits until a process counts in Redis again; it tries every two seconds at least. */
const isBack = async (place: number): Promise<void> => {
  const before = linesOf(place, 'Redis answers again');
  const limit = Date.now() + 10_000;
  while (linesOf(place, 'Redis answers again') === before && Date.now() < limit) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const linesOf = (place: number, words: string): number => processes[place]!.output().split(words).length - 1;

const login = (place: number, email: string): Test =>
  at(place).post('/admin/login').send({ email, password: 'Wrong-Secret-1' });

test('two processes share one limit', async () => {
  const answers = [];
  for (let count = 0; count < 10; count += 1) answers.push(await ask(count % 2));
  expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual([
    '9',
    '8',
    '7',
    '6',
    '5',
    '4',
    '3',
    '2',
    '1',
    '0',
  ]);
  for (const place of [0, 1]) expectRefusal(await ask(place), 429, 'rate_limited');
});

test('two processes share one lock-out, for attempts at once, too', async () => {
  const email = `${unique('x')}@saptmarkets.test`;
  const answers = await Promise.all(Array.from({ length: 20 }, (_, count) => login(count % 2, email)));
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(4);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(16);
  for (const place of [0, 1]) {
    const refused = await login(place, email);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(890);
  }
});

test('while Redis is gone answers keep coming, counted by each process, and it is used again by itself', async () => {
  await forgetAll();
  const lost = [0, 1].map((place) => linesOf(place, 'Redis does not answer'));
  let asking = true;
  const seen: { status: number; took: number }[] = [];
  const keepAsking = async (place: number): Promise<void> => {
    while (asking) {
      const from = Date.now();
      const { status } = await at(place).get('/api/products').set('company', shop.company.code);
      seen.push({ status, took: Date.now() - from });
    }
  };
  const askers = [keepAsking(0), keepAsking(1)];
  await new Promise((resolve) => setTimeout(resolve, 300));
  await redis.kill();
  await new Promise((resolve) => setTimeout(resolve, 700));
  const remaining = [];
  for (const place of [0, 0, 1]) remaining.push((await ask(place)).headers['ratelimit-remaining']);
  await redis.start();
  await isBack(0);
  await isBack(1);
  asking = false;
  await Promise.all(askers);

  expect(remaining).toEqual(['9', '8', '9']);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.filter(({ status }) => status !== 200 && status !== 429)).toEqual([]);
  expect(Math.max(...seen.map(({ took }) => took))).toBeLessThan(2_000);
  for (const place of [0, 1]) {
    expect(linesOf(place, 'Redis does not answer') - lost[place]!).toBe(1);
  }
  expect((await ask(0)).headers['ratelimit-remaining']).toBe('9');
  expect((await ask(1)).headers['ratelimit-remaining']).toBe('8');
}, 60_000);

test('a Redis that is frozen keeps nobody waiting', async () => {
  const timed = async (): Promise<{ status: number; took: number }> => {
    const from = Date.now();
    const { status } = await ask(0);
    return { status, took: Date.now() - from };
  };
  redis.freeze();
  try {
    const all = await Promise.all(Array.from({ length: 8 }, timed));
    expect(all.map(({ status }) => status)).toEqual(all.map(() => 401));
    expect(Math.max(...all.map(({ took }) => took))).toBeLessThan(2_000);
    const later = await timed();
    expect(later.took).toBeLessThan(200);
  } finally {
    redis.thaw();
  }
  await isBack(0);
  expect((await ask(0)).headers['ratelimit-limit']).toBe('10');
}, 60_000);

test('an application starts without its Redis', async () => {
  await redis.kill();
  const alone = await startSecondApplication({
    RATE_LIMIT: 'on',
    RATE_LIMIT_ANONYMOUS: '2',
    REDIS_URL: redis.url,
  });
  try {
    await request(alone.url).get('/api/locations').expect(401);
    await request(alone.url).get('/api/locations').expect(401);
    await request(alone.url).get('/api/locations').expect(429);
  } finally {
    await alone.close();
    await redis.start();
  }
}, 60_000);
