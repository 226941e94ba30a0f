import { api, app, sql } from '../support/application';
import { expectInvalid, expectRefusal } from '../support/catalogue';
import {
  assignmentOf,
  codeOf,
  type DeliveryShop,
  give,
  given,
  newCourier,
  newDeliveryShop,
  onTheWay,
  send,
  stateOf,
  statesOf,
  tell,
  wrongCode,
} from '../support/deliveries';
import { placed, type OrderItem, line } from '../support/orders';

/** What a phone is told of one event of many. */
interface Told {
  eventId: string | null;
  status: string;
  error: { code: string } | null;
  order: { delivery_status: string } | null;
}

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
  eventId: `${status}-${seq}`,
  ...more,
});

/** One event as the body of a single update. */
const single = (status: string, seq: number, more: object = {}): object => {
  const { orderId: _orderId, ...body } = event(status, seq, more);
  return body;
};

const statusesOf = async (events: unknown[]): Promise<string[]> => {
  const response = await send(from.driver, events).expect(200);
  return response.body.data.map(({ status }: { status: string }) => status);
};

const sweep = () => app.strapi.service('api::mobile-delivery.events').sweep();

/** Lets what waits have waited for long. */
const age = (hours: number) =>
  sql.query(
    `update driver_events set received_at = now() - make_interval(hours => $1)
      where driver_id = $2 and status = 'waiting'`,
    [hours, from.driver.documentId],
  );

const heardOf = async (): Promise<unknown[]> => {
  const { rows } = await sql.query(
    'select phone, last_seq::int as last from driver_phones where driver_id = $1 order by phone',
    [from.driver.documentId],
  );
  return rows;
};

describe('a batch', () => {
  test('is carried out by its numbers and answered in its order', async () => {
    const code = await codeOf(order);
    const response = await send(from.driver, [
      event('delivered', 4, { code }),
      event('picked', 2),
      event('out', 3),
      event('accepted', 1),
    ]).expect(200);
    expect(
      response.body.data.map((result: { eventId: string; status: string; error: unknown }) => [
        result.eventId,
        result.status,
        result.error,
      ]),
    ).toEqual([
      ['delivered-4', 'done', null],
      ['picked-2', 'done', null],
      ['out-3', 'done', null],
      ['accepted-1', 'done', null],
    ]);
    expect(response.body.data[0].order).toMatchObject({ delivery_status: 'delivered' });
    expect(await statesOf(order)).toEqual({ order_status: 'delivered', delivery_status: 'delivered' });
    expect(await heardOf()).toEqual([{ phone: 'default', last: 4 }]);
  });

  test('goes on behind what is refused, unknown or not valid', async () => {
    const response = await send(from.driver, [
      event('accepted', 1),
      event('delivered', 2, { code: await codeOf(order) }),
      event('picked', 3),
      { ...event('picked', 4), orderId: 'a'.repeat(24) },
      { eventId: 'odd', status: 'flown' },
      7,
    ]).expect(200);
    expect(
      response.body.data.map(({ eventId, status, error, order: seen }: Told) => [
        eventId,
        status,
        error?.code ?? null,
        seen?.delivery_status ?? null,
      ]),
    ).toEqual([
      ['accepted-1', 'done', null, 'assigned'],
      ['delivered-2', 'refused', 'illegal_transition', null],
      ['picked-3', 'done', null, 'picked'],
      ['picked-4', 'refused', 'not_found', null],
      ['odd', 'refused', 'validation_failed', null],
      [null, 'refused', 'validation_failed', null],
    ]);
  });

  test('has 1 to 200 events', async () => {
    expectInvalid(await send(from.driver, []), 'events');
    expectInvalid(await send(from.driver, Array(201).fill(event('accepted', 1))), 'events');
    expectInvalid(await send(from.driver, 'all' as never), 'events');
  });
});

