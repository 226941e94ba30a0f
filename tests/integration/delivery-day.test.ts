import { api, sql } from '../support/application';
import { newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import { expectStockTrue, line, moveTo, type OrderItem, placed, stocked, stockOf } from '../support/orders';
import { type DriverOrder, Phone, seeded } from '../support/phones';

jest.setTimeout(400_000);

const ORDERS = 200;
const DRIVERS = 10;
const STOCK = 5_000;
const STORE = { latitude: 24.7136, longitude: 46.6753 };

const random = seeded(20_261_129);
const happens = (chance: number): boolean => random() < chance;
const oneOf = <Item>(items: Item[]): Item => items[Math.floor(random() * items.length)]!;
const near = ({ latitude, longitude }: typeof STORE, spread: number): typeof STORE => ({
  latitude: latitude + (random() - 0.5) * spread,
  longitude: longitude + (random() - 0.5) * spread,
});

type Course = 'refuse' | 'deliver' | 'wrong code' | 'fail and deliver' | 'fail and return';

/** What drivers do with an order, and how often. */
const courseOf = (): Course => {
  const chance = random();
  if (chance < 0.08) return 'refuse';
  if (chance < 0.14) return 'wrong code';
  if (chance < 0.2) return 'fail and deliver';
  return chance < 0.28 ? 'fail and return' : 'deliver';
};

/** A driver at work: what they are about to do with each order that they have. */
class Driver {
  private readonly plans = new Map<string, { steps: (() => void)[] }>();

  constructor(
    readonly documentId: string,
    readonly phone: Phone,
    private readonly codes: Map<string, string>,
  ) {}

  /** Looks at the list, goes on with each order by a step or two, and tells of it. */
  async work(): Promise<void> {
    // Who is out of reach goes on with what they know.
    if (!happens(0.2)) (await this.phone.orders()).forEach((order) => this.take(order));
    for (const { steps } of this.plans.values()) {
      for (let step = 0; step < 2; step += 1) steps.shift()?.();
    }
    await this.phone.sync();
  }

  private take(order: DriverOrder): void {
    if (order.delivery.isOffer) {
      if (!this.plans.has(order.documentId)) this.plan(order, [() => this.say(order, 'accepted')]);
      return;
    }
    const plan = this.plans.get(order.documentId);
    if (plan && plan.steps.length > 0) return;
    if (order.delivery_status === 'assigned') this.plan(order, this.stepsFor(order, courseOf()));
    // Somebody's phone lost what it had to tell of this one.
    else if (this.phone.isDone) this.plan(order, this.bring(order));
  }

  private plan({ documentId }: DriverOrder, steps: (() => void)[]): void {
    this.plans.set(documentId, { steps });
  }

  private say({ documentId }: DriverOrder, status: string, further: object = {}): void {
    this.phone.say(documentId, status, further);
  }

  private bring(order: DriverOrder): (() => void)[] {
    const code = this.codes.get(order.documentId);
    return [() => this.say(order, 'out'), () => this.say(order, 'delivered', { code })];
  }

  private stepsFor(order: DriverOrder, course: Course): (() => void)[] {
    if (course === 'refuse') return [() => this.say(order, 'refused', { reason: 'flat tyre' })];
    const [first, ...others] = order.cart;
    const isShort = others.length > 0 && happens(0.15);
    const items = [{ line: first!.id, picked: !isShort }];
    const fetch = [
      () => this.say(order, 'accepted'),
      () => this.say(order, 'picked', others.length > 0 ? { items } : {}),
      () => this.say(order, 'out'),
    ];
    const wrong = () => this.say(order, 'delivered', { code: '000000' });
    const fail = () => this.say(order, 'failed', { reason: 'nobody at home' });
    switch (course) {
      case 'deliver':
        return [...fetch, ...this.bring(order).slice(1)];
      case 'wrong code':
        return [...fetch, wrong, ...this.bring(order).slice(1)];
      case 'fail and deliver':
        return [...fetch, fail, ...this.bring(order)];
      case 'fail and return':
        return [...fetch, fail, () => this.say(order, 'returned')];
    }
  }
}

let shop: Shop;
let goods: ProductItem[];
let customers: Customer[];
let drivers: Driver[];
const codes = new Map<string, string>();
const orders: OrderItem[] = [];

const sendPosition = ({ phone }: Driver) =>
  api
    .post('/api/mobile-delivery/location', { ...near(STORE, 0.05), accuracy: 10 }, phone.options)
    .expect(202);

const newWorkingDriver = async (seed: number): Promise<Driver> => {
  const options = await newDriver(shop.company);
  const { rows } = await sql.query<{ document_id: string }>(
    `select document_id from up_users where kind = 'delivery' and company_code = $1 order by id desc limit 1`,
    [shop.company.code],
  );
  await api.post('/api/mobile-delivery/duty', { on: true }, options).expect(200);
  const network = { offline: 0.25, answerLost: 0.2, heldBack: 0.15 };
  return new Driver(rows[0]!.document_id, new Phone(options, seeded(seed), network), codes);
};

const orderSomething = async (): Promise<void> => {
  const cart = [line(oneOf(goods), 1 + Math.floor(random() * 4))];
  if (happens(0.6)) cart.push(line(oneOf(goods), 2));
  const deliveryLocation = near(STORE, 0.15);
  const order = await placed(oneOf(customers), cart, {
    user_info: { name: 'Layla', email: 'layla@saptmarkets.test', contact: '+966500000001', deliveryLocation },
  });
  codes.set(order.documentId, order['delivery_code'] as string);
  orders.push(order);
};

const inParallel = async (count: number, work: (index: number) => Promise<unknown>): Promise<void> => {
  for (let from = 0; from < count; from += 10) {
    await Promise.all(Array.from({ length: Math.min(10, count - from) }, (_, index) => work(from + index)));
  }
};

const openOrders = async (): Promise<number> => {
  const { rows } = await sql.query<{ count: string }>(
    `select count(*) from orders where company_code = $1 and order_status not in ('delivered', 'cancelled')`,
    [shop.company.code],
  );
  return Number(rows[0]!.count);
};

const ask = async <Row extends Record<string, unknown>>(text: string): Promise<Row[]> =>
  (await sql.query<Row>(text, [shop.company.code])).rows;

beforeAll(async () => {
  shop = await newShop();
  const delivery = {
    basePrice: 10,
    store: STORE,
    answerSeconds: 10,
    driverPay: { perDelivery: 6, perKm: 1, feeShare: 10 },
  };
  await api.put('/api/setting', { delivery }, shop.staff).expect(200);
  goods = await Promise.all(Array.from({ length: 6 }, () => stocked(shop, STOCK)));
  customers = await Promise.all(Array.from({ length: 12 }, () => newCustomer(shop.company)));
  drivers = [];
  for (let seed = 1; seed <= DRIVERS; seed += 1) drivers.push(await newWorkingDriver(seed));
  // Some never say where they are.
  await Promise.all(drivers.slice(0, 7).map(sendPosition));
});

test('a day: 200 orders, ten drivers whose phones come and go', async () => {
  for (let wave = 0; wave < 4; wave += 1) {
    const from = orders.length;
    await inParallel(ORDERS / 4, orderSomething);
    const fresh = orders.slice(from);
    await inParallel(fresh.length, async (index) => {
      const order = fresh[index]!;
      await moveTo(shop, order, happens(0.03) ? 'cancelled' : 'processing');
    });
    // One of them sleeps until noon, and is asked in vain.
    const awake = wave < 2 ? drivers.slice(1) : drivers;
    for (let round = 0; round < 8; round += 1) await Promise.all(awake.map((driver) => driver.work()));
    await Promise.all(drivers.slice(0, 7).map(sendPosition));
  }
  const deadline = Date.now() + 240_000;
  while ((await openOrders()) > 0 && Date.now() < deadline) {
    await Promise.all(drivers.map((driver) => driver.work()));
  }
  expect(
    await ask(
      `select order_status, delivery_status, count(*) from orders
      where company_code = $1 and order_status not in ('delivered', 'cancelled') group by 1, 2`,
    ),
  ).toEqual([]);
});

test('every order was delivered, brought back or cancelled; much of it not at the first try', async () => {
  const rows = await ask<{ state: string; count: string }>(
    `select order_status || '/' || delivery_status as state, count(*) from orders where company_code = $1 group by 1`,
  );
  const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(ORDERS);
  const known = ['delivered/delivered', 'cancelled/returned', 'cancelled/pending', 'cancelled/assigned'];
  expect([...counts.keys()].filter((state) => !known.includes(state))).toEqual([]);
  expect(counts.get('delivered/delivered')).toBeGreaterThan(ORDERS / 2);
  expect(counts.get('cancelled/returned')).toBeGreaterThan(0);
  const outcomes = await ask<{ outcome: string }>(
    'select distinct outcome from delivery_assignments where company_code = $1',
  );
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(
    expect.arrayContaining(['delivered', 'refused', 'returned', 'timed_out']),
  );
});

test('no order ever had two drivers', async () => {
  expect(
    await ask(
      `select a.order_id from delivery_assignments a join delivery_assignments b
           on b.order_id = a.order_id and b.id > a.id and b.assigned_at < coalesce(a.ended_at, 'infinity')
        where a.company_code = $1`,
    ),
  ).toEqual([]);
  // Whoever delivered it was its driver then; nobody else moved it on.
  expect(
    await ask(
      `select e.order_id, e.kind, e.actor_id from order_events e
         join delivery_assignments a on a.order_id = e.order_id and a.outcome in ('delivered', 'returned')
        where e.company_code = $1 and e.kind = 'delivery_status' and e.actor_kind = 'driver'
          and e.data->>'to' in ('delivered', 'returned') and e.actor_id <> a.delivery_personnel`,
    ),
  ).toEqual([]);
  expect(
    await ask(
      `select order_id from delivery_assignments where company_code = $1 and outcome = 'delivered'
        group by order_id having count(*) > 1`,
    ),
  ).toEqual([]);
});

test('staff receive what came back, and the stock is what was not delivered', async () => {
  const returned = await ask<{ document_id: string }>(
    `select document_id from orders where company_code = $1 and delivery_status = 'returned'`,
  );
  for (const { document_id: id } of returned) {
    await api.post(`/api/order/${id}/receive`, {}, shop.staff).expect(200);
  }
  for (const { documentId } of goods) {
    const [sold] = await ask<{ quantity: string }>(
      `select coalesce(sum(l.quantity), 0) / 1000 as quantity from order_lines l
         join orders o on o.document_id = l.order_id
        where o.company_code = $1 and o.order_status = 'delivered' and l.product_id = '${documentId}'`,
    );
    expect(await stockOf(documentId)).toEqual({ onHand: STOCK - Number(sold!.quantity), reserved: 0 });
    await expectStockTrue(documentId);
  }
});

test('what drivers collected is what was paid at the doors, and they hand it in', async () => {
  const [paid] = await ask<{ amount: string }>(
    `select sum(amount) as amount from payments where company_code = $1 and provider = 'cod' and status = 'paid'`,
  );
  const [totals] = await ask<{ amount: string }>(
    `select sum(total) as amount from orders where company_code = $1 and order_status = 'delivered'`,
  );
  const owed = await ask<{ driver_id: string; amount: string }>(
    `select driver_id, sum(amount) as amount from driver_cash where company_code = $1 group by 1`,
  );
  expect(paid!.amount).toBe(totals!.amount);
  expect(owed.reduce((sum, { amount }) => sum + Number(amount), 0)).toBe(Number(paid!.amount));
  for (const [index, { driver_id: driver, amount }] of owed.entries()) {
    const counted = Number(amount) / 100 - (index === 0 ? 1.5 : 0);
    const handover = await api
      .post(
        `/api/delivery-personnel/${driver}/cash`,
        { counted: Math.round(counted * 100) / 100 },
        shop.staff,
      )
      .expect(201);
    expect(handover.body.data.handover).toMatchObject({
      expected: Number(amount) / 100,
      discrepancy: index === 0 ? -1.5 : 0,
    });
  }
  expect(
    await ask(
      `select driver_id from driver_cash where company_code = $1 group by driver_id, currency having sum(amount) <> 0`,
    ),
  ).toEqual([]);
});

test('what drivers earned is what their deliveries were frozen at', async () => {
  const earned = await ask<{ driver: string; pay: string }>(
    `select delivery_personnel as driver, sum(driver_pay) as pay from delivery_assignments
      where company_code = $1 and outcome = 'delivered' group by 1`,
  );
  for (const { documentId, phone } of drivers) {
    const summary = await api.get('/api/mobile-delivery/summary', phone.options).expect(200);
    const mine = earned.find(({ driver }) => driver === documentId);
    expect(summary.body.data.earnings.day).toBe(Number(mine?.pay ?? 0) / 100);
  }
});
