import type { IncomingMessage } from 'node:http';
import type { Context } from 'koa';
import { clientAddress, proxyTrust } from '../../src/http/client-address';
import { addressKey } from '../../src/rate-limit/client-key';
import { type LimitSettings, trustedAddresses } from '../../src/rate-limit/settings';

describe('by what an address is counted', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001:ffff:ffff:ffff:ffff', '2001:db8:0:1::/64'],
    ['2001:db8::1:2:3', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b::192.0.2.1', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6:192.0.2.1', '1:2:3:4::/64'],
  ])('%s: %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });
});

describe('the address of the client', () => {
  const addressOf = (setting: string, peer: string, forwarded?: string): string | null => {
    const trust = proxyTrust(setting);
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    const req = { headers, socket: { remoteAddress: peer }, connection: { remoteAddress: peer } };
    return trust && clientAddress({ req: req as unknown as IncomingMessage } as Context, trust);
  };

  test.each(['', '0', ' '])('nobody is trusted by %j', (setting) => {
    expect(addressOf(setting, '10.0.0.1', '203.0.113.7')).toBeNull();
  });

  test.each([
    ['10.0.0.0/8', '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['10.0.0.0/8', '198.51.100.1', '203.0.113.7', '198.51.100.1'],
    ['10.0.0.0/8, 198.51.100.1', '198.51.100.1', '1.1.1.1, 203.0.113.7, 10.0.0.9', '203.0.113.7'],
    ['fd00::/8', 'fd00::1', '2001:db8::7', '2001:db8::7'],
    ['loopback', '::ffff:127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['1', '10.0.0.1', '1.1.1.1, 203.0.113.7', '203.0.113.7'],
    ['2', '10.0.0.1', '1.1.1.1, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['1', '10.0.0.1', undefined, '10.0.0.1'],
    ['1', '10.0.0.1', 'unknown', '10.0.0.1'],
    ['1', '10.0.0.1', "' or 1=1 --", '10.0.0.1'],
    ['1', '10.0.0.1', '203.0.113.7:4711', '203.0.113.7'],
    ['1', '10.0.0.1', '[2001:db8::7]:4711', '2001:db8::7'],
  ])('trusting %s, from %s for %s: %s', (setting, peer, forwarded, client) => {
    expect(addressOf(setting, peer, forwarded)).toBe(client);
  });

  test.each(['nonsense', '10.0.0.0/99', '10.0.0.1,,'])(
    '%s is refused by the name of the variable',
    (setting) => {
      expect(() => proxyTrust(setting)).toThrow('TRUSTED_PROXIES takes a number of proxies');
    },
  );
});

describe('addresses that are not counted', () => {
  const trusting = (...trusted: string[]) => trustedAddresses({ trusted } as unknown as LimitSettings);

  test('are single ones and networks of both families', () => {
    const isTrusted = trusting('198.51.100.7', '10.0.0.0/8', '2001:db8::/32');
    const asked = ['198.51.100.7', '::ffff:10.1.2.3', '2001:db8:9::1', '198.51.100.8', '2001:db9::1', ''];
    expect(asked.map(isTrusted)).toEqual([true, true, true, false, false, false]);
  });

  test('are none where none are named', () => {
    expect(trusting()('127.0.0.1')).toBe(false);
  });

  test('cannot be names', () => {
    expect(() => trusting('shop.example')).toThrow('RATE_LIMIT_TRUSTED takes addresses and networks');
  });
});
