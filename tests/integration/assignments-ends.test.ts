import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal } from '../support/catalogue';
import { change, moveTo, stockOf } from '../support/orders';
import {
  codeOf,
  type DeliveryShop,
  give,
  given,
  newCourier,
  newDeliveryShop,
  onTheWay,
  statesOf,
  tell,
} from '../support/deliveries';

let from: DeliveryShop;

beforeEach(async () => {
  from = await newDeliveryShop({ driverPay: { perDelivery: 5 } });
});

const endsOf = async ({ documentId }: { documentId: string }) => {
  const { rows } = await sql.query(
    `select a.status, a.outcome, a.driver_pay, (select count(*)::int from driver_cash c where c.order_id = a.order_id) as cash
       from delivery_assignments a where a.order_id = $1 order by a.id`,
    [documentId],
  );
  return rows as unknown[];
};

test('who fetches in the shop what could not be handed over owes the driver nothing, nor the driver the shop', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  await tell(from.driver, order, { status: 'failed', reason: 'nobody at home' }).expect(200);
  await moveTo(from.shop, order, 'delivered');
  expect(await endsOf(order)).toEqual([
    { status: 'cancelled', outcome: 'failed', driver_pay: null, cash: 0 },
  ]);
});

test('neither does who fetches it before it has left', async () => {
  const order = await given(from);
  await sql.query(`update orders set order_status = 'shipped' where document_id = $1`, [order.documentId]);
  await moveTo(from.shop, order, 'delivered');
  expect(await endsOf(order)).toEqual([
    { status: 'cancelled', outcome: 'withdrawn', driver_pay: null, cash: 0 },
  ]);
});

test('an order that staff take away is free, and its driver is not asked for it again at once', async () => {
  const order = await given(from);
  const answer = await change(from.shop, order, { delivery_personnel: null, notes: 'later' }).expect(200);
  expect(answer.body.data).toMatchObject({
    order_status: 'processing',
    delivery_status: 'pending',
    delivery_personnel: null,
    notes: 'later',
  });
  expect(await endsOf(order)).toEqual([
    { status: 'cancelled', outcome: 'withdrawn', driver_pay: null, cash: 0 },
  ]);
  const { rows } = await sql.query('select driver_id, kind from delivery_refusals where order_id = $1', [
    order.documentId,
  ]);
  expect(rows).toEqual([{ driver_id: from.driver.documentId, kind: 'withdrawn' }]);
  expectRefusal(await tell(from.driver, order, { status: 'accepted' }), 409, 'illegal_transition');
});

test('an order that is assigned has somebody to bring it', async () => {
  const order = await given(from);
  await change(from.shop, order, { delivery_personnel: null }).expect(200);
  const refused = await change(from.shop, order, { delivery_status: 'assigned' });
  expectRefusal(refused, 409, 'illegal_transition');
  expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'pending' });
});

test('an order whose goods are on their way back is not deleted before they are there', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  await tell(from.driver, order, { status: 'failed', reason: 'nobody at home' }).expect(200);
  await tell(from.driver, order, { status: 'returned' }).expect(200);
  const path = `/api/order/${order.documentId}`;
  expectRefusal(await api.delete(path, from.shop.staff), 409, 'in_use');
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 96, reserved: 0 });
  await api.post(`${path}/receive`, {}, from.shop.staff).expect(200);
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 0 });
  await api.delete(path, from.shop.staff).expect(204);
});

test('what staff took back themselves is received by nobody', async () => {
  const order = await given(from);
  await moveTo(from.shop, order, 'shipped', 'cancelled');
  const received = await api.post(`/api/order/${order.documentId}/receive`, {}, from.shop.staff);
  expectRefusal(received, 409, 'illegal_transition');
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 0 });
});

test('customers are told that they have another driver, and nothing of why', async () => {
  const order = await given(from);
  await tell(from.driver, order, { status: 'refused', reason: 'rude customer' }).expect(200);
  const second = await newCourier(from.shop);
  await give(from, order, second);
  await onTheWay(second, order);
  await tell(second, order, { status: 'failed', reason: 'does not open' }).expect(200);
  const path = `/api/order/${order.documentId}`;
  const own = await api.get(path, from.customer.options).expect(200);
  expect(own.text).not.toMatch(/rude|does not open|outcome/);
  const staff = await api.get(path, from.shop.staff).expect(200);
  expect(staff.text).toContain('rude customer');
  expect(staff.text).toContain('does not open');
});

test('two orders of a driver that end at once leave the driver idle', async () => {
  const orders = [await given(from), await given(from)];
  for (const order of orders) await onTheWay(from.driver, order);
  await Promise.all(
    orders.map((order) => change(from.shop, order, { order_status: 'delivered' }).expect(200)),
  );
  const { rows } = await sql.query<{ idle: boolean }>(
    'select idle_since is not null as idle from driver_states where driver_id = $1',
    [from.driver.documentId],
  );
  expect(rows).toEqual([{ idle: true }]);
});

test('an order of which nothing was found does not leave', async () => {
  const order = await given(from);
  const items = [{ line: '1', picked: false }];
  const refused = await tell(from.driver, order, { status: 'picked', items });
  expectRefusal(refused, 409, 'illegal_transition');
  expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'assigned' });
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 4 });
});

test('a code is the same in Arabic digits; what is no text is none', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  const code = await codeOf(order);
  expectInvalid(await tell(from.driver, order, { status: 'delivered', code: `${code}\u0000` }), 'code');
  const arabic = code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
  await tell(from.driver, order, { status: 'delivered', code: arabic }).expect(200);
  expect(await statesOf(order)).toEqual({ order_status: 'delivered', delivery_status: 'delivered' });
});
