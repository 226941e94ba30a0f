import { EventEmitter } from 'node:events';
import { connect } from '../../src/plugins/connect/admin/src/live/connection';

class Socket extends EventEmitter {
  readonly active = false;
  connects = 0;
  connect(): void {
    this.connects += 1;
  }
  disconnect(): void {
    this.removeAllListeners();
  }
}

let mockSocket: Socket;

jest.mock('socket.io-client', () => ({ io: () => mockSocket }));
jest.mock('../../src/admin/backend-url', () => ({ backendURL: 'http://localhost' }));

beforeEach(() => {
  jest.useFakeTimers();
  mockSocket = new Socket();
});
afterEach(() => jest.useRealTimers());

const refused = (renewToken: () => Promise<unknown>) => {
  const connection = connect({
    company: 'main',
    events: [],
    token: () => 'of yesterday',
    renewToken,
    onEvent: () => undefined,
    onGap: () => undefined,
    onState: () => undefined,
  });
  mockSocket.emit('connect_error', new Error('unauthenticated'));
  return connection;
};

it('connects again where it was refused, even if there is no other token', async () => {
  refused(() => Promise.reject(new Error('the server is away')));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(mockSocket.connects).toBe(1);
});

it('stays closed where it was closed while another token was fetched', async () => {
  let renewed = (): void => undefined;
  const { close } = refused(
    () =>
      new Promise<void>((resolve) => {
        renewed = resolve;
      }),
  );
  await jest.advanceTimersByTimeAsync(1_000);
  close();
  renewed();
  await jest.advanceTimersByTimeAsync(1_000);
  expect(mockSocket.connects).toBe(0);
});
