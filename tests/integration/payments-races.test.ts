import { api, sql } from '../support/application';
import { newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { line, type OrderItem, stocked } from '../support/orders';
import { acted, begun, booksOf, paidNews, pay, placedAt, post, readAs, refunded } from '../support/paying';
import { openAccount, startProvider, starters } from '../support/payments';
import type { TestProvider } from '../support/provider-server';

const names = Object.keys(starters) as (keyof typeof starters)[];

describe.each(names)('%s', (name) => {
  let fake: TestProvider;
  let shop: Shop;
  let customer: Customer;
  let milk: ProductItem;
  let item: OrderItem;

  beforeAll(async () => {
    fake = await startProvider(name);
    shop = await newShop();
    await openAccount(shop, fake);
    customer = await newCustomer(shop.company);
    milk = await stocked(shop, 1_000);
  });

  afterAll(() => fake.stop());

  beforeEach(async () => {
    fake.delay(0);
    item = await placedAt(fake, customer, [line(milk, 4)]);
  });

  test('two who begin at once at a slow provider pay the same payment', async () => {
    fake.delay(150);
    const [one, other] = await Promise.all([begun(customer, item), begun(customer, item)]);
    fake.delay(0);
    expect(one.providerId).toBe(other.providerId);
    const clients = [one, other].map(({ clientSecret, approvalUrl, razorpayOrderId }) =>
      JSON.stringify({ clientSecret, approvalUrl, razorpayOrderId }),
    );
    expect(new Set(clients).size).toBe(1);
    expect(await booksOf(item)).toEqual({ payments: [`${name} open 1000`], refunds: [] });
    fake.pay(one.providerId);
    await post(shop, fake, paidNews(fake, one.providerId));
    await acted(shop);
    expect(await readAs(customer, item)).toMatchObject({ payment_status: 'paid' });
  });

  test('an order that is cancelled while it is being paid keeps no money', async () => {
    const { providerId } = await begun(customer, item);
    fake.pay(providerId);
    await Promise.all([
      api.put(`/api/order/${item.documentId}/cancel`, {}, customer.options).expect(200),
      post(shop, fake, paidNews(fake, providerId)),
    ]);
    await acted(shop);
    await refunded(item);
    expect(await readAs(customer, item)).toMatchObject({ order_status: 'cancelled' });
    const { rows } = await sql.query<{ kept: number }>(
      `select (coalesce((select sum(amount) from payments where order_id = $1 and status = 'paid'), 0)
               - coalesce((select sum(amount) from refunds where order_id = $1 and status = 'succeeded'), 0))::int as kept`,
      [item.documentId],
    );
    expect(rows[0]!.kept).toBe(0);
  });

  test('a payment that was begun with another account is given up, and begun anew', async () => {
    const { documentId } = await begun(customer, item);
    await sql.query(`update payments set account = 'another' where id = $1`, [documentId]);
    const anew = await begun(customer, item);
    expect(anew.documentId).not.toBe(documentId);
    expect(await booksOf(item)).toEqual({
      payments: [`${name} closed 1000`, `${name} open 1000`],
      refunds: [],
    });
  });
});

test('another charge under a payment that is paid goes back', async () => {
  const fake = await startProvider('razorpay');
  const shop = await newShop();
  await openAccount(shop, fake);
  const customer = await newCustomer(shop.company);
  const item = await placedAt(fake, customer, [line(await stocked(shop, 10), 4)]);
  const { providerId } = await begun(customer, item);
  for (const outcome of ['settled', 'returned']) {
    fake.pay(providerId);
    await post(shop, fake, fake.webhook('paid', providerId));
    expect((await acted(shop)).at(-1)).toBe(outcome);
  }
  await refunded(item);
  expect(await booksOf(item)).toEqual({
    payments: ['razorpay paid 1000', 'razorpay paid 1000'],
    refunds: ['excess succeeded 1000'],
  });
  await pay(customer, item).expect(200);
  await fake.stop();
});
