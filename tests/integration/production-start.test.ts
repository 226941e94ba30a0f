import { randomBytes } from 'node:crypto';
import { startSecondApplication } from '../support/second-application';

const fresh = (): string => randomBytes(32).toString('base64url');

/** What a shop is opened with. */
const settings = (overrides: Record<string, string> = {}): Record<string, string> => ({
  NODE_ENV: 'production',
  HOST: '0.0.0.0',
  RATE_LIMIT: 'on',
  APP_KEYS: `${fresh()},${fresh()}`,
  ...Object.fromEntries(
    [
      'ADMIN_JWT_SECRET',
      'API_TOKEN_SALT',
      'TRANSFER_TOKEN_SALT',
      'ENCRYPTION_KEY',
      'JWT_SECRET',
      'JWT_SECRET_FOR_VERIFY',
      'ENCRYPT_PASSWORD',
    ].map((name) => [name, fresh()]),
  ),
  ...overrides,
});

const same = fresh();

test.each<[string, Record<string, string>, RegExp]>([
  [
    'placeholders',
    { JWT_SECRET: 'replace-me', ENCRYPT_PASSWORD: '' },
    /^This must not be opened to the public\. JWT_SECRET, ENCRYPT_PASSWORD: set each to a random value/,
  ],
  [
    'short secrets',
    { ADMIN_JWT_SECRET: 'short-but-random-8312' },
    /ADMIN_JWT_SECRET: set each to a random value/,
  ],
  [
    'one secret for two purposes',
    { JWT_SECRET: same, JWT_SECRET_FOR_VERIFY: same },
    /JWT_SECRET, JWT_SECRET_FOR_VERIFY: set each to a value of its own/,
  ],
  ['no limits on a public address', { RATE_LIMIT: 'off' }, /RATE_LIMIT: off is for tests and benchmarks/],
  ['a Redis that is none', { REDIS_URL: 'localhost' }, /REDIS_URL is not a URL of Redis/],
  ['proxies that are none', { TRUSTED_PROXIES: 'everybody' }, /TRUSTED_PROXIES takes a number of proxies/],
  [
    'trusted addresses that are none',
    { RATE_LIMIT_TRUSTED: 'shop.example' },
    /RATE_LIMIT_TRUSTED takes addresses/,
  ],
])(
  'a production start with %s is refused, by the names of the variables',
  async (_what, overrides, words) => {
    await expect(startSecondApplication(settings(overrides))).rejects.toThrow(words);
  },
  60_000,
);

test('one with good settings starts', async () => {
  const started = await startSecondApplication(settings());
  await started.close();
}, 60_000);
