import { api, sql } from '../support/application';
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
  prepared,
  stateOf,
  statesOf,
  tell,
} from '../support/deliveries';
import { expectStockTrue, stockOf } from '../support/orders';

let from: DeliveryShop;

beforeEach(async () => {
  from = await newDeliveryShop();
});

test('a driver accepts, fetches, leaves and hands over', async () => {
  const order = await given(from);
  const accepted = await tell(from.driver, order, { status: 'accepted' }).expect(200);
  expect(accepted.body.data).toMatchObject({
    documentId: order.documentId,
    order_status: 'processing',
    delivery_status: 'assigned',
    event: { eventId: null, status: 'done' },
  });
  const picked = await tell(from.driver, order, { status: 'picked', eventId: 'p-1' }).expect(200);
  expect(picked.body.data).toMatchObject({
    order_status: 'shipped',
    delivery_status: 'picked',
    delivery: { isMine: true, isOffer: false, attempts: 1 },
    event: { eventId: 'p-1', status: 'done' },
  });
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 96, reserved: 0 });
  await tell(from.driver, order, { status: 'out' }).expect(200);
  const code = await codeOf(order);
  const handed = await tell(from.driver, order, { status: 'delivered', code, cash: 20 }).expect(200);
  expect(handed.body.data).toMatchObject({
    order_status: 'delivered',
    delivery_status: 'delivered',
    payment_status: 'paid',
    cash_due: 0,
    user_info: { contact: null, address: null },
  });
  expect(await assignmentOf(order)).toMatchObject({ status: 'delivered', outcome: 'delivered', attempts: 1 });
  const { rows } = await sql.query('select kind, amount, reported from driver_cash where driver_id = $1', [
    from.driver.documentId,
  ]);
  expect(rows).toEqual([{ kind: 'collected', amount: '2000', reported: '2000' }]);
  await expectStockTrue(from.milk.documentId);
});

test('what is so already is a 200 that changes nothing', async () => {
  const order = await given(from);
  const code = await codeOf(order);
  for (const body of [
    { status: 'accepted' },
    { status: 'picked' },
    { status: 'out' },
    { status: 'delivered', code },
  ]) {
    await tell(from.driver, order, body).expect(200);
    const before = await stateOf(order);
    const again = await tell(from.driver, order, body).expect(200);
    expect(again.body.data.event).toEqual({ eventId: null, status: 'repeated' });
    expect(await stateOf(order)).toEqual(before);
  }
});

describe('moves that are refused', () => {
  test('delivered or left before it was fetched, refused after it was', async () => {
    const order = await given(from);
    const code = await codeOf(order);
    for (const body of [{ status: 'delivered', code }, { status: 'out' }, { status: 'returned' }]) {
      const before = await stateOf(order);
      const details = expectRefusal(await tell(from.driver, order, body), 409, 'illegal_transition');
      expect(details).toMatchObject({ field: 'delivery_status', from: 'assigned' });
      expect(await stateOf(order)).toEqual(before);
    }
    await onTheWay(from.driver, order);
    const before = await stateOf(order);
    expectRefusal(
      await tell(from.driver, order, { status: 'refused', reason: 'Too far' }),
      409,
      'illegal_transition',
    );
    expect(await stateOf(order)).toEqual(before);
  });

  test('an order of somebody else, of nobody, and of another company', async () => {
    const order = await given(from);
    const open = await prepared(from);
    const other = await newCourier(from.shop);
    const far = await newDeliveryShop();
    const before = await stateOf(order);
    for (const status of ['accepted', 'picked', 'out', 'delivered', 'returned']) {
      expectRefusal(await tell(other, order, { status }), 404, 'not_found');
      expectRefusal(await tell(other, open, { status }), 404, 'not_found');
      expectRefusal(await tell(far.driver, order, { status }), 404, 'not_found');
    }
    expectRefusal(await tell(other, order, { status: 'failed', reason: 'No' }), 404, 'not_found');
    expectRefusal(await tell(other, order, { status: 'refused', reason: 'No' }), 404, 'not_found');
    expect(await stateOf(order)).toEqual(before);
  });

  test('staff see in the audit log who tries what over and over', async () => {
    const order = await given(from);
    const other = await newCourier(from.shop);
    for (let time = 0; time < 2; time += 1) {
      expectRefusal(await tell(other, order, { status: 'picked' }), 404, 'not_found');
    }
    expectRefusal(await tell(from.driver, order, { status: 'out' }), 409, 'illegal_transition');
    const { rows } = await sql.query(
      `select actor_kind, actor_id, actor_name, action, company_code, after from audit_log
        where subject_type = 'api::order.order' and subject_id = $1 and action = 'delivery_refused' order by id`,
      [order.documentId],
    );
    const told = { actor_kind: 'driver', actor_name: null, action: 'delivery_refused' };
    const company_code = from.shop.company.code;
    expect(rows).toEqual([
      {
        ...told,
        company_code,
        actor_id: other.documentId,
        after: { wanted: 'picked', refused: 'not_found', attempts: 1 },
      },
      {
        ...told,
        company_code,
        actor_id: other.documentId,
        after: { wanted: 'picked', refused: 'not_found', attempts: 2 },
      },
      {
        ...told,
        company_code,
        actor_id: from.driver.documentId,
        after: { wanted: 'out', refused: 'illegal_transition', attempts: 1 },
      },
    ]);
  });
});

