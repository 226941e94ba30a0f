import { setTimeout as wait } from 'node:timers/promises';
import { sql } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { line, type OrderItem, stocked } from '../support/orders';
import { begun, booksOf, placedAt, readAs, reconcile } from '../support/paying';
import { openAccount, startProvider, starters } from '../support/payments';
import type { TestProvider } from '../support/provider-server';
import { type SecondProcess, startSecondProcess } from '../support/second-process';

const names = Object.keys(starters) as (keyof typeof starters)[];

const fakes = new Map<string, TestProvider>();
let victim: SecondProcess;

beforeAll(async () => {
  for (const name of names) fakes.set(name, await startProvider(name));
  victim = await startSecondProcess(
    Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_API_BASE`, fakes.get(name)!.url])),
  );
});

afterAll(async () => {
  await victim.stop();
  for (const fake of fakes.values()) await fake.stop();
});

test('a server killed between what providers did and its own note of it finds each payment once', async () => {
  const shops = new Map<string, { shop: Shop; customer: Customer; begins: OrderItem; takes: OrderItem }>();
  for (const name of names) {
    const fake = fakes.get(name)!;
    const shop = await newShop();
    await openAccount(shop, fake);
    const customer = await newCustomer(shop.company);
    const milk = await stocked(shop, 100);
    const begins = await placedAt(fake, customer, [line(milk, 4)]);
    const takes = await placedAt(fake, customer, [line(milk, 4)]);
    const { providerId } = await begun(customer, takes);
    // The shop still has to take what the customer has agreed to.
    fake.approve(providerId);
    // It is done, and nobody hears of it.
    fake.behave('secretive', /^POST .*(payment_intents|orders|capture)$/);
    shops.set(name, { shop, customer, begins, takes });
  }

  const cutOff: Promise<unknown>[] = [];
  for (const { customer, begins, takes } of shops.values()) {
    for (const { documentId } of [begins, takes]) {
      const call = fetch(`${victim.url}/api/order/${documentId}/pay`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${customer.options.token}`,
          company: customer.options.company,
          'Content-Type': 'application/json',
        },
        body: '{}',
      });
      cutOff.push(
        call.then(
          ({ status }) => status,
          () => 'cut off',
        ),
      );
    }
  }
  const isDone = (fake: TestProvider): boolean =>
    fake.calls.filter(
      ({ method, path, status }) =>
        status === null && /^POST .*(payment_intents|orders|capture)$/.test(`${method} ${path}`),
    ).length >= 2;
  while (![...fakes.values()].every(isDone)) await wait(10);
  await victim.kill();
  expect(await Promise.all(cutOff)).toEqual(cutOff.map(() => 'cut off'));

  for (const fake of fakes.values()) fake.behave('well');
  for (const [name, { shop, customer, begins, takes }] of shops) {
    await reconcile(shop);
    expect(await readAs(customer, takes)).toMatchObject({ payment_status: 'paid' });
    expect(await booksOf(takes)).toEqual({ payments: [`${name} paid 1000`], refunds: [] });
    expect((await readAs(customer, takes)).timeline.map(({ kind }) => kind)).toEqual([
      'order_created',
      'payment_received',
    ]);
    const { rows } = await sql.query<{ id: string }>('select id from payments where order_id = $1', [
      begins.documentId,
    ]);
    expect(rows).toHaveLength(1);
    expect(await begun(customer, begins)).toMatchObject({ documentId: rows[0]!.id, status: 'open' });
    expect(fakes.get(name)!.countOf(rows[0]!.id)).toBe(1);
  }
});
