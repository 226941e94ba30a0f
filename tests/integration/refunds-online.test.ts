import { resumeRefunds } from '../../src/api/refund/handler';
import { api, app, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  type ProductItem,
  type Shop,
  unique,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, countersOf, expectStockTrue, line, moveTo, stocked, stockOf } from '../support/orders';
import { until } from '../support/outbox';
import { openAccount, startProvider, starters } from '../support/payments';
import type { TestProvider } from '../support/provider-server';
import {
  creditNotesOf,
  expectBooksBalance,
  holdBack,
  paidOnline,
  readOrder,
  refund,
  refunded,
  type RefundItem,
  REFUNDS,
  refundsOf,
  tell,
  tryAgain,
  untilRefunds,
} from '../support/refunds';

const names = Object.keys(starters) as (keyof typeof starters)[];

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

  /** What the provider has given back for refunds. */
  const givenBack = (refunds: RefundItem[]): [string, number][] => {
    const ids = refunds.map(({ documentId }) => documentId);
    return provider
      .refunds()
      .filter(({ refundId }) => ids.includes(refundId))
      .map(({ refundId, amount }) => [refundId, amount]);
  };

  test('the provider gives a part back, then the rest; the books balance', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    const part = await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
    expect(part).toMatchObject({ status: 'succeeded', amount: 2.5, credit_note: 1, refunded_total: 2.5 });
    expect(givenBack([part])).toEqual([[part.documentId, 250]]);
    const rest = await refunded(shop, order, { amount: 7.5 });
    expect(rest).toMatchObject({ status: 'succeeded', credit_note: 2, refunded_total: 10 });
    expect(await readOrder(shop, order)).toMatchObject({ payment_status: 'paid', refunded_total: 10 });
    await expectBooksBalance(order);
    expectRefusal(await refund(shop, order, { amount: 0.01 }), 422, 'refund_too_large');
  });

  test('what the provider refuses fails; nothing changes, and it can be tried again with the same key', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    const before = await countersOf(customer);
    provider.behave('refusing', REFUNDS);
    const headers = { 'Idempotency-Key': unique('key-') };
    const body = { lines: [{ line: '1', quantity: 4 }] };
    const details = expectRefusal(await refund(shop, order, body, headers), 422, 'refund_refused');
    expect(details).toEqual({ reason: expect.any(String), refund: expect.any(String) });
    expect(await refundsOf(shop, order)).toMatchObject([
      { status: 'failed', failure: expect.any(String), credit_note: null },
    ]);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 0 });
    expect(await countersOf(customer)).toEqual(before);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 16, reserved: 0 });
    await expectBooksBalance(order);
    provider.behave('well');
    const again = await refund(shop, order, body, headers).expect(200);
    expect(again.body.data).toMatchObject({ status: 'succeeded', amount: 10, credit_note: 1 });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
    await expectBooksBalance(order);
  });

  describe('a provider that does not answer', () => {
    test.each(['broken', 'lossy', 'garbled'] as const)(
      '%s: the refund waits, and is made once',
      async (how) => {
        const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
        await moveTo(shop, order, 'processing', 'shipped', 'delivered');
        provider.behave(how, REFUNDS);
        const headers = { 'Idempotency-Key': unique('key-') };
        const body = { lines: [{ line: '1', quantity: 2 }] };
        const first = await refund(shop, order, body, headers).expect(200);
        await holdBack();
        expect(first.body.data).toMatchObject({
          status: 'pending',
          amount: 5,
          credit_note: null,
          refunded_total: 0,
        });
        expect((await refund(shop, order, body, headers).expect(200)).body).toEqual(first.body);
        // What waits is counted as gone.
        expectInvalid(await refund(shop, order, { lines: [{ line: '1', quantity: 3 }] }), 'lines.0.quantity');
        expect(expectRefusal(await refund(shop, order, { amount: 5.01 }), 422, 'refund_too_large')).toEqual({
          refundable: 5,
        });
        expect(await stockOf(milk.documentId)).toEqual({ onHand: 16, reserved: 0 });
        await expectBooksBalance(order);
        provider.behave('well');
        await tryAgain();
        const refunds = await untilRefunds(shop, order, 'succeeded');
        expect(refunds).toMatchObject([{ amount: 5, credit_note: 1 }]);
        expect(givenBack(refunds)).toEqual([[refunds[0]!.documentId, 500]]);
        expect(await stockOf(milk.documentId)).toEqual({ onHand: 18, reserved: 0 });
        await expectBooksBalance(order);
        await expectStockTrue(milk.documentId);
      },
    );

    test('hangs: whoever asked is answered all the same', async () => {
      const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
      const timeoutMs = app.strapi.config.get<number>('payments.timeoutMs');
      app.strapi.config.set('payments.timeoutMs', 300);
      provider.behave('secretive', REFUNDS);
      try {
        expect(await refunded(shop, order, { amount: 4 })).toMatchObject({ status: 'pending' });
      } finally {
        app.strapi.config.set('payments.timeoutMs', timeoutMs);
        provider.behave('well');
      }
      await tryAgain();
      const refunds = await untilRefunds(shop, order, 'succeeded');
      expect(givenBack(refunds)).toEqual([[refunds[0]!.documentId, 400]]);
      await expectBooksBalance(order);
    });
  });

  test('what the provider has not finished waits for its word, and is noted once', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    provider.refundsAre('pending');
    const waiting = await refunded(shop, order, { amount: 10 });
    expect(waiting).toMatchObject({ status: 'pending', credit_note: null });
    const { id } = provider.refunds().at(-1)!;
    provider.settleRefund(id, 'succeeded');
    const news = provider.webhook('refund', id);
    await Promise.all([tell(shop, provider, news), tell(shop, provider, news), tryAgain()]);
    await tell(shop, provider, provider.webhook('refund', id));
    expect(await untilRefunds(shop, order, 'succeeded')).toMatchObject([{ amount: 10, credit_note: 1 }]);
    expect(await creditNotesOf(shop)).toEqual([1]);
    await expectBooksBalance(order);
  });

  test('what fails at last can go back in another way', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    provider.refundsAre('pending');
    await refunded(shop, order, { amount: 10 });
    const { id } = provider.refunds().at(-1)!;
    provider.settleRefund(id, 'failed');
    await tell(shop, provider, provider.webhook('refund', id));
    expect(await untilRefunds(shop, order, 'failed')).toMatchObject([{ credit_note: null }]);
    provider.refundsAre('succeeded');
    expect(await refunded(shop, order, { amount: 10 })).toMatchObject({
      status: 'succeeded',
      credit_note: 1,
    });
    await expectBooksBalance(order);
  });

  test('what a bank sends back after all is noted for people; the books stay', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    await refunded(shop, order, { amount: 10 });
    const { id } = provider.refunds().at(-1)!;
    provider.settleRefund(id, 'failed');
    await tell(shop, provider, provider.webhook('refund', id));
    const refunds = await until(
      () => refundsOf(shop, order),
      ([one]) => one?.['failure'] !== null,
    );
    expect(refunds).toMatchObject([{ status: 'succeeded', failure: expect.any(String), credit_note: 1 }]);
    await expectBooksBalance(order);
  });

  test('ten requests under one key are one refund, and have one answer', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    const headers = { 'Idempotency-Key': unique('key-') };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refund(shop, order, { amount: 3 }, headers)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.body.data).toMatchObject({ status: 'succeeded', refunded_total: 3 });
    expect(givenBack(await refundsOf(shop, order))).toHaveLength(1);
  });

  test('many who refund, and one who cancels, give back what was paid, and no more', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    const lines = [{ line: '1', quantity: 1 }];
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => refund(shop, order, { lines })),
      ...Array.from({ length: 4 }, () => refund(shop, order, { amount: 4 })),
      change(shop, order, { order_status: 'cancelled' }),
    ]);
    expect(answers.filter(({ status }) => ![200, 400, 422].includes(status))).toEqual([]);
    await untilRefunds(shop, order, 'succeeded');
    const back = givenBack(await refundsOf(shop, order));
    expect(back.reduce((sum, [, amount]) => sum + amount, 0)).toBe(1_000);
    expect(await readOrder(shop, order)).toMatchObject({ refunded_total: 10, order_status: 'cancelled' });
    expect(await countersOf(customer)).toEqual({ points: 0, orders: 0, spent: 0 });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
    await expectStockTrue(milk.documentId);
    await expectBooksBalance(order);
  });

  describe('goods that are still in the shop', () => {
    test('are not sent when they were refunded; the rest is', async () => {
      const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
      await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
      expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 3 });
      const pick = (quantity: number) =>
        api.post(`/api/order/${order.documentId}/pick`, { lines: [{ line: '1', quantity }] }, shop.staff);
      expectInvalid(await pick(2), 'lines.0.quantity');
      const edited = await api.put(
        `/api/order/${order.documentId}/lines`,
        { cart: [line(milk, 2)] },
        shop.staff,
      );
      expectRefusal(edited, 409, 'illegal_transition');
      await moveTo(shop, order, 'processing', 'shipped', 'delivered');
      expect(await stockOf(milk.documentId)).toEqual({ onHand: 17, reserved: 0 });
      await refunded(shop, order, { lines: [{ line: '1', quantity: 3 }] });
      expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
      await expectStockTrue(milk.documentId);
      await expectBooksBalance(order);
    });
  });

  describe('cancelling', () => {
    test('gives back all that is left, with a credit note; everything else once', async () => {
      await api.put('/api/setting', { loyalty: { earnPerUnit: 1 } }, shop.staff).expect(200);
      const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
      await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
      expect(await countersOf(customer)).toEqual({ points: 0, orders: 1, spent: 750 });
      await api
        .put(`/api/order/${order.documentId}/cancel`, { reason: 'Too late' }, customer.options)
        .expect(200);
      const [first, second] = await untilRefunds(shop, order, 'succeeded');
      expect(first).toMatchObject({ amount: 2.5, credit_note: 1 });
      expect(second).toMatchObject({
        kind: 'credit',
        amount: 7.5,
        credit_note: 2,
        reason: 'Too late',
        actor: { kind: 'customer' },
      });
      expect(await readOrder(shop, order)).toMatchObject({
        order_status: 'cancelled',
        payment_status: 'paid',
        refunded_total: 10,
      });
      expect(await countersOf(customer)).toEqual({ points: 0, orders: 0, spent: 0 });
      expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
      await expectStockTrue(milk.documentId);
      await expectBooksBalance(order);
      expectRefusal(await refund(shop, order, { amount: 1 }), 422, 'refund_too_large');
    });

    test('by staff, when it had left, by their form; also while the provider is away, and after it is hidden', async () => {
      const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
      await moveTo(shop, order, 'processing', 'shipped');
      provider.behave('broken', REFUNDS);
      await change(shop, order, { order_status: 'cancelled' }).expect(200);
      expect(await refundsOf(shop, order)).toMatchObject([
        { status: 'pending', amount: 10, actor: { kind: 'staff' } },
      ]);
      await api.delete(`/api/order/${order.documentId}`, shop.staff).expect(204);
      provider.behave('well');
      await tryAgain();
      await until(
        () => creditNotesOf(shop),
        (numbers) => numbers.length > 0,
      );
      await expectBooksBalance(order);
      expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
      expect(await countersOf(customer)).toEqual({ points: 0, orders: 0, spent: 0 });
    });

    test('while a refund waits gives back only what is left beside it', async () => {
      const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
      provider.behave('broken', REFUNDS);
      await refunded(shop, order, { lines: [{ line: '1', quantity: 1 }] });
      await change(shop, order, { order_status: 'cancelled' }).expect(200);
      provider.behave('well');
      await tryAgain();
      const refunds = await untilRefunds(shop, order, 'succeeded');
      expect(refunds.map(({ amount }) => amount)).toEqual([2.5, 7.5]);
      expect(await countersOf(customer)).toEqual({ points: 0, orders: 0, spent: 0 });
      expect(await stockOf(milk.documentId)).toEqual({ onHand: 20, reserved: 0 });
      await expectStockTrue(milk.documentId);
      await expectBooksBalance(order);
    });
  });

  test('a refund that nobody has a message for any more is taken up again', async () => {
    const order = await paidOnline(shop, customer, provider, [line(milk, 4)]);
    provider.behave('broken', REFUNDS);
    await refunded(shop, order, { amount: 3 });
    await sql.query(`delete from outbox where topic = 'refund'`);
    await sql.query(`update refunds set created_at = now() - interval '1 hour' where order_id = $1`, [
      order.documentId,
    ]);
    provider.behave('well');
    await resumeRefunds(app.strapi);
    expect(await untilRefunds(shop, order, 'succeeded')).toMatchObject([{ amount: 3, credit_note: 1 }]);
    await expectBooksBalance(order);
  });
});
