import { app, sql } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { givenTo, hireDriver } from '../support/drivers';
import { change, line, placed, stocked } from '../support/orders';
import { until } from '../support/outbox';
import { ask, refusalOf } from '../support/socket-calls';
import { type Listener, listening } from '../support/sockets';

let shop: Shop;
let layla: Customer;
let milk: { documentId: string };

beforeAll(async () => {
  shop = await newShop();
  layla = await newCustomer(shop.company);
  milk = await stocked(shop, 100);
});

/** What a client shows to take up its broken connection again. */
type Broken = { _pid?: string; _lastOffset?: string };

const keysOf = ({ socket }: Listener): { pid: string; offset: string } => {
  const { _pid: pid, _lastOffset: offset } = socket as unknown as Broken;
  return { pid: pid!, offset: offset! };
};

/** Breaks a connection as a bad network does, and waits until it is broken. */
const breakOff = async ({ socket }: Listener): Promise<void> => {
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.io.engine.close();
  await gone;
};

const again = async ({ socket }: Listener): Promise<void> => {
  const back = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  socket.connect();
  await back;
};

/** Waits until everybody who was to hear of an order has had the chance. */
const sent = (): Promise<unknown> =>
  until(
    async () => {
      const { rows } = await sql.query<{ left: number }>(
        `select count(*)::int as left from outbox where topic = 'order_live'`,
      );
      return rows[0]!.left;
    },
    (left) => left === 0,
  );

const place = () => placed(layla, [line(milk)]);

const ordersOf = (one: Listener): unknown[] => one.of('order_created').map(({ data }) => data['orderId']);

const hearsOfOrders = (one: Listener, count: number): Promise<unknown[]> =>
  until(
    () => ordersOf(one),
    ({ length }) => length >= count,
  );

test('a broken connection is taken up with what was missed, each event once', async () => {
  const one = await listening({ token: layla.options.token });
  const orders = [await place()];
  await hearsOfOrders(one, 1);
  await breakOff(one);
  orders.push(await place(), await place());
  await sent();
  await again(one);
  orders.push(await place());
  await hearsOfOrders(one, 4);
  expect(one.socket.recovered).toBe(true);
  expect(ordersOf(one)).toEqual(orders.map(({ documentId }) => documentId));
});

test('of two who take up the same connection one begins anew, and both go on hearing', async () => {
  const one = await listening({ token: layla.options.token });
  const orders = [await place()];
  await hearsOfOrders(one, 1);
  const auth = { token: layla.options.token, ...keysOf(one) };
  const { id } = one.socket;
  await breakOff(one);
  const [first, second] = [await listening(auth), await listening(auth)];
  expect(first.socket.id).toBe(id);
  expect(second.socket.id).not.toBe(id);
  orders.push(await place());
  await Promise.all([hearsOfOrders(first, 1), hearsOfOrders(second, 1)]);
  await breakOff(first);
  orders.push(await place());
  await hearsOfOrders(second, 2);
  expect(ordersOf(second)).toEqual(orders.slice(1).map(({ documentId }) => documentId));
});

test('nobody takes up the connection of somebody else', async () => {
  const omar = await newCustomer(shop.company);
  const one = await listening({ token: layla.options.token });
  await place();
  await hearsOfOrders(one, 1);
  const keys = keysOf(one);
  await breakOff(one);
  await place();
  await sent();
  const thief = await listening({ token: omar.options.token, ...keys });
  expect(await refusalOf({ token: 'x', ...keys })).toEqual(['unauthenticated', { code: 'unauthenticated' }]);
  expect(await ask(thief, 'order:leave', { orderId: milk.documentId })).toEqual({ ok: true });
  expect(thief.heard).toEqual([]);
});

test('what somebody may not hear any more they do not get afterwards', async () => {
  const [first, second] = [await hireDriver(shop), await hireDriver(shop)];
  const order = await givenTo(shop, first.documentId, layla);
  const orderId = order.documentId;
  const driver = await listening({ token: first.options.token });
  await ask(driver, 'order:join', { orderId });
  await givenTo(shop, first.documentId, layla);
  const before = (await driver.hears(1)).length;
  await breakOff(driver);
  await change(shop, order, { delivery_personnel: second.documentId }).expect(200);
  await change(shop, order, { delivery_status: 'picked' }).expect(200);
  await sent();
  await again(driver);
  expect(driver.socket.recovered).toBe(false);
  expect(await ask(driver, 'order:join', { orderId })).toEqual({ ok: false, error: { code: 'not_found' } });
  expect(driver.heard.slice(before)).toEqual([]);
});

test('whoever was blocked meanwhile does not come back', async () => {
  const customer = await newCustomer(shop.company);
  const { socket } = await listening({ token: customer.options.token });
  await placed(customer, [line(milk)]);
  const one = { socket } as Listener;
  await until(
    (): string | undefined => keysOf(one).offset,
    (offset) => offset !== undefined,
  );
  const keys = keysOf(one);
  await breakOff(one);
  await sql.query('update up_users set blocked = true where document_id = $1', [customer.documentId]);
  expect(await refusalOf({ token: customer.options.token, ...keys })).toEqual([
    'unauthenticated',
    { code: 'unauthenticated' },
  ]);
});

test('polling works where one process serves', async () => {
  const polling = await listening({ token: layla.options.token }, { transports: ['polling'] });
  const order = await place();
  await hearsOfOrders(polling, 1);
  expect(ordersOf(polling)).toEqual([order.documentId]);
  expect(app.strapi.config.get('realtime.transports')).toEqual(['polling', 'websocket']);
});
