import { app, sql } from '../support/application';
import { expectInvalid, expectRefusal } from '../support/catalogue';
import {
  assignmentOf,
  codeOf,
  type DeliveryShop,
  given,
  newDeliveryShop,
  onTheWay,
  send,
  stateOf,
  statesOf,
  tell,
  wrongCode,
} from '../support/deliveries';
import type { OrderItem } from '../support/orders';

let from: DeliveryShop;
let order: OrderItem;

beforeEach(async () => {
  from = await newDeliveryShop();
  order = await given(from);
});

const event = (status: string, seq: number, more: object = {}): Record<string, unknown> => ({
  orderId: order.documentId,
  status,
  seq,
  ...more,
});

const statusesOf = async (events: unknown[]): Promise<string[]> => {
  const response = await send(from.driver, events).expect(200);
  return response.body.data.map(({ status }: { status: string }) => status);
};

const sweep = () => app.strapi.service('api::mobile-delivery.events').sweep();

const heardOf = async (phone = 'default'): Promise<number | undefined> => {
  const { rows } = await sql.query<{ last: number }>(
    'select last_seq::int as last from driver_phones where driver_id = $1 and phone = $2',
    [from.driver.documentId, phone],
  );
  return rows[0]?.last;
};

const waitingSince = (minutes: number) =>
  sql.query(
    `update driver_events set received_at = now() - make_interval(mins => $1)
      where driver_id = $2 and status = 'waiting'`,
    [minutes, from.driver.documentId],
  );

describe('the number of an event that is not valid', () => {
  test('is used up, and the event that is valid then is carried out', async () => {
    expectInvalid(await tell(from.driver, order, { status: 'flown', seq: 1 }), 'status');
    expect(await heardOf()).toBe(1);
    const picked = await tell(from.driver, order, { status: 'picked', seq: 2 }).expect(200);
    expect(picked.body.data.event.status).toBe('done');
    // Mended, it is late.
    expect(await statusesOf([event('accepted', 1)])).toEqual(['repeated']);
  });

  test('is passed over in a batch, and behind a gap once that has closed', async () => {
    expect(await statusesOf([event('picked', 2), event('failed', 3), event('out', 4)])).toEqual([
      'waiting',
      'refused',
      'waiting',
    ]);
    expectInvalid(await tell(from.driver, order, { status: 'failed', seq: 3 }), 'reason');
    expect(await statusesOf([event('accepted', 1)])).toEqual(['done']);
    expect(await assignmentOf(order)).toMatchObject({ status: 'picked', out_at: expect.any(Date) });
    expect(await heardOf()).toBe(4);
    const { rows } = await sql.query('select 1 from driver_events where driver_id = $1 and body is null', [
      from.driver.documentId,
    ]);
    expect(rows).toEqual([]);
  });

  test('is used up as well where an id or a key came with something else before', async () => {
    const key = { 'Idempotency-Key': 'k' };
    await tell(from.driver, order, { status: 'accepted', seq: 1, eventId: 'e' }, key).expect(200);
    const before = await stateOf(order);
    const other = { status: 'picked', seq: 2, eventId: 'e' };
    expectRefusal(await tell(from.driver, order, other), 422, 'idempotency_key_reused');
    const third = { status: 'picked', seq: 3 };
    expectRefusal(await tell(from.driver, order, third, key), 422, 'idempotency_key_reused');
    expect(await stateOf(order)).toEqual(before);
    expect(await heardOf()).toBe(3);
    expect(await statusesOf([event('picked', 4)])).toEqual(['done']);
  });
});

test('a numbered event without an id that comes again is answered as the first time', async () => {
  const failed = event('failed', 4, { reason: 'Nobody' });
  expect(await statusesOf([event('accepted', 1), event('picked', 2), event('out', 3)])).toEqual([
    'done',
    'done',
    'done',
  ]);
  expect(await statusesOf([failed, event('out', 5)])).toEqual(['done', 'done']);
  const before = await stateOf(order);
  expect(await statusesOf([failed])).toEqual(['done']);
  expect(await stateOf(order)).toEqual(before);
  expect(await statesOf(order)).toEqual({ order_status: 'shipped', delivery_status: 'picked' });
});

describe('a phone that was never heard of', () => {
  test('begins with a higher number where nothing comes before it', async () => {
    expect(await statusesOf([event('accepted', 41), event('picked', 42)])).toEqual(['waiting', 'waiting']);
    await waitingSince(1);
    await sweep();
    expect(await heardOf()).toBe(0);
    await waitingSince(3);
    await sweep();
    expect(await statesOf(order)).toEqual({ order_status: 'shipped', delivery_status: 'picked' });
    expect(await heardOf()).toBe(42);
    expect(await statusesOf([event('out', 43)])).toEqual(['done']);
  });

  test('is not held up by others that fail over and over', async () => {
    expect(await statusesOf([event('accepted', 9, { phone: 'old' })])).toEqual(['waiting']);
    expect(await statusesOf([event('picked', 9, { phone: 'new' })])).toEqual(['waiting']);
    await waitingSince(3);
    // Its body cannot be read.
    await sql.query(
      `update driver_events set body = '{"status": "none"}', received_at = now() - interval '9 minutes'
        where driver_id = $1 and phone = 'old'`,
      [from.driver.documentId],
    );
    await sweep();
    expect(await heardOf('new')).toBe(9);
    const { rows } = await sql.query(
      `select status from driver_events where driver_id = $1 and phone = 'old'`,
      [from.driver.documentId],
    );
    expect(rows).toEqual([{ status: 'waiting' }]);
    await sql.query('delete from driver_events where driver_id = $1', [from.driver.documentId]);
  });
});

test('a code is not kept once it was used, and repeats are told apart all the same', async () => {
  await onTheWay(from.driver, order);
  const code = await codeOf(order);
  const said = { status: 'delivered', code, eventId: 'd', seq: 1 };
  await tell(from.driver, order, said).expect(200);
  const { rows } = await sql.query(`select body from driver_events where driver_id = $1 and event_id = 'd'`, [
    from.driver.documentId,
  ]);
  expect(rows).toEqual([{ body: { status: 'delivered', eventId: 'd', seq: 1 } }]);
  const again = await tell(from.driver, order, said).expect(200);
  expect(again.body.data.event.status).toBe('done');
  expectRefusal(
    await tell(from.driver, order, { ...said, code: wrongCode(code) }),
    422,
    'idempotency_key_reused',
  );
});
