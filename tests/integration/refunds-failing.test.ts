import { api, sql } from '../support/application';
import { expectRefusal, newShop, type ProductItem, type Shop, unique } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, countersOf, line, moveTo, type OrderItem, stocked, stockOf } from '../support/orders';
import { until } from '../support/outbox';
import { readAs } from '../support/paying';
import { openAccount, startProvider, starters } from '../support/payments';
import type { TestProvider } from '../support/provider-server';
import {
  booksOf,
  creditNotesOf,
  eventsOf,
  expectBooksBalance,
  holdBack,
  paidOnline,
  readOrder,
  refund,
  refunded,
  type RefundItem,
  REFUNDS,
  refundsOf,
  sendAgain,
  tell,
  tryAgain,
  untilRefunds,
} from '../support/refunds';

const names = Object.keys(starters) as (keyof typeof starters)[];

/** The key of each provider that a shop could mistype. */
const secrets = { stripe: 'secretKey', paypal: 'clientSecret', razorpay: 'keySecret' } as const;

describe.each(names)('%s', (name) => {
  let provider: TestProvider;
  let shop: Shop;
  let customer: Customer;
  let milk: ProductItem;

  beforeAll(async () => {
    provider = await startProvider(name);
  });

  afterAll(() => provider.stop());

  beforeEach(async () => {
    provider.behave('well');
    provider.refundsAre('succeeded');
    shop = await newShop();
    await openAccount(shop, provider);
    customer = await newCustomer(shop.company);
    milk = await stocked(shop, 20);
  });

  /** Four bottles for 2.50 each. */
  const sold = (): Promise<OrderItem> => paidOnline(shop, customer, provider, [line(milk, 4)]);

  const givenBack = (): number[] => provider.refunds().map(({ amount }) => amount);

  /** A refund whose provider has told of its failure. */
  const failed = async (order: OrderItem, body: object): Promise<string> => {
    provider.refundsAre('pending');
    await refunded(shop, order, body);
    const { id } = provider.refunds().at(-1)!;
    provider.settleRefund(id, 'failed');
    await tell(shop, provider, provider.webhook('refund', id));
    await untilRefunds(shop, order, 'failed');
    provider.refundsAre('succeeded');
    return id;
  };

  /** The provider says that it has made a refund after all. */
  const madeAfterAll = async (id: string): Promise<void> => {
    provider.settleRefund(id, 'succeeded');
    await tell(shop, provider, provider.webhook('refund', id));
  };

  test('what a cancelled order should get and does not is told, and sent again, once, also when it is hidden', async () => {
    const order = await sold();
    const before = givenBack().length;
    provider.behave('refusing', REFUNDS);
    await change(shop, order, { order_status: 'cancelled' }).expect(200);
    const [first] = await untilRefunds(shop, order, 'failed');
    expect(first).toMatchObject({
      kind: 'credit',
      amount: 10,
      failure: expect.any(String),
      credit_note: null,
    });
    expect(await eventsOf(shop, order, 'refund_failed')).toEqual([
      { refund: first!.documentId, kind: 'credit', amount: 10, reason: null, failure: first!['failure'] },
    ]);
    await api.delete(`/api/order/${order.documentId}`, shop.staff).expect(204);
    expectRefusal(await sendAgain(shop, order, first!), 422, 'refund_refused');
    provider.behave('well');
    expectRefusal(await sendAgain(shop, order, first!), 409, 'illegal_transition');
    const { rows } = await sql.query<{ id: string }>('select id from refunds where retry_of = $1', [
      first!.documentId,
    ]);
    const second = { documentId: rows[0]!.id };
    const headers = { 'Idempotency-Key': unique('key-') };
    const again = await sendAgain(shop, order, second, headers).expect(200);
    expect(again.body.data).toMatchObject({
      kind: 'credit',
      status: 'succeeded',
      amount: 10,
      vat: 1.3,
      credit_note: 1,
      retry_of: second.documentId,
      refunded_total: 10,
    });
    expect((await sendAgain(shop, order, second, headers).expect(200)).body).toEqual(again.body);
    expectRefusal(await sendAgain(shop, order, second), 409, 'illegal_transition');
    expectRefusal(await sendAgain(shop, order, again.body.data as RefundItem), 409, 'illegal_transition');
    expect(givenBack().slice(before)).toEqual([1_000]);
    await expectBooksBalance(order);
  });

  test('what was paid too much and is refused can be sent again', async () => {
    const order = await sold();
    provider.behave('refusing', REFUNDS);
    const pick = { lines: [{ line: '1', quantity: 3 }] };
    await api.post(`/api/order/${order.documentId}/pick`, pick, shop.staff).expect(200);
    const [first] = await untilRefunds(shop, order, 'failed');
    expect(first).toMatchObject({ kind: 'excess', amount: 2.5 });
    expect(await eventsOf(shop, order, 'refund_failed')).toMatchObject([{ kind: 'excess', amount: 2.5 }]);
    provider.behave('well');
    const again = await sendAgain(shop, order, first!).expect(200);
    expect(again.body.data).toMatchObject({
      kind: 'excess',
      status: 'succeeded',
      amount: 2.5,
      credit_note: null,
    });
    expect(await readOrder(shop, order)).toMatchObject({ total: 7.5, refunded_total: 0 });
    await expectBooksBalance(order);
  });

  test('what had failed and is made after all is booked, with its credit note', async () => {
    const order = await sold();
    const id = await failed(order, { amount: 4 });
    await madeAfterAll(id);
    expect(await untilRefunds(shop, order, 'succeeded')).toMatchObject([{ amount: 4, credit_note: 1 }]);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 4 });
    await expectBooksBalance(order);
  });

  test('what is made after all when its money has gone back otherwise is told, and changes no books', async () => {
    const order = await sold();
    const id = await failed(order, { amount: 4 });
    await refunded(shop, order, { amount: 10 });
    const before = await booksOf(order);
    await madeAfterAll(id);
    const told = await until(
      () => eventsOf(shop, order, 'refund_unknown'),
      (events) => events.length > 0,
    );
    expect(told).toEqual([{ payment_method: name, providerId: id, amount: 4 }]);
    const [late] = await refundsOf(shop, order);
    expect(late).toMatchObject({ status: 'failed', failure: 'made_after_all', credit_note: null });
    expectRefusal(await sendAgain(shop, order, late!), 409, 'illegal_transition');
    await tell(shop, provider, provider.webhook('refund', id));
    expect(await eventsOf(shop, order, 'refund_unknown')).toHaveLength(1);
    expect(await booksOf(order)).toEqual(before);
    await expectBooksBalance(order);
  });

  test('a refusal after a call that was not answered fails nothing: people have to look', async () => {
    const order = await sold();
    const before = givenBack().length;
    provider.behave('broken', REFUNDS);
    const waiting = await refunded(shop, order, { lines: [{ line: '1', quantity: 2 }] });
    expect(waiting).toMatchObject({ status: 'pending', failure: null });
    expectRefusal(await sendAgain(shop, order, waiting), 409, 'illegal_transition');
    provider.behave('refusing', REFUNDS);
    await tryAgain();
    const [stuck] = await until(
      () => refundsOf(shop, order),
      ([one]) => one?.['failure'] !== null,
    );
    expect(stuck).toMatchObject({ status: 'pending', failure: expect.any(String) });
    expect(await eventsOf(shop, order, 'refund_stuck')).toMatchObject([
      { refund: waiting.documentId, amount: 5, failure: stuck!['failure'] },
    ]);
    await holdBack();
    expectRefusal(await refund(shop, order, { amount: 5.01 }), 422, 'refund_too_large');
    provider.behave('well');
    const again = await until(
      () => sendAgain(shop, order, waiting),
      ({ status }) => status === 200,
    );
    expect(again.body.data).toMatchObject({ status: 'succeeded', amount: 5, credit_note: 1 });
    expect((await refundsOf(shop, order)).map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    expect(givenBack().slice(before)).toEqual([500]);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 2 });
    await expectBooksBalance(order);
  });

  test('a refusal by another account fails nothing', async () => {
    const order = await sold();
    await sql.query(`update payments set account = 'former' where order_id = $1`, [order.documentId]);
    provider.behave('refusing', REFUNDS);
    expect(await refunded(shop, order, { amount: 4 })).toMatchObject({
      status: 'pending',
      failure: 'other_account',
    });
    expect(await eventsOf(shop, order, 'refund_stuck')).toMatchObject([{ failure: 'other_account' }]);
    expect(await eventsOf(shop, order, 'refund_failed')).toEqual([]);
    await expectBooksBalance(order);
  });

  test('keys that are refused keep a refund waiting until they are mended', async () => {
    const order = await sold();
    const right = provider.keys[secrets[name]]!;
    const wrong = right.slice(0, -1) + (right.endsWith('x') ? 'y' : 'x');
    await openAccount(shop, { ...provider, keys: { ...provider.keys, [secrets[name]]: wrong } });
    expect(await refunded(shop, order, { amount: 4 })).toMatchObject({ status: 'pending', failure: null });
    await openAccount(shop, provider);
    await tryAgain();
    expect(await untilRefunds(shop, order, 'succeeded')).toMatchObject([{ amount: 4, credit_note: 1 }]);
    expect(await eventsOf(shop, order, 'refund_stuck')).toEqual([]);
    await expectBooksBalance(order);
  });

  test('what a bank sends back is told, and goes once more under its old credit note', async () => {
    const order = await sold();
    const first = await refunded(shop, order, { amount: 10 });
    const { id } = provider.refunds().at(-1)!;
    provider.settleRefund(id, 'failed');
    await tell(shop, provider, provider.webhook('refund', id));
    const events = await until(
      () => eventsOf(shop, order, 'refund_failed'),
      (told) => told.length > 0,
    );
    expect(events).toMatchObject([{ refund: first.documentId, amount: 10, failure: expect.any(String) }]);
    const counters = await countersOf(customer);
    const again = await sendAgain(shop, order, first).expect(200);
    expect(again.body.data).toMatchObject({
      kind: 'resend',
      status: 'succeeded',
      amount: 10,
      credit_note: null,
      retry_of: first.documentId,
      refunded_total: 10,
    });
    expectRefusal(await sendAgain(shop, order, first), 409, 'illegal_transition');
    expect(provider.refunds().slice(-2)).toMatchObject([{ amount: 1_000 }, { amount: 1_000 }]);
    expect(await creditNotesOf(shop)).toEqual([1]);
    expect(await countersOf(customer)).toEqual(counters);
    await expectBooksBalance(order);
  });

  test('what staff give back at the provider is booked, as far as the invoice goes; else told', async () => {
    const order = await sold();
    const { rows } = await sql.query<{ charge_id: string }>(
      'select charge_id from payments where order_id = $1',
      [order.documentId],
    );
    const charge = rows[0]!.charge_id;
    const atDesk = provider.refundAtDesk(charge, 400);
    const news = provider.webhook('refund', atDesk);
    await Promise.all([tell(shop, provider, news), tell(shop, provider, provider.webhook('refund', atDesk))]);
    expect(await untilRefunds(shop, order, 'succeeded')).toMatchObject([
      { kind: 'credit', amount: 4, credit_note: 1, reason: null, actor: { kind: 'system' } },
    ]);
    await expectBooksBalance(order);
    provider.behave('broken', REFUNDS);
    await refunded(shop, order, { amount: 6 });
    await holdBack();
    const beyond = provider.refundAtDesk(charge, 100);
    await tell(shop, provider, provider.webhook('refund', beyond));
    const told = await until(
      () => eventsOf(shop, order, 'refund_unknown'),
      (events) => events.length > 0,
    );
    expect(told).toEqual([{ payment_method: name, providerId: beyond, amount: 1 }]);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 4 });
    expect(await creditNotesOf(shop)).toEqual([1]);
  });

  test('a claim of somebody else outlives what the provider tells meanwhile', async () => {
    const order = await sold();
    provider.refundsAre('pending');
    await refunded(shop, order, { amount: 4 });
    await holdBack();
    await sql.query(
      `update refunds set claimed_by = 'somebody', claimed_until = now() + interval '1 minute' where order_id = $1`,
      [order.documentId],
    );
    await tell(shop, provider, provider.webhook('refund', provider.refunds().at(-1)!.id));
    await until(
      () =>
        sql.query('select 1 from payment_events where company_code = $1 and outcome is null', [
          shop.company.code,
        ]),
      ({ rowCount }) => rowCount === 0,
    );
    const { rows } = await sql.query('select claimed_by from refunds where order_id = $1', [
      order.documentId,
    ]);
    expect(rows).toEqual([{ claimed_by: 'somebody' }]);
  });

  test('who repeats a request waits for whoever is at any part of it, and is told the same from then on', async () => {
    const order = await sold();
    provider.refundsAre('pending');
    const headers = { 'Idempotency-Key': unique('key-') };
    const first = await refund(shop, order, { amount: 4 }, headers).expect(200);
    const { documentId } = first.body.data as RefundItem;
    await holdBack();
    await sql.query('update idempotency_keys set answer = null where subject_id = $1', [documentId]);
    await sql.query(
      `insert into refunds (id, company_code, order_id, payment_id, kind, status, amount, vat_by_rate, part_of, actor_kind,
                            claimed_by, claimed_until)
       select id || '2', company_code, order_id, payment_id, kind, status, 100, '[]', id, actor_kind, 'somebody',
              now() + interval '1 second'
         from refunds where id = $1`,
      [documentId],
    );
    const before = Date.now();
    const repeated = await refund(shop, order, { amount: 4 }, headers).expect(200);
    expect(Date.now() - before).toBeGreaterThan(700);
    expect(repeated.body.data).toMatchObject({ documentId, further: [{ amount: 1, status: 'pending' }] });
    await sql.query(`update refunds set failure = 'later' where id = $1`, [documentId]);
    expect((await refund(shop, order, { amount: 4 }, headers).expect(200)).body).toEqual(repeated.body);
  });

  test('why staff refund is for staff alone', async () => {
    const order = await sold();
    await refunded(shop, order, { amount: 4, reason: 'Her third complaint' });
    const theirs = await readAs(customer, order);
    expect(theirs['refunds']).toEqual([
      expect.objectContaining({ kind: 'credit', amount: 4, status: 'succeeded', credit_note: 1 }),
    ]);
    expect(theirs['timeline']).toContainEqual(
      expect.objectContaining({
        kind: 'order_refunded',
        data: { refund: expect.any(String), kind: 'credit', amount: 4, credit_note: 1 },
      }),
    );
    expect(JSON.stringify(theirs)).not.toContain('complaint');
    expect(JSON.stringify(await readOrder(shop, order))).toContain('complaint');
  });

  test('goods cannot be picked to less than was refunded by amount', async () => {
    const order = await sold();
    await refunded(shop, order, { amount: 5 });
    const pick = (quantity: number) =>
      api.post(`/api/order/${order.documentId}/pick`, { lines: [{ line: '1', quantity }] }, shop.staff);
    const before = [await readOrder(shop, order), await stockOf(milk.documentId)];
    expect(expectRefusal(await pick(1), 409, 'illegal_transition')).toEqual({ refunded: 5, would_be: 2.5 });
    expect([await readOrder(shop, order), await stockOf(milk.documentId)]).toEqual(before);
    await pick(2).expect(200);
    await moveTo(shop, order, 'processing', 'shipped');
    expect(await untilRefunds(shop, order, 'succeeded')).toMatchObject([
      { amount: 5 },
      { kind: 'excess', amount: 5 },
    ]);
    expect(await readOrder(shop, order)).toMatchObject({ total: 5, refunded_total: 5 });
    await expectBooksBalance(order);
  });
});

test('a message of what its own request carries out waits for as long as the claim', async () => {
  const provider = await startProvider('stripe');
  const shop = await newShop();
  await openAccount(shop, provider);
  const customer = await newCustomer(shop.company);
  const order = await paidOnline(shop, customer, provider, [line(await stocked(shop, 20), 4)]);
  provider.refundsAre('pending');
  const { documentId } = await refunded(shop, order, { amount: 4 });
  const { rows } = await sql.query<{ waits: number; attempts: number }>(
    `select extract(epoch from available_at - created_at)::float8 as waits, attempts from outbox
      where topic = 'refund' and payload->>'refundId' = $1`,
    [documentId],
  );
  expect(rows).toEqual([{ waits: 60, attempts: 0 }]);
  await provider.stop();
});
