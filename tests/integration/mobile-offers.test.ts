import { sql } from '../support/application';
import { expectRefusal } from '../support/catalogue';
import {
  assignmentOf,
  codeOf,
  type Courier,
  type DeliveryShop,
  give,
  newCourier,
  newDeliveryShop,
  offer,
  onTheWay,
  prepared,
  stateOf,
  tell,
} from '../support/deliveries';
import type { OrderItem } from '../support/orders';
import { stockOf } from '../support/orders';

let from: DeliveryShop;
let order: OrderItem;

beforeEach(async () => {
  from = await newDeliveryShop();
  order = await prepared(from);
});

const accept = (driver: Courier) => tell(driver, order, { status: 'accepted' });

test('fifty drivers accept an offer at once: one gets it, the others are told', async () => {
  const drivers: Courier[] = [];
  for (let count = 0; count < 50; count += 1) drivers.push(await newCourier(from.shop));
  await offer(from, order);
  const responses = await Promise.all(drivers.map(accept));
  const winners = drivers.filter((_driver, index) => responses[index]!.status === 200);
  expect(winners).toHaveLength(1);
  for (const response of responses.filter(({ status }) => status !== 200)) {
    expectRefusal(response, 409, 'already_assigned');
  }
  const { rows } = await sql.query(
    'select delivery_personnel, given_by, status from delivery_assignments where order_id = $1',
    [order.documentId],
  );
  expect(rows).toEqual([
    { delivery_personnel: winners[0]!.documentId, given_by: 'offer', status: 'assigned' },
  ]);
}, 180_000);

describe('who is late', () => {
  test('is told so, also when staff gave the order to somebody, and once it was delivered', async () => {
    await offer(from, order);
    await give(from, order, from.driver);
    const late = await newCourier(from.shop);
    const before = await stateOf(order);
    expectRefusal(await accept(late), 409, 'already_assigned');
    expect(await stateOf(order)).toEqual(before);
    await onTheWay(from.driver, order);
    await tell(from.driver, order, { status: 'delivered', code: await codeOf(order) }).expect(200);
    expectRefusal(await accept(late), 409, 'already_assigned');
  });

  test('learns nothing of an order that was never offered', async () => {
    await give(from, order, from.driver);
    expectRefusal(await accept(await newCourier(from.shop)), 404, 'not_found');
  });

  test('and had it before may not have it back', async () => {
    await give(from, order, from.driver);
    await tell(from.driver, order, { status: 'refused', reason: 'Too far' }).expect(200);
    const before = await stateOf(order);
    const refused = expectRefusal(await accept(from.driver), 409, 'illegal_transition');
    expect(refused).toMatchObject({ from: 'pending', to: 'accepted', allowed: [] });
    expect(await stateOf(order)).toEqual(before);
    await give(from, order, await newCourier(from.shop));
    expectRefusal(await accept(from.driver), 409, 'already_assigned');
  });
});

test('an offer is taken with what was put together of it', async () => {
  await offer(from, order);
  const items = [{ line: '1', picked: true, actualQuantity: 3 }];
  const taken = await tell(from.driver, order, { status: 'accepted', items }).expect(200);
  expect(taken.body.data).toMatchObject({ delivery: { isMine: true }, cart: [{ quantity: 3 }] });
  expect(await assignmentOf(order)).toMatchObject({ given_by: 'offer', accepted_at: expect.any(Date) });
  expect(await stockOf(from.milk.documentId)).toEqual({ onHand: 100, reserved: 3 });
});