describe('a repeated event', () => {
  test('is answered as the first time, done or refused', async () => {
    const first = await tell(from.driver, order, single('accepted', 1)).expect(200);
    const before = await stateOf(order);
    const again = await tell(from.driver, order, single('accepted', 1)).expect(200);
    expect(again.body).toEqual(first.body);
    expect(await stateOf(order)).toEqual(before);
    const early = await tell(from.driver, order, single('out', 2));
    await tell(from.driver, order, single('picked', 3)).expect(200);
    // It would be possible by now.
    const refused = await tell(from.driver, order, single('out', 2));
    expectRefusal(refused, 409, 'illegal_transition');
    expect(refused.body).toEqual(early.body);
    expect(await assignmentOf(order)).toMatchObject({ out_at: null });
  });

  test('counts once when ten come at once', async () => {
    await onTheWay(from.driver, order);
    const body = single('delivered', 1, { code: await codeOf(order) });
    const responses = await Promise.all(Array.from({ length: 10 }, () => tell(from.driver, order, body)));
    expect(responses.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const { rows } = await sql.query('select amount from driver_cash where order_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ amount: '2000' }]);
    const events = await sql.query<{ repeats: number }>(
      'select repeats from driver_events where driver_id = $1 and event_id = $2',
      [from.driver.documentId, 'delivered-1'],
    );
    expect(events.rows).toEqual([{ repeats: 9 }]);
  });

  test('with another body is refused', async () => {
    await tell(from.driver, order, single('accepted', 1)).expect(200);
    const before = await stateOf(order);
    expectRefusal(
      await tell(from.driver, order, { ...single('picked', 1), eventId: 'accepted-1' }),
      422,
      'idempotency_key_reused',
    );
    expect(await stateOf(order)).toEqual(before);
  });

  test('under an idempotency key is answered with the same bytes; refusals are not kept', async () => {
    const key = { 'Idempotency-Key': 'k-1' };
    expectRefusal(await tell(from.driver, order, { status: 'out' }, key), 409, 'illegal_transition');
    const first = await tell(from.driver, order, { status: 'picked' }, key).expect(200);
    const before = await stateOf(order);
    const again = await tell(from.driver, order, { status: 'picked' }, key).expect(200);
    expect(again.text).toBe(first.text);
    expectRefusal(await tell(from.driver, order, { status: 'out' }, key), 422, 'idempotency_key_reused');
    expect(await stateOf(order)).toEqual(before);
  });
});

describe('a gap', () => {
  test('lets what is behind it wait, and closes', async () => {
    const picked = await tell(from.driver, order, single('picked', 2)).expect(200);
    expect(picked.body.data).toMatchObject({
      delivery_status: 'assigned',
      event: { eventId: 'picked-2', status: 'waiting' },
    });
    expect(await statusesOf([event('out', 3), event('failed', 5, { reason: 'Nobody' })])).toEqual([
      'waiting',
      'waiting',
    ]);
    expect(await statusesOf([event('picked', 2)])).toEqual(['waiting']);
    expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'assigned' });
    expect(await statusesOf([event('accepted', 1)])).toEqual(['done']);
    expect(await statesOf(order)).toEqual({ order_status: 'shipped', delivery_status: 'picked' });
    expect(await assignmentOf(order)).toMatchObject({ out_at: expect.any(Date), failed_at: null });
    expect(await statusesOf([event('out', 3), event('failed', 5, { reason: 'Nobody' })])).toEqual([
      'done',
      'waiting',
    ]);
    expect(await heardOf()).toEqual([{ phone: 'default', last: 3 }]);
  });

  test('without ids, the same words wait once', async () => {
    const body = { orderId: order.documentId, status: 'picked', seq: 2 };
    expect(await statusesOf([body, body])).toEqual(['waiting', 'waiting']);
    const { rows } = await sql.query('select 1 from driver_events where driver_id = $1', [
      from.driver.documentId,
    ]);
    expect(rows).toHaveLength(1);
  });

  test('of one phone is none of another, and a late event is carried out', async () => {
    expect(
      await statusesOf([event('accepted', 5, { phone: 'old' }), event('picked', 1, { phone: 'new' })]),
    ).toEqual(['waiting', 'done']);
    // Its number was heard before; its id was not.
    expect(await statusesOf([event('out', 1, { phone: 'new' })])).toEqual(['done']);
    expect(await heardOf()).toEqual([
      { phone: 'new', last: 1 },
      { phone: 'old', last: 0 },
    ]);
  });

  test('is given up after a day: what waited has lapsed, the phone goes on', async () => {
    expect(await statusesOf([event('accepted', 1)])).toEqual(['done']);
    expect(await statusesOf([event('picked', 3), event('out', 4)])).toEqual(['waiting', 'waiting']);
    await age(23);
    await sweep();
    expect(await statusesOf([event('picked', 3)])).toEqual(['waiting']);
    await age(25);
    expect(await statusesOf([event('accepted', 6)])).toEqual(['waiting']);
    await sweep();
    expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'assigned' });
    expect(await heardOf()).toEqual([{ phone: 'default', last: 4 }]);
    expect(await statusesOf([event('picked', 3), event('out', 4), event('accepted', 6)])).toEqual([
      'lapsed',
      'lapsed',
      'waiting',
    ]);
    expect(await statusesOf([event('picked', 5)])).toEqual(['done']);
    expect(await statusesOf([event('accepted', 6)])).toEqual(['repeated']);
  });

  test('that was closed when the shop went down is gone on behind by the sweep', async () => {
    expect(await statusesOf([event('picked', 2)])).toEqual(['waiting']);
    await sql.query('update driver_phones set last_seq = 1 where driver_id = $1', [from.driver.documentId]);
    await sweep();
    expect(await statesOf(order)).toEqual({ order_status: 'shipped', delivery_status: 'picked' });
  });

  test('holds what is not valid no longer than its place', async () => {
    expectInvalid(
      await tell(from.driver, order, single('picked', 1, { items: [{ line: '9', picked: true }] })),
      'items.0.line',
    );
    // It was not kept, so its mended form may have its id.
    expect(await statusesOf([event('picked', 1, { items: [{ line: '1', picked: true }] })])).toEqual([
      'done',
    ]);
    expect(await statusesOf([event('out', 2)])).toEqual(['done']);
  });
});

