import { DomainError } from '../../src/domain/errors';
import { forgetFailures, guardSignIn, type SignInAttempt } from '../../src/rate-limit/sign-in-guard';
import { api, app } from '../support/application';
import { expectRefusal, newShop, newStaff, unique } from '../support/catalogue';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import request from 'supertest';

const attemptOf = (overrides: Partial<SignInAttempt> = {}): SignInAttempt => ({
  realm: 'customer',
  company: 'acme',
  email: `${unique('u')}@saptmarkets.test`,
  address: '198.51.100.1',
  ...overrides,
});

const wrong = (): Promise<null> => Promise.resolve(null);
const right = (): Promise<string> => Promise.resolve('welcome');

/** The code with which an attempt was refused; what it answers, where it was not. */
const outcome = async (who: SignInAttempt, attempt: () => Promise<string | null>): Promise<string> => {
  try {
    return await guardSignIn(app.strapi, who, attempt);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

const failTimes = async (who: SignInAttempt, times: number): Promise<string[]> => {
  const outcomes: string[] = [];
  for (let count = 0; count < times; count += 1) outcomes.push(await outcome(who, wrong));
  return outcomes;
};

const ten = (code: string): string[] => Array.from({ length: 10 }, () => code);

describe('an account', () => {
  test('rests after ten wrong passwords, even for the right one', async () => {
    const who = attemptOf();
    expect(await failTimes(who, 10)).toEqual(ten('invalid_credentials'));
    let asked = 0;
    const ask = (): Promise<string> => {
      asked += 1;
      return right();
    };
    expect(await outcome(who, ask)).toBe('rate_limited');
    expect(asked).toBe(0);
    const refusal = await guardSignIn(app.strapi, who, right).catch((error: unknown) => error);
    const { retryAfter } = (refusal as DomainError).details;
    expect(retryAfter).toBeGreaterThan(890);
    expect(retryAfter).toBeLessThanOrEqual(900);
  });

  test('is known by realm, company and address, however the address is written', async () => {
    const who = attemptOf({ email: 'Ame\u0301lie@saptmarkets.test' });
    await failTimes(who, 10);
    expect(await outcome({ ...who, email: ' AM\u00c9LIE@saptmarkets.TEST ' }, right)).toBe('rate_limited');
    expect(await outcome({ ...who, company: 'other' }, right)).toBe('welcome');
    expect(await outcome({ ...who, realm: 'delivery' }, right)).toBe('welcome');
    await forgetFailures(app.strapi, who);
  });

  test('a success forgets what failed before', async () => {
    const who = attemptOf();
    for (let round = 0; round < 3; round += 1) {
      await failTimes(who, 9);
      expect(await outcome(who, right)).toBe('welcome');
    }
  });

  test('a hundred attempts at once get no more than ten tries', async () => {
    const who = attemptOf();
    let tries = 0;
    const slow = async (): Promise<null> => {
      tries += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return null;
    };
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcome(who, slow)));
    expect(tries).toBe(10);
    expect(outcomes.filter((code) => code === 'invalid_credentials')).toHaveLength(10);
    expect(outcomes.filter((code) => code === 'rate_limited')).toHaveLength(90);
    expect(await outcome(who, right)).toBe('rate_limited');
  });

  test('stays open for its owner while strangers fail elsewhere, until there are too many of them', async () => {
    const who = attemptOf();
    for (let network = 1; network <= 9; network += 1) {
      const stranger = { ...who, address: `203.0.113.${network}` };
      expect((await failTimes(stranger, 11)).at(-1)).toBe('rate_limited');
    }
    expect(await outcome(who, right)).toBe('welcome');
    expect(await failTimes({ ...who, address: '203.0.113.200' }, 10)).toEqual(ten('invalid_credentials'));
    expect(await outcome(who, right)).toBe('rate_limited');
    await forgetFailures(app.strapi, who);
    expect(await outcome(who, right)).toBe('welcome');
    expect(await outcome({ ...who, address: '203.0.113.1' }, right)).toBe('welcome');
  });

  test('opens again when its owner has proved who they are', async () => {
    const who = attemptOf();
    await failTimes(who, 11);
    await forgetFailures(app.strapi, who);
    expect(await outcome(who, right)).toBe('welcome');
  });

  test('our own faults are nobody’s wrong passwords, refusals of the attempt are', async () => {
    const who = attemptOf();
    const broken = (): Promise<null> => Promise.reject(new Error('the database is gone'));
    for (let count = 0; count < 15; count += 1) {
      await expect(guardSignIn(app.strapi, who, broken)).rejects.toThrow('the database is gone');
    }
    const refusing = (): Promise<null> => Promise.reject(new DomainError('forbidden'));
    for (let count = 0; count < 10; count += 1) expect(await outcome(who, refusing)).toBe('forbidden');
    expect(await outcome(who, right)).toBe('rate_limited');
  });
});