test('who refuses says why, and the order waits for somebody else', async () => {
  const order = await given(from);
  expectInvalid(await tell(from.driver, order, { status: 'refused' }), 'reason');
  const refused = await tell(from.driver, order, { status: 'refused', reason: 'Flat tyre' }).expect(200);
  expect(refused.body.data).toEqual({
    documentId: order.documentId,
    delivery: { isMine: false, isOffer: false },
    event: { eventId: null, status: 'done' },
  });
  expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'pending' });
  expect(await assignmentOf(order)).toMatchObject({
    status: 'cancelled',
    outcome: 'refused',
    reason: 'Flat tyre',
  });
  const again = await tell(from.driver, order, { status: 'refused', reason: 'Flat tyre' }).expect(200);
  expect(again.body.data.event.status).toBe('repeated');
  expectRefusal(await tell(from.driver, order, { status: 'picked' }), 404, 'not_found');
});

test('who was not at home is tried again, then the goods come back to the shop, once', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  expectInvalid(await tell(from.driver, order, { status: 'failed' }), 'reason');
  await tell(from.driver, order, { status: 'failed', reason: 'Nobody there' }).expect(200);
  expect(await statesOf(order)).toEqual({ order_status: 'shipped', delivery_status: 'failed' });
  const code = await codeOf(order);
  expectRefusal(await tell(from.driver, order, { status: 'delivered', code }), 409, 'illegal_transition');
  const out = await tell(from.driver, order, { status: 'out' }).expect(200);
  expect(out.body.data).toMatchObject({ delivery_status: 'picked', delivery: { attempts: 2 } });
  await tell(from.driver, order, { status: 'failed', reason: 'Still nobody' }).expect(200);
  const receive = () => api.post(`/api/order/${order.documentId}/receive`, {}, from.shop.staff);
  expectRefusal(await receive(), 409, 'illegal_transition');
  await tell(from.driver, order, { status: 'returned' }).expect(200);
  expect(await statesOf(order)).toEqual({ order_status: 'cancelled', delivery_status: 'returned' });
  expect(await assignmentOf(order)).toMatchObject({ status: 'cancelled', outcome: 'returned' });
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 96, reserved: 0 });
  const received = await receive().expect(200);
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 0 });
  expect(received.body.data.timeline.at(-1)).toMatchObject({
    kind: 'order_returned',
    actor: { kind: 'staff' },
    data: { received: true },
  });
  const before = await stateOf(order);
  await receive().expect(200);
  expect(await stateOf(order)).toEqual(before);
  await expectStockTrue(from.milk.documentId);
});

test('an order that goes to another driver is theirs alone', async () => {
  const order = await given(from);
  const other = await newCourier(from.shop);
  await give(from, order, other);
  expectRefusal(await tell(from.driver, order, { status: 'picked' }), 404, 'not_found');
  expectRefusal(await tell(from.driver, order, { status: 'accepted' }), 409, 'already_assigned');
  await onTheWay(other, order);
  expect(await statesOf(order)).toEqual({ order_status: 'shipped', delivery_status: 'picked' });
});

test('a driver who was put out of work, and somebody who is none, say nothing any more', async () => {
  const order = await given(from);
  await sql.query('update up_users set blocked = true where document_id = $1', [from.driver.documentId]);
  const before = await stateOf(order);
  expectRefusal(await tell(from.driver, order, { status: 'picked' }), 401, 'unauthenticated');
  const asCustomer = { documentId: '', options: from.customer.options };
  expectRefusal(await tell(asCustomer, order, { status: 'picked' }), 403, 'forbidden');
  expect(await stateOf(order)).toEqual(before);
});