test('the clock of the phone counts where it can be right', async () => {
  const minutesAgo = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
  const [accepted, picked] = [minutesAgo(50), minutesAgo(40)];
  await sql.query(
    `update delivery_assignments set assigned_at = now() at time zone 'utc' - interval '1 hour' where order_id = $1`,
    [order.documentId],
  );
  const early = await given(from);
  const ago = { status: 'picked', at: accepted.toISOString() };
  await tell(from.driver, early, ago).expect(200);
  const { picked_at: fetched } = await assignmentOf(early);
  expect(Math.abs((fetched as Date).getTime() - Date.now())).toBeLessThan(60_000);
  await tell(from.driver, order, single('accepted', 1, { at: accepted.toISOString() })).expect(200);
  await tell(from.driver, order, single('picked', 2, { at: picked.toISOString() })).expect(200);
  // Before it was fetched, and after now: neither can be.
  await tell(from.driver, order, single('out', 3, { at: minutesAgo(45).toISOString() })).expect(200);
  const code = await codeOf(order);
  await tell(from.driver, order, single('delivered', 4, { code, at: minutesAgo(-10).toISOString() })).expect(
    200,
  );
  const assignment = await assignmentOf(order);
  const millis = (column: string): number => (assignment[column] as Date).getTime();
  expect(millis('accepted_at')).toBe(accepted.getTime());
  expect(millis('picked_at')).toBe(picked.getTime());
  expect(Math.abs(millis('out_at') - Date.now())).toBeLessThan(60_000);
  expect(Math.abs(millis('delivered_at') - Date.now())).toBeLessThan(60_000);
  const { rows } = await sql.query<{ happened_at: Date }>(
    `select happened_at from driver_events where driver_id = $1 and event_id = 'picked-2'`,
    [from.driver.documentId],
  );
  expect(rows[0]!.happened_at.getTime()).toBe(picked.getTime());
});