test('an address is not counted where all limits are off', async () => {
  for (let count = 0; count < 110; count += 1) {
    expect(await outcome(attemptOf({ address: '198.51.100.77' }), wrong)).toBe('invalid_credentials');
  }
});

describe('the panel’s own sign-in', () => {
  const login = (email: string, password: string) => api.post('/admin/login', { email, password });

  test('rests with the account, unknown ones in the same words', async () => {
    const shop = await newShop();
    const known = await newStaff('merchandiser', [shop.company]);
    const answers: unknown[] = [];
    for (const email of [known.email, `${unique('x')}@saptmarkets.test`]) {
      const bodies: unknown[] = [];
      for (let count = 0; count < 10; count += 1) {
        const { status, body } = await login(email, 'Wrong-Secret-1');
        expect(status).toBe(400);
        bodies.push(body);
      }
      const refused = await login(email, known.password);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(890);
      expect(refused.body.data).toBeNull();
      delete refused.body.error.details.retryAfter;
      answers.push([...bodies, refused.body]);
    }
    expect(answers[1]).toEqual(answers[0]);
  }, 60_000);

  test('counts together with the API’s, where the account is', async () => {
    const shop = await newShop();
    const { email, password } = await newStaff('merchandiser', [shop.company]);
    for (let count = 0; count < 5; count += 1) {
      await login(email, 'Wrong-Secret-1').expect(400);
      expectRefusal(
        await api.post('/api/admin/login', { email, password: 'Wrong-1' }),
        401,
        'invalid_credentials',
      );
    }
    await login(email, password).expect(429);
    const refused = await api.post('/api/admin/login', { email, password });
    const { retryAfter } = expectRefusal(refused, 429, 'rate_limited');
    expect(Number(refused.headers['retry-after'])).toBe(retryAfter);
    expect(retryAfter).toBeGreaterThan(890);
  });

  test('opens with the right password, and counts anew', async () => {
    const shop = await newShop();
    const { email, password } = await newStaff('merchandiser', [shop.company]);
    for (let round = 0; round < 2; round += 1) {
      for (let count = 0; count < 9; count += 1) expect((await login(email, 'Wrong-1')).status).toBe(400);
      const { body } = await login(email.toUpperCase(), password).expect(200);
      expect(body.data.token).toEqual(expect.any(String));
    }
  }, 60_000);

  test('a deactivated account looks like a wrong password', async () => {
    const shop = await newShop();
    const { id, email, password } = await newStaff('merchandiser', [shop.company]);
    const user = app.strapi.service('admin::user') as unknown as {
      updateById: (id: number, data: object) => Promise<unknown>;
    };
    await user.updateById(id, { isActive: false });
    const closed = await login(email, password);
    const unknown = await login(`${unique('x')}@saptmarkets.test`, password);
    expect({ status: closed.status, body: closed.body }).toEqual({ status: 400, body: unknown.body });
  });

  test('a new password by mail opens it', async () => {
    const shop = await newShop();
    const { id, email, password } = await newStaff('merchandiser', [shop.company]);
    for (let count = 0; count < 10; count += 1) await login(email, 'Wrong-Secret-1');
    await login(email, password).expect(429);
    const user = app.strapi.service('admin::user') as unknown as {
      updateById: (id: number, data: object) => Promise<unknown>;
    };
    const resetPasswordToken = unique('reset');
    const resetPasswordTokenExpiresAt = new Date(Date.now() + 60_000);
    await user.updateById(id, { resetPasswordToken, resetPasswordTokenExpiresAt });
    await api.post('/admin/reset-password', { resetPasswordToken, password: 'New-Secret-22' }).expect(200);
    await login(email, 'New-Secret-22').expect(200);
  });

  test.each(['a\u0000b@saptmarkets.test', 'a\ud800@saptmarkets.test'])('%j is refused', async (email) => {
    expect((await login(email, 'Wrong-Secret-1')).status).toBe(400);
  });

  test('what is no address is refused, and no way around the counters', async () => {
    const shop = await newShop();
    const { email, password } = await newStaff('merchandiser', [shop.company]);
    const bodies = [{ $ne: null }, [email], 42, null].map((value) => ({ email: value, password }));
    for (const body of [...bodies, { password }]) {
      const response = await api.post('/admin/login', body);
      expect({ body, status: response.status, name: response.body.error.name }).toEqual({
        body,
        status: 400,
        name: 'ValidationError',
      });
    }
    for (let count = 0; count < 20; count += 1) {
      const odd = await api.post('/admin/login', { email, password: count % 2 ? 'Wrong-1' : ['Wrong-1'] });
      expect(odd.status).toBe(400);
    }
    await login(email, password).expect(429);
  });
});

