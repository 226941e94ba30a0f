import dns from 'node:dns';
import { isPublicAddress, PrivateAddress, publicLookup } from '../../../src/push/address';
import { complaintOfEndpoint } from '../../../src/push/endpoint';

test.each([
  ['8.8.8.8', true],
  ['142.250.1.95', true],
  ['2a00:1450:4001:81b::200a', true],
  ['127.0.0.1', false],
  ['127.255.0.9', false],
  ['10.1.2.3', false],
  ['172.16.0.1', false],
  ['172.32.0.1', true],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::7f00:1', false],
  ['fe80::1', false],
  ['fd12:3456::1', false],
  ['ff02::1', false],
  ['2002:7f00:1::', false],
  ['2001:db8::1', false],
  ['no address', false],
])('%s is of the internet: %s', (address, isSo) => {
  expect(isPublicAddress(address)).toBe(isSo);
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc', null],
  ['https://updates.push.services.mozilla.com/wpush/v2/abc', null],
  ['https://8.8.8.8/push', null],
  ['http://fcm.googleapis.com/x', 'must begin with https://'],
  ['https://user:secret@example.com/x', 'must not have a password'],
  ['https://127.0.0.1/x', 'must be a host of the internet'],
  ['https://2130706433/x', 'must be a host of the internet'],
  ['https://[::ffff:7f00:1]/x', 'must be a host of the internet'],
  ['https://localhost/x', 'must be a host of the internet'],
  ['https://push.internal./x', 'must be a host of the internet'],
  ['https://printer/x', 'must be a host of the internet'],
  ['https://push.example.com:8443/x', 'must not have a port'],
  ['https://push.example.com:443/x', null],
  ['nonsense', 'must be a URL'],
])('%s', (endpoint, complaint) => {
  expect(complaintOfEndpoint(endpoint, false)).toBe(complaint);
});

test('in tests a push service may be in one’s own network', () => {
  expect(complaintOfEndpoint('http://127.0.0.1:4000/x', true)).toBeNull();
});

test('a name that means this machine is not connected to', async () => {
  const found = await new Promise<unknown>((resolve) =>
    publicLookup('localhost', {}, (error, address) => resolve(error ?? address)),
  );
  expect(found).toEqual(new PrivateAddress('localhost'));
});

test('of the addresses of a name those of the internet are left', async () => {
  const found = [
    { address: '64:ff9b::808:808', family: 6 },
    { address: '8.8.8.8', family: 4 },
  ];
  const lookup = jest
    .spyOn(dns, 'lookup')
    .mockImplementation(((_name: string, _options: object, done: (error: null, all: object[]) => void) =>
      done(null, found)) as never);
  try {
    const kept = await new Promise((resolve) =>
      publicLookup('push.example.com', { all: true }, (error, all) => resolve(error ?? all)),
    );
    expect(kept).toEqual([{ address: '8.8.8.8', family: 4 }]);
  } finally {
    lookup.mockRestore();
  }
});
