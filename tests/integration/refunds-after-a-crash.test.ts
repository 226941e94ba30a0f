import { sql } from '../support/application';
import { newShop } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { countersOf, expectStockTrue, line, moveTo, stocked, stockOf } from '../support/orders';
import { until } from '../support/outbox';
import { openAccount, startProvider } from '../support/payments';
import type { TestProvider } from '../support/provider-server';
import { creditNotesOf, expectBooksBalance, paidOnline, readOrder, refund } from '../support/refunds';
import { startSecondApplication } from '../support/second-application';
import { unique } from '../support/unique';

let stripe: TestProvider;

beforeAll(async () => {
  stripe = await startProvider('stripe');
});

afterAll(() => stripe.stop());

test('a server killed between the provider’s success and our commit has given the money back once', async () => {
  const shop = await newShop();
  await openAccount(shop, stripe);
  const customer = await newCustomer(shop.company);
  const milk = await stocked(shop, 20);
  const order = await paidOnline(shop, customer, stripe, [line(milk, 4)]);
  await moveTo(shop, order, 'processing', 'shipped', 'delivered');

  const victim = await startSecondApplication({ STRIPE_API_BASE: stripe.url });
  const key = unique('key-');
  const body = { reason: 'Sour', lines: [{ line: '1', quantity: 3 }] };
  // The provider does what it is asked for, and the answer never comes.
  stripe.behave('secretive', /^POST \/v1\/refunds/);
  const asked = fetch(`${victim.url}/api/order/${order.documentId}/refund`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${shop.staff.token}`,
      company: shop.company.code,
      'Content-Type': 'application/json',
      'Idempotency-Key': key,
    },
    body: JSON.stringify(body),
  }).then(
    () => 'answered',
    () => 'cut off',
  );
  await until(
    () => stripe.refunds().length,
    (count) => count === 1,
  );
  await victim.kill();
  expect(await asked).toBe('cut off');
  stripe.behave('well');

  const before = await readOrder(shop, order);
  expect(before).toMatchObject({ refunded_total: 0, refunds: [{ status: 'pending', amount: 7.5 }] });
  expect(await creditNotesOf(shop)).toEqual([]);
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 16, reserved: 0 });
  await expectBooksBalance(order);

  // The dead process's claim runs out.
  await sql.query('update refunds set claimed_until = now() where order_id = $1', [order.documentId]);
  await sql.query(`update outbox set available_at = now(), claimed_until = null where topic = 'refund'`);
  await sql.query(`select pg_notify('outbox', 'refund')`);
  await until(
    () => creditNotesOf(shop),
    (numbers) => numbers.length > 0,
  );
  expect(stripe.refunds()).toMatchObject([{ amount: 750 }]);
  expect(await creditNotesOf(shop)).toEqual([1]);
  const after = await readOrder(shop, order);
  expect(after).toMatchObject({ refunded_total: 7.5, refunds: [{ status: 'succeeded', credit_note: 1 }] });
  expect(await stockOf(milk.documentId)).toEqual({ onHand: 19, reserved: 0 });
  expect(await countersOf(customer)).toEqual({ points: 0, orders: 1, spent: 250 });
  await expectStockTrue(milk.documentId);
  await expectBooksBalance(order);

  // Whoever got no answer asks again under the same key, and learns of the same refund.
  const again = await refund(shop, order, body, { 'Idempotency-Key': key }).expect(200);
  const [made] = after['refunds'] as { documentId: string }[];
  expect(again.body.data).toMatchObject({ documentId: made!.documentId, status: 'succeeded' });
  expect(stripe.refunds()).toHaveLength(1);

  // What they were told is kept, whatever becomes of the order.
  await refund(shop, order, { amount: 1 }).expect(200);
  const kept = await refund(shop, order, body, { 'Idempotency-Key': key }).expect(200);
  expect(kept.body).toEqual(again.body);
}, 120_000);
