import { io } from 'socket.io-client';
import { createId } from '@paralleldrive/cuid2';
import { app } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { type SecondApplication, startSecondApplication } from '../support/second-application';
import { until } from '../support/outbox';
import { ask, ending, refusalOf, type SocketAnswer } from '../support/socket-calls';
import { type Listener, listener, listening } from '../support/sockets';

let shop: Shop;
let layla: Customer;

beforeAll(async () => {
  shop = await newShop();
  layla = await newCustomer(shop.company);
});

const open = (): Promise<Listener> => listening({ token: layla.options.token });

const codeOf = ({ ok, error }: SocketAnswer): string => (ok ? 'ok' : error!.code);

const broken = (one: Listener): Promise<string> =>
  ending(one).then(({ code, reason }) => `${code} ${reason}`);

/** Sends as raw text whatever it is, below the library. */
const sendRaw = ({ socket }: Listener, text: string): void => {
  socket.io.engine.send(text);
};

/** Somebody who has done nothing wrong is still served. */
const expectServed = async (): Promise<void> => {
  expect(await ask(await open(), 'order:leave', { orderId: createId() })).toEqual({ ok: true });
};

test('a message of a megabyte closes the connection, and so does binary data', async () => {
  const large = await open();
  const end = broken(large);
  large.socket.emit('order:join', { orderId: 'x'.repeat(1024 * 1024) });
  expect(await end).toBe('null transport close');
  const binary = await open();
  const ends = broken(binary);
  binary.socket.emit('order:join', { orderId: Buffer.alloc(10) });
  expect(await ends).toBe('null transport close');
  await expectServed();
});

test('what nobody knows is answered with a code, and changes nothing', async () => {
  const one = await open();
  const answers = [
    await ask(one, 'order:paid', { orderId: createId() }),
    await ask(one, 'session_ended', { code: 'x' }),
    await ask(one, 'constructor', {}),
    await ask(one, '__proto__', {}),
    await ask(one, 'error', {}),
    await ask(one, 'order:join'),
    await ask(one, 'order:join', null),
    await ask(one, 'order:join', []),
    await ask(one, 'order:join', 'x'),
    await ask(one, 'order:join', { orderId: { $ne: null } }),
    await ask(one, 'order:join', { orderId: createId(), __proto__: { a: 1 }, isAdmin: true }),
    await ask(one, 'order:join', JSON.parse(`{"orderId":"${createId()}","__proto__":{"isAdmin":true}}`)),
    await ask(one, 'order:join', { orderId: createId() }, { orderId: createId() }),
    await ask(one, 'order:join', { orderId: '../../etc/passwd' }),
    await ask(one, 'product:join', { productIds: [] }),
    await ask(one, 'product:join', { productIds: ['x'] }),
    await ask(one, 'auth:renew', { token: 7 }),
  ].map(codeOf);
  const [unknown, invalid] = ['unknown_event', 'validation_failed'];
  expect(answers).toEqual([
    ...Array.from({ length: 5 }, () => unknown),
    ...Array.from({ length: 6 }, () => invalid),
    // A prototype is no member of what was sent.
    'not_found',
    invalid,
    'invalid_id',
    invalid,
    'invalid_id',
    invalid,
  ]);
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  expect(one.heard).toEqual([]);
});

test('messages without an answer, and answers nobody asked for, do no harm', async () => {
  const one = await open();
  one.socket.emit('order:join', { orderId: createId() });
  one.socket.emit('invented');
  sendRaw(one, '399["an answer"]');
  sendRaw(one, '2[5,{"a":1}]');
  expect(codeOf(await ask(one, 'order:join', { orderId: createId() }))).toBe('not_found');
  const end = broken(one);
  sendRaw(one, '2{"not":"an array"}');
  expect(await end).toBe('null transport close');
  await expectServed();
});

test('a thousand joins are answered as far as they are allowed, and then the socket is closed', async () => {
  const one = await open();
  const answers: string[] = [];
  const end = ending(one);
  for (let count = 0; count < 1_000; count += 1) {
    one.socket.emit('order:join', { orderId: createId() }, (answer: SocketAnswer) => {
      answers.push(codeOf(answer));
    });
  }
  const { code, reason } = await end;
  expect([code, reason === 'io server disconnect' || reason === 'transport close']).toEqual([
    'rate_limited',
    true,
  ]);
  // What was looked up when the socket was closed is not answered any more.
  const refused = answers.filter((answer) => answer !== 'not_found');
  expect(refused.length).toBeGreaterThanOrEqual(90);
  expect(refused.length).toBeLessThan(200);
  expect(new Set(refused)).toEqual(new Set(['rate_limited']));
  await expectServed();
});

/** Whether somebody is let in. */
const isLetIn = (token: string, url = app.url): Promise<boolean> => {
  const { socket } = listener({ token }, { url });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('connect_error', () => resolve(false));
  });
};

test('an account has only so many sockets', async () => {
  const { token } = (await newCustomer(shop.company)).options;
  const tried = await Promise.allSettled(Array.from({ length: 25 }, () => listening({ token })));
  const opened = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(opened).toHaveLength(20);
  expect(await refusalOf({ token })).toEqual(['too_many', { code: 'too_many' }]);

  // Each sends as much as one may, which together is too much.
  const asked = opened.flatMap((one) =>
    Array.from({ length: 40 }, () => ask(one, 'order:leave', { orderId: createId() })),
  );
  const codes = (await Promise.all(asked)).map(codeOf);
  expect(codes.filter((code) => code === 'ok').length).toBeGreaterThanOrEqual(200);
  expect(codes.filter((code) => code === 'rate_limited').length).toBeGreaterThan(0);

  opened[0]!.socket.disconnect();
  await until(
    () => isLetIn(token),
    (letIn) => letIn,
  );
});

describe('one address', () => {
  let limited: SecondApplication;

  beforeAll(async () => {
    limited = await startSecondApplication({
      RATE_LIMIT: 'on',
      SOCKET_MOST_PER_ADDRESS: '3',
      SOCKET_MOST_HANDSHAKES: '5',
      SOCKET_CONNECT_MS: '300',
    });
  });

  afterAll(() => limited.close());

  test('has only so many connections, and begins only so many in a minute', async () => {
    const { url } = limited;
    const { token } = layla.options;
    const opened = [];
    for (let count = 0; count < 3; count += 1) opened.push(await listening({ token }, { url }));
    expect(await refusalOf({ token }, { url })).toEqual(['websocket error', undefined]);

    // A connection that never says whose it is does not stay.
    opened[0]!.socket.disconnect();
    const ended = await until(
      () => openSilently(url),
      (how) => how !== null,
    );
    expect(ended).toBe('transport close');

    await until(
      () => isLetIn(token, url),
      (letIn) => letIn,
    );
    for (const { socket } of opened) socket.disconnect();
    for (let count = 0; count < 20; count += 1) expect(await isLetIn(token, url)).toBe(false);
  });
});

/** Opens a connection that says nothing: how it ended, null where it was not taken. */
const openSilently = (url: string): Promise<string | null> => {
  const { io: manager } = io(url, {
    transports: ['websocket'],
    forceNew: true,
    autoConnect: false,
    reconnection: false,
  });
  return new Promise((resolve) => {
    manager.once('close', resolve);
    manager.open((error) => {
      if (error) resolve(null);
    });
  });
};

test('the application is whole after all this', async () => {
  const { rows } = await app.strapi.db.connection.raw<{ rows: unknown[] }>('select 1 as one');
  expect(rows).toEqual([{ one: 1 }]);
});