describe('with short pauses', () => {
  let quick: SecondApplication;

  beforeAll(async () => {
    quick = await startSecondApplication({
      RATE_LIMIT: 'on',
      LOCK_OUT_ACCOUNT: '2',
      LOCK_OUT_ADDRESS: '6',
      LOCK_OUT_PAUSE: '1',
      TRUSTED_PROXIES: '1',
    });
  }, 60_000);

  afterAll(() => quick.close());

  const login = (email: string, from: string) =>
    request(quick.url).post('/admin/login').set('X-Forwarded-For', from).send({ email, password: 'Wrong-1' });

  const pauseOf = async (email: string, from: string): Promise<number> => {
    await login(email, from).expect(400);
    await login(email, from).expect(400);
    const { headers } = await login(email, from).expect(429);
    return Number(headers['retry-after']);
  };

  test('an account opens after its pause, and each pause is twice as long', async () => {
    const email = `${unique('x')}@saptmarkets.test`;
    const first = await pauseOf(email, '203.0.113.1');
    expect(first).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await pauseOf(email, '203.0.113.2')).toBe(2);
  });

  test('an address rests after too many accounts', async () => {
    const from = '203.0.113.9';
    for (let count = 0; count < 6; count += 1) {
      await login(`${unique('x')}@saptmarkets.test`, from).expect(400);
    }
    const refused = await login(`${unique('x')}@saptmarkets.test`, from);
    expect(refused.status).toBe(429);
    await login(`${unique('x')}@saptmarkets.test`, '203.0.113.10').expect(400);
  });

  test('the shop’s own API says so in the contract’s shape', async () => {
    const signIn = () =>
      request(quick.url)
        .post('/api/customer/login')
        .set('X-Forwarded-For', '203.0.113.11')
        .send({ email: 'somebody@saptmarkets.test', password: 'Wrong-Secret-1' });
    expectRefusal(await signIn(), 401, 'invalid_credentials');
    expectRefusal(await signIn(), 401, 'invalid_credentials');
    const refused = await signIn();
    expectRefusal(refused, 429, 'rate_limited');
    expect(Number(refused.headers['retry-after'])).toBe(1);
  });
});
