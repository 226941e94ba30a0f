import { randomBytes } from 'node:crypto';
import { findUnfit } from '../../src/start/production-check';

const good = (): Record<string, string[]> =>
  Object.fromEntries(
    ['APP_KEYS', 'JWT_SECRET', 'JWT_SECRET_FOR_VERIFY', 'ENCRYPT_PASSWORD'].map((name) => [
      name,
      [randomBytes(32).toString('base64url')],
    ]),
  );

describe('what keeps a shop from being opened to the public', () => {
  test('nothing, where secrets are random and requests are limited', () => {
    expect(findUnfit(good(), true, '0.0.0.0')).toEqual([]);
  });

  test.each([
    ['', 'an empty one'],
    ['a-short-secret', 'a short one'],
    ['x'.repeat(64), 'one letter over and over'],
    ['replace-me-replace-me-replace-me-replace-me', 'a placeholder'],
    ['your-super-secret-jwt-key-that-is-very-long', 'the words of an example'],
    ['saptmarkets-default-encryption-key-12345678', 'the default of an example'],
  ])('%s: %s', (secret) => {
    expect(findUnfit({ ...good(), JWT_SECRET: [secret] }, true, '0.0.0.0')).toEqual([
      'JWT_SECRET: set each to a random value of 32 characters or more',
    ]);
  });

  test('one of several keys is enough', () => {
    const [key = ''] = good()['APP_KEYS'] ?? [];
    expect(findUnfit({ ...good(), APP_KEYS: [key, 'short'] }, true, '0.0.0.0')).toEqual([
      'APP_KEYS: set each to a random value of 32 characters or more',
    ]);
    expect(findUnfit({ ...good(), APP_KEYS: [] }, true, '0.0.0.0')).toHaveLength(1);
  });

  test('the same secret for two purposes', () => {
    const secrets = good();
    const same = { ...secrets, JWT_SECRET_FOR_VERIFY: secrets['JWT_SECRET'] ?? [] };
    expect(findUnfit(same, true, '0.0.0.0')).toEqual([
      'JWT_SECRET, JWT_SECRET_FOR_VERIFY: set each to a value of its own',
    ]);
  });

  test('no limits, unless only this machine can ask', () => {
    for (const host of ['0.0.0.0', '::', '203.0.113.7', 'shop.example', '']) {
      expect(findUnfit(good(), false, host)).toEqual([
        expect.stringMatching(/^RATE_LIMIT: off is for tests/),
      ]);
    }
    for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
      expect(findUnfit(good(), false, host)).toEqual([]);
    }
  });
});
