import webPush from 'web-push';
import { complaintOfSettings, type PushSettings } from '../../../src/push/settings';

const settings = (overrides: Partial<PushSettings> = {}): PushSettings => ({
  ...webPush.generateVAPIDKeys(),
  subject: 'mailto:it@example.com',
  timeoutMs: 1_000,
  privateAddresses: false,
  ...overrides,
});

test('keys have to be a pair', () => {
  expect(complaintOfSettings(settings())).toBeNull();
  const other = webPush.generateVAPIDKeys();
  for (const broken of [{ publicKey: other.publicKey }, { privateKey: '' }, { privateKey: 'AAAA' }]) {
    expect(complaintOfSettings(settings(broken))).toContain('are no pair of keys');
  }
});

test.each([
  ['https://example.com', true],
  ['it@example.com', false],
  ['http://example.com', false],
])('%s is a subject: %s', (subject, isSo) => {
  expect(complaintOfSettings(settings({ subject })) === null).toBe(isSo);
});
