import { sql } from '../support/application';
import { newShop, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import {
  codeOf,
  type Courier,
  type DeliveryShop,
  give,
  newCourier,
  newDeliveryShop,
  onTheWay,
  prepared,
  tell,
} from '../support/deliveries';
import { type Follower, follower } from '../support/followers';
import { moveTo } from '../support/orders';
import { until } from '../support/outbox';
import { type SecondProcess, startSecondProcess } from '../support/second-process';

const ROUNDS = 4;

let from: DeliveryShop;
let foreign: Shop;
let omar: Customer;
let other: Courier;
let second: SecondProcess;

/** The second process, which takes up at once what it left behind when it was killed. */
const start = (): Promise<SecondProcess> =>
  startSecondProcess({ PROCESSES: '2', OUTBOX_LEASE_MS: '2000', OUTBOX_POLL_MS: '200' });

beforeAll(async () => {
  from = await newDeliveryShop();
  foreign = await newShop();
  omar = await newCustomer(from.shop.company);
  other = await newCourier(from.shop);
  second = await start();
});

afterAll(() => second.stop());

/** Orders of both customers: one is brought, one changes hands and is brought, one is cancelled. */
const liveThrough = async (orders: string[]): Promise<void> => {
  const brought = await prepared(from);
  const changed = await prepared({ ...from, customer: omar });
  const cancelled = await prepared(from);
  orders.push(brought.documentId, changed.documentId, cancelled.documentId);
  await give(from, brought, from.driver);
  await onTheWay(from.driver, brought);
  await tell(from.driver, brought, { status: 'delivered', code: await codeOf(brought) }).expect(200);
  await give(from, changed, from.driver);
  await give(from, changed, other);
  await onTheWay(other, changed);
  await tell(other, changed, { status: 'delivered', code: await codeOf(changed) }).expect(200);
  await moveTo(from.shop, cancelled, 'cancelled');
};

/** The events of orders that go out by socket, as `<order>.<seq>` in their order, with who was to bring it then. */
const happened = async (orders: string[]): Promise<{ id: string; customer: string; drivers: string[] }[]> => {
  const { rows } = await sql.query<{ id: string; customer: string; kind: string; driver: string | null }>(
    `select e.order_id || '.' || e.seq as id, o.customer_id as customer, e.kind,
            case when e.kind = 'order_assigned' then e.data->>'driverId' end as driver
       from order_events e join orders o on o.document_id = e.order_id
      where e.order_id = any($1)
        and e.kind in ('order_created', 'order_status_changed', 'order_assigned', 'delivery_status', 'delivery_completed')
      order by array_position($1, e.order_id::text), e.seq`,
    [orders],
  );
  let driver: string | null = null;
  return rows.map(({ id, customer, kind, driver: given }) => {
    const before = driver;
    if (kind === 'order_created') driver = null;
    if (kind === 'order_assigned') driver = given;
    const drivers = [driver, ...(kind === 'order_assigned' ? [before] : [])];
    return { id, customer, drivers: drivers.filter((one) => one !== null) };
  });
};

const idsOf = ({ known }: Follower, orders: string[]): string[] =>
  orders.flatMap((orderId) => (known.get(orderId) ?? []).map(({ id }) => id));

test('everybody knows exactly what is theirs, in order and once, though a server is killed', async () => {
  const here = { customer: from.customer.options, admin: from.shop.staff, driver: from.driver.options };
  const followers = {
    customer: follower(here.customer),
    admin: follower(here.admin),
    driver: follower(here.driver),
    driverThen: follower(other.options),
    stranger: follower(foreign.staff),
  };
  const there = {
    customer: follower(here.customer),
    otherCustomer: follower(omar.options),
    admin: follower(here.admin),
    stranger: follower(foreign.staff),
  };
  const connectThere = () => Promise.all(Object.values(there).map(({ connect }) => connect(second.url)));
  await Promise.all(Object.values(followers).map(({ connect }) => connect()));
  await connectThere();

  const orders: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const living = liveThrough(orders);
    if (round === 1) await second.kill();
    await living;
    if (round === 2) {
      second = await start();
      await connectThere();
      await Promise.all(Object.values(there).map(({ catchUp }) => catchUp(orders)));
    }
  }

  const all = await happened(orders);
  const idsFor = (isTheirs: (event: (typeof all)[number]) => boolean): string[] =>
    all.filter(isTheirs).map(({ id }) => id);
  const expected = {
    customer: idsFor(({ customer }) => customer === from.customer.documentId),
    otherCustomer: idsFor(({ customer }) => customer === omar.documentId),
    admin: idsFor(() => true),
    driver: idsFor(({ drivers }) => drivers.includes(from.driver.documentId)),
    driverThen: idsFor(({ drivers }) => drivers.includes(other.documentId)),
    stranger: [] as string[],
  };
  expect(expected.admin.length).toBeGreaterThan(ROUNDS * 20);
  const heard = (group: Record<string, Follower>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(group).map(([name, one]) => [name, idsOf(one, orders)]));
  const wanted = (group: Record<string, Follower>): Record<string, string[]> =>
    Object.fromEntries(Object.keys(group).map((name) => [name, expected[name as keyof typeof expected]]));
  const countOf = (lists: Record<string, string[]>): number => Object.values(lists).flat().length;
  await until(
    () => countOf(heard(followers)) + countOf(heard(there)),
    (count) => count >= countOf(wanted(followers)) + countOf(wanted(there)),
    30_000,
  );
  expect(heard(followers)).toEqual(wanted(followers));
  expect(heard(there)).toEqual(wanted(there));
});
