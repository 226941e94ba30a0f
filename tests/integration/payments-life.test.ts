import { api, sql } from '../support/application';
import { newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, expectStockTrue, line, moveTo, type OrderItem, stocked, stockOf } from '../support/orders';
import {
  acted,
  begun,
  booksOf,
  expire,
  paidNews,
  pay,
  placedAt,
  post,
  readAs,
  reconcile,
  refunded,
} from '../support/paying';
import { openAccount, startProvider, starters } from '../support/payments';
import type { TestProvider } from '../support/provider-server';

const names = Object.keys(starters) as (keyof typeof starters)[];

describe.each(names)('%s', (name) => {
  /** Whether the shop itself takes what the customer has agreed to, and can leave it. */
  const takesItself = name === 'paypal';

  let fake: TestProvider;
  let shop: Shop;
  let customer: Customer;
  let milk: ProductItem;

  beforeAll(async () => {
    fake = await startProvider(name);
  });

  afterAll(() => fake.stop());

  beforeEach(async () => {
    fake.behave('well');
    fake.refundsAre('succeeded');
    shop = await newShop();
    await openAccount(shop, fake);
    customer = await newCustomer(shop.company);
    milk = await stocked(shop, 10);
  });

  /** Four pieces for 2.50 each. */
  const order = (): Promise<OrderItem> => placedAt(fake, customer, [line(milk, 4)]);

  /** The customer pays, and nobody tells the shop. */
  const payQuietly = async (item: { documentId: string }) => {
    const payment = await begun(customer, item);
    fake.pay(payment.providerId);
    return payment;
  };

  const tellPaid = async (providerId: string) => {
    expect((await post(shop, fake, paidNews(fake, providerId))).status).toBe(200);
    return acted(shop);
  };

  /** An order that was paid, as the webhook told. */
  const paidOrder = async (): Promise<OrderItem> => {
    const item = await order();
    const { providerId } = await payQuietly(item);
    await reconcile(shop);
    await tellPaid(providerId);
    return readAs(customer, item);
  };

  const kindsOf = ({ timeline }: OrderItem): string[] => timeline.map(({ kind }) => kind);

  test('an order waits with its goods reserved until it is paid', async () => {
    const item = await order();
    expect(item).toMatchObject({ payment_status: 'pending', order_status: 'pending', payment_method: name });
    const { rows } = await sql.query<{ minutes: number }>(
      `select round(extract(epoch from expires_at - created_at) / 60)::int as minutes from orders where document_id = $1`,
      [item.documentId],
    );
    expect(rows[0]!.minutes).toBe(30);
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 4 });

    const payment = await begun(customer, item);
    expect(payment).toMatchObject({
      payment_method: name,
      status: 'open',
      amount: 10,
      currency: 'SAR',
      expires_at: expect.stringMatching(/Z$/),
    });
    expect(await begun(customer, item)).toEqual(payment);
    expect(fake.countOf(payment.documentId)).toBe(1);
    expect(await booksOf(item)).toEqual({ payments: [`${name} open 1000`], refunds: [] });
  });

  test('what the webhook tells pays the order, once', async () => {
    const item = await order();
    const { providerId } = await payQuietly(item);
    const told = paidNews(fake, providerId);
    expect(await post(shop, fake, told)).toEqual({
      status: 200,
      body: expect.objectContaining({ data: { received: true, repeated: false } }),
    });
    expect(await acted(shop)).toEqual(['settled']);
    expect((await post(shop, fake, told)).body.data).toEqual({ received: true, repeated: true });
    expect(await tellPaid(providerId)).toEqual(['settled', takesItself ? 'left' : 'repeated']);

    const paid = await readAs(customer, item);
    expect(paid).toMatchObject({ payment_status: 'paid', order_status: 'pending', refunded_total: 0 });
    expect(paid.paid_at).toEqual(expect.stringMatching(/Z$/));
    expect(kindsOf(paid)).toEqual(['order_created', 'payment_received']);
    expect(paid.timeline[1]!.data).toEqual({ payment_method: name, amount: 10 });
    expect(await booksOf(item)).toEqual({ payments: [`${name} paid 1000`], refunds: [] });
    await expire(item);
    expect((await readAs(customer, item)).order_status).toBe('pending');
    expect((await begun(customer, item)).status).toBe('paid');
  });

  test('a refused try can be repeated', async () => {
    const item = await order();
    const { providerId } = await begun(customer, item);
    fake.decline(providerId);
    await post(shop, fake, fake.webhook('declined', providerId));
    expect(await acted(shop)).toEqual(['declined']);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'failed', order_status: 'pending' });

    const again = await begun(customer, item);
    expect(again.providerId).toBe(providerId);
    fake.pay(providerId);
    await tellPaid(providerId);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid', order_status: 'pending' });
    expect(kindsOf(await readAs(customer, item))).toEqual([
      'order_created',
      'payment_failed',
      'payment_received',
    ]);
  });

  test('what is told too late or in another order changes nothing of what is paid', async () => {
    const item = await order();
    const { providerId } = await begun(customer, item);
    fake.decline(providerId);
    const declined = fake.webhook('declined', providerId);
    const closed = name === 'stripe' ? fake.webhook('closed', providerId) : null;
    fake.pay(providerId);
    await tellPaid(providerId);
    await post(shop, fake, declined);
    if (closed) await post(shop, fake, closed);
    await acted(shop);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid', order_status: 'pending' });
    expect(kindsOf(await readAs(customer, item))).toEqual(['order_created', 'payment_received']);
    expect((await booksOf(item)).payments).toEqual([`${name} paid 1000`]);
  });

  test('an order that nobody pays gives its goods back', async () => {
    const item = await order();
    await begun(customer, item);
    await expire(item);
    expect(await readAs(customer, item)).toMatchObject({
      order_status: 'cancelled',
      payment_status: 'pending',
      cancel_reason: 'unpaid',
    });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 0 });
    const refusal = await pay(customer, item).expect(409);
    expect(refusal.body.error.code).toBe('illegal_transition');
  });

  test('an order that was paid, though nobody has told, does not expire', async () => {
    const item = await order();
    await payQuietly(item);
    await expire(item);
    expect(await readAs(customer, item)).toMatchObject({ order_status: 'pending', payment_status: 'paid' });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 4 });
  });

  test('money that comes after all takes the order up again, if everything is still there', async () => {
    const item = await order();
    const { providerId } = await begun(customer, item);
    await expire(item);
    fake.pay(providerId);
    expect(await tellPaid(providerId)).toEqual(['reopened']);
    expect(await readAs(customer, item)).toMatchObject({
      order_status: 'pending',
      payment_status: 'paid',
      cancel_reason: null,
      cancelled_at: null,
      total: 10,
    });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 4 });
    await expectStockTrue(milk.documentId);
    expect(await booksOf(item)).toEqual({ payments: [`${name} paid 1000`], refunds: [] });
  });

  test('money that comes when the goods are gone goes back', async () => {
    const item = await order();
    const { providerId } = await begun(customer, item);
    await expire(item);
    fake.pay(providerId);
    await placedAt(fake, customer, [line(milk, 7)]);
    expect(await tellPaid(providerId)).toEqual(['returned']);
    await refunded(item);
    expect(await readAs(customer, item)).toMatchObject({
      order_status: 'cancelled',
      payment_status: 'pending',
      refunded_total: 0,
    });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 7 });
    expect(await booksOf(item)).toEqual({
      payments: [`${name} paid 1000`],
      refunds: ['excess succeeded 1000'],
    });
    expect(fake.refunds().at(-1)).toMatchObject({ amount: 1_000 });
  });

  test('money for what was cancelled is not taken, or goes back, and so is that for a deleted order', async () => {
    for (const isDeleted of [false, true]) {
      const item = await order();
      const { providerId } = await payQuietly(item);
      await change(shop, item, { order_status: 'cancelled' }).expect(200);
      if (isDeleted) {
        await sql.query('update orders set hidden_at = now() where document_id = $1', [item.documentId]);
      }
      expect((await tellPaid(providerId)).at(-1)).toBe(takesItself ? 'left' : 'returned');
      await refunded(item);
      expect((await booksOf(item)).refunds).toEqual(takesItself ? [] : ['excess succeeded 1000']);
    }
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 0 });
  });

  test('a payment of which nothing is told is found', async () => {
    const item = await order();
    await payQuietly(item);
    await reconcile(shop);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid' });
    await reconcile(shop);
    expect(kindsOf(await readAs(customer, item))).toEqual(['order_created', 'payment_received']);
  });

  test('whoever comes back from the provider is told that it is paid', async () => {
    const item = await order();
    await payQuietly(item);
    expect(await begun(customer, item)).toMatchObject({ status: 'paid', amount: 10 });
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid' });
  });

  test('another amount or currency than was asked for pays nothing, and goes back', async () => {
    for (const different of [{ amount: 100 }, { currency: 'USD' }]) {
      const item = await order();
      const { providerId } = await begun(customer, item);
      fake.pay(providerId, different);
      await post(shop, fake, paidNews(fake, providerId, different));
      expect((await acted(shop)).at(-1)).toBe('mismatched');
      const seen = await readAs(customer, item);
      expect(seen).toMatchObject({ payment_status: 'pending', order_status: 'pending' });
      expect(kindsOf(seen).slice(0, 2)).toEqual(['order_created', 'payment_mismatched']);
      await refunded(item);
      expect(await booksOf(item)).toEqual({
        payments: [`${name} mismatched 1000`],
        refunds: [`excess succeeded ${different.amount ?? 1_000}`],
      });
      await moveTo(shop, item, 'cancelled');
    }
  });

  test('an order is not paid twice: the second payment is not taken, or goes back', async () => {
    const item = await order();
    const first = await payQuietly(item);
    // The first one is forgotten by whoever looks for an open payment.
    await sql.query(`update payments set status = 'closed' where id = $1`, [first.documentId]);
    const second = await payQuietly(item);
    expect(second.documentId).not.toBe(first.documentId);
    await tellPaid(second.providerId);
    expect((await tellPaid(first.providerId)).at(-1)).toBe(takesItself ? 'left' : 'returned');
    await refunded(item);
    expect(await booksOf(item)).toEqual({
      payments: [`${name} ${takesItself ? 'closed' : 'paid'} 1000`, `${name} paid 1000`],
      refunds: takesItself ? [] : ['excess succeeded 1000'],
    });
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid', refunded_total: 0 });
  });

  test('an order that was edited down to what was paid before is paid', async () => {
    const item = await order();
    const { providerId } = await begun(customer, item);
    const lines = (quantity: number) =>
      api.put(`/api/order/${item.documentId}/lines`, { cart: [line(milk, quantity)] }, customer.options);
    await lines(6).expect(200);
    fake.pay(providerId);
    await tellPaid(providerId);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'pending', total: 15 });
    expect(await begun(customer, item)).toMatchObject({ status: 'open', amount: 5 });
    await lines(4).expect(200);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid', total: 10 });
    const refusal = await lines(5).expect(409);
    expect(refusal.body.error.code).toBe('total_would_rise');
    await lines(3).expect(200);
    await refunded(item);
    expect((await booksOf(item)).refunds).toEqual(['excess succeeded 250']);
  });

  test('what was not there of a paid order is given back when it is picked', async () => {
    const item = await paidOrder();
    await moveTo(shop, item, 'processing');
    await api
      .post(
        `/api/order/${item.documentId}/pick`,
        { lines: [{ line: item.cart[0]!.id, quantity: 3 }] },
        shop.staff,
      )
      .expect(200);
    await refunded(item);
    expect(await readAs(customer, item)).toMatchObject({ total: 7.5, refunded_total: 0 });
    expect(await booksOf(item)).toEqual({
      payments: [`${name} paid 1000`],
      refunds: ['excess succeeded 250'],
    });
  });

  test('a cancelled order that was paid gives everything back, with a credit note', async () => {
    const item = await paidOrder();
    await change(shop, item, { order_status: 'cancelled' }).expect(200);
    await refunded(item);
    expect(await readAs(customer, item)).toMatchObject({
      order_status: 'cancelled',
      payment_status: 'paid',
      refunded_total: 10,
    });
    expect(await booksOf(item)).toEqual({
      payments: [`${name} paid 1000`],
      refunds: ['credit succeeded 1000'],
    });
    expect(await stockOf(milk.documentId)).toEqual({ onHand: 10, reserved: 0 });
  });
});