test('two drivers may have events of the same id', async () => {
  const other = await newCourier(from.shop);
  const second = await placed(from.customer, [line(from.milk, 1)]);
  await give(from, second, other);
  await tell(from.driver, order, { status: 'accepted', eventId: 'e' }).expect(200);
  await tell(other, second, { status: 'accepted', eventId: 'e' }).expect(200);
  expect(await assignmentOf(second)).toMatchObject({ accepted_at: expect.any(Date) });
});

describe('codes', () => {
  test('five wrong ones at once lock, each counted, until staff unlock', async () => {
    await onTheWay(from.driver, order);
    const code = await codeOf(order);
    const before = await stateOf(order);
    const wrong = { status: 'delivered', code: wrongCode(code) };
    const responses = await Promise.all(Array.from({ length: 5 }, () => tell(from.driver, order, wrong)));
    const left = responses.map((response) => expectRefusal(response, 422, 'invalid_code')['left']);
    expect(left.toSorted()).toEqual([0, 1, 2, 3, 4]);
    expectRefusal(await tell(from.driver, order, { status: 'delivered', code }), 423, 'code_locked');
    expectRefusal(await tell(from.driver, order, { status: 'delivered' }), 423, 'code_locked');
    expect(await stateOf(order)).toEqual(before);
    await unlock(200);
    expect(expectRefusal(await tell(from.driver, order, wrong), 422, 'invalid_code')).toEqual({ left: 4 });
    await tell(from.driver, order, { status: 'delivered', code }).expect(200);
  });

  const unlock = async (status: number): Promise<void> => {
    await api.post(`/api/order/${order.documentId}/delivery-code/unlock`, {}, from.shop.staff).expect(status);
  };

  test('the code of another order is wrong, and so is none where one is wanted', async () => {
    await onTheWay(from.driver, order);
    await sql.query(`update delivery_codes set code = '111111' where order_id = $1`, [order.documentId]);
    const before = await stateOf(order);
    expectRefusal(
      await tell(from.driver, order, { status: 'delivered', code: '222222' }),
      422,
      'invalid_code',
    );
    expect(
      expectRefusal(await tell(from.driver, order, { status: 'delivered' }), 422, 'proof_required'),
    ).toEqual({ missing: ['code'] });
    expect(await stateOf(order)).toEqual(before);
  });

  test('a repeated wrong code is one attempt', async () => {
    await onTheWay(from.driver, order);
    const code = wrongCode(await codeOf(order));
    for (let time = 0; time < 3; time += 1) {
      const response = await tell(from.driver, order, { status: 'delivered', code, eventId: 'w' });
      expect(expectRefusal(response, 422, 'invalid_code')).toEqual({ left: 4 });
    }
    const { rows } = await sql.query('select wrong from delivery_codes where order_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ wrong: 1 }]);
  });
});

describe('cash', () => {
  test('more than is due is refused, finer than the currency not understood, less is owed all the same', async () => {
    await onTheWay(from.driver, order);
    const code = await codeOf(order);
    const before = await stateOf(order);
    expect(
      expectRefusal(
        await tell(from.driver, order, { status: 'delivered', code, cash: 20.01 }),
        422,
        'cash_exceeds_due',
      ),
    ).toEqual({ due: 20 });
    expectInvalid(await tell(from.driver, order, { status: 'delivered', code, cash: 19.999 }), 'cash');
    expect(await stateOf(order)).toEqual(before);
    await tell(from.driver, order, { status: 'delivered', code, cash: 15.5 }).expect(200);
    const { rows } = await sql.query('select amount, reported from driver_cash where order_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ amount: '2000', reported: '1550' }]);
  });
});
