import { setTimeout as pause } from 'node:timers/promises';
import { createCertificates } from '../../../src/payments/paypal/certificates';
import { makeCertificate } from '../../support/certificate';
import { type BareServer, startBareServer } from '../../support/bare-server';

const PLACE = '/v1/notifications/certs/CERT-1';

let server: BareServer;

beforeEach(async () => {
  server = await startBareServer();
});

afterEach(() => server.stop());

test('of what is larger than any certificate the rest is not read', async () => {
  server.answers[`GET ${PLACE}`] = { junk: 'x'.repeat(1_000_000) };
  const check = createCertificates(server.url, 2_000);
  await expect(check(server.url + PLACE, () => true)).rejects.toThrow('there is no such certificate');
});

test('what nothing was signed by is asked for again after a minute, what something was not', async () => {
  const { pem } = makeCertificate('messageverificationcerts.paypal.test');
  const clock = jest.spyOn(performance, 'now');
  const loaded = jest.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(new Response(pem)));
  try {
    const check = createCertificates(server.url, 2_000);
    const now = performance.now();
    // The cache looks at the clock once a millisecond.
    const later = (minutes: number) => {
      clock.mockReturnValue(now + minutes * 60_000);
      return pause(5);
    };
    const forged = () => expect(check(server.url + PLACE, () => false)).rejects.toThrow('does not fit');
    await later(0);
    await forged();
    await forged();
    expect(loaded).toHaveBeenCalledTimes(1);
    await later(2);
    await forged();
    expect(loaded).toHaveBeenCalledTimes(2);
    await check(server.url + PLACE, () => true);
    await later(60);
    await check(server.url + PLACE, () => true);
    expect(loaded).toHaveBeenCalledTimes(2);
  } finally {
    clock.mockRestore();
    loaded.mockRestore();
  }
});
