import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { goOnDuty, type HiredDriver, hireDriver } from '../support/drivers';
import { change, line, moveTo, placed, stocked } from '../support/orders';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

interface State {
  on_duty: boolean;
  idle: boolean;
  open: number;
  ended: number;
}

const stateOf = async ({ documentId }: HiredDriver): Promise<State | undefined> => {
  const { rows } = await sql.query<State>(
    `select on_duty, idle_since is not null as idle,
            (select count(*)::int from driver_duties where driver_id = $1 and ended_at is null) as open,
            (select count(*)::int from driver_duties where driver_id = $1 and ended_at >= began_at) as ended
       from driver_states where driver_id = $1`,
    [documentId],
  );
  return rows[0];
};

/** How often somebody was told to look at the orders that wait, where nobody looks. */
const looks = async (): Promise<number> => {
  const { rows } = await sql.query<{ told: number }>(
    `select count(*)::int as told from noted_looks where company_code = $1`,
    [shop.company.code],
  );
  return rows[0]!.told;
};

const givenOrder = async ({ documentId }: HiredDriver) => {
  const customer = await newCustomer(shop.company);
  const order = await placed(customer, [line(await stocked(shop, 10))]);
  await moveTo(shop, order, 'processing');
  await change(shop, order, { delivery_personnel: documentId }).expect(200);
  return order;
};

describe('duty', () => {
  test('begins and ends, and its times are kept', async () => {
    const driver = await hireDriver(shop);
    expect(await stateOf(driver)).toBeUndefined();
    const begun = await goOnDuty(driver).expect(200);
    expect(begun.body.data).toEqual({ onDuty: true, since: expect.stringMatching(/Z$/) });
    expect(await stateOf(driver)).toEqual({ on_duty: true, idle: true, open: 1, ended: 0 });
    const again = await goOnDuty(driver).expect(200);
    expect(again.body.data).toEqual(begun.body.data);
    const ended = await goOnDuty(driver, false).expect(200);
    expect(ended.body.data).toEqual({ onDuty: false, since: expect.stringMatching(/Z$/) });
    expect(await stateOf(driver)).toEqual({ on_duty: false, idle: false, open: 0, ended: 1 });
    expect((await goOnDuty(driver, false).expect(200)).body.data).toEqual(ended.body.data);
    await goOnDuty(driver).expect(200);
    expect(await stateOf(driver)).toEqual({ on_duty: true, idle: true, open: 1, ended: 1 });
  });

  test('who never was on duty leaves without a trace of it', async () => {
    const driver = await hireDriver(shop);
    expect((await goOnDuty(driver, false).expect(200)).body.data).toEqual({ onDuty: false, since: null });
    expect(await stateOf(driver)).toEqual({ on_duty: false, idle: false, open: 0, ended: 0 });
  });

  test('many at once begin one', async () => {
    const driver = await hireDriver(shop);
    const answers = await Promise.all(Array.from({ length: 8 }, () => goOnDuty(driver)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => body.data.since as string)).size).toBe(1);
    expect(await stateOf(driver)).toEqual({ on_duty: true, idle: true, open: 1, ended: 0 });
  });

  test('who comes has the waiting orders looked at, once', async () => {
    // Whoever handles a message deletes it, so it is noted as it is written.
    await sql.query(`
      create table if not exists noted_looks (company_code text);
      create or replace function note_look() returns trigger language plpgsql as $$
      begin
        insert into noted_looks values (new.company_code);
        return null;
      end $$;
      create or replace trigger note_look after insert on outbox
        for each row when (new.topic = 'order_assignment') execute function note_look();`);
    try {
      const driver = await hireDriver(shop);
      await goOnDuty(driver).expect(200);
      expect(await looks()).toBe(1);
      await goOnDuty(driver).expect(200);
      await goOnDuty(driver, false).expect(200);
      expect(await looks()).toBe(1);
    } finally {
      await sql.query('drop trigger note_look on outbox; drop function note_look; drop table noted_looks');
    }
  });

  test('who leaves gives back what they have not fetched', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    const order = await givenOrder(driver);
    expect(await stateOf(driver)).toMatchObject({ on_duty: true, idle: false });
    await goOnDuty(driver, false).expect(200);
    const { body } = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
    expect(body.data).toMatchObject({ delivery_status: 'pending', delivery_personnel: null });
    const { rows } = await sql.query(
      'select status, outcome, reason from delivery_assignments where order_id = $1',
      [order.documentId],
    );
    expect(rows).toEqual([{ status: 'cancelled', outcome: 'withdrawn', reason: 'off_duty' }]);
    expect(await stateOf(driver)).toEqual({ on_duty: false, idle: false, open: 0, ended: 1 });
  });

  test('who has orders on their way does not leave', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    const waiting = await givenOrder(driver);
    const underWay = await givenOrder(driver);
    await change(shop, underWay, { delivery_status: 'picked' }).expect(200);
    const before = await stateOf(driver);
    expect(expectRefusal(await goOnDuty(driver, false), 409, 'in_use')).toEqual({ orders: 1 });
    expect(await stateOf(driver)).toEqual(before);
    const { body } = await api.get(`/api/order/${waiting.documentId}`, shop.staff).expect(200);
    expect(body.data).toMatchObject({ delivery_status: 'assigned', delivery_personnel: driver.documentId });
    await change(shop, underWay, { delivery_status: 'delivered' }).expect(200);
    await goOnDuty(driver, false).expect(200);
  });

  test('who tries an order anew has its goods still', async () => {
    const driver = await hireDriver(shop);
    await goOnDuty(driver).expect(200);
    const order = await givenOrder(driver);
    await change(shop, order, { delivery_status: 'picked' }).expect(200);
    await change(shop, order, { delivery_status: 'failed' }).expect(200);
    await change(shop, order, { delivery_personnel: driver.documentId }).expect(200);
    const before = await stateOf(driver);
    expect(expectRefusal(await goOnDuty(driver, false), 409, 'in_use')).toEqual({ orders: 1 });
    expect(await stateOf(driver)).toEqual(before);
  });

  test('leaving, blocking and erasing at once, with orders given meanwhile: nobody waits in a circle', async () => {
    for (let round = 0; round < 3; round += 1) {
      const driver = await hireDriver(shop);
      await goOnDuty(driver).expect(200);
      const held = await Promise.all([givenOrder(driver), givenOrder(driver)]);
      const customer = await newCustomer(shop.company);
      const more = await placed(customer, [line(await stocked(shop, 10))]);
      await moveTo(shop, more, 'processing');
      const path = `/api/delivery-personnel/${driver.documentId}`;
      const answers = await Promise.all([
        api.put(path, { isActive: false }, shop.staff),
        goOnDuty(driver, false),
        change(shop, more, { delivery_personnel: driver.documentId }),
        api.put(path, { isActive: false, name: 'Blocked Driver' }, shop.staff),
        api.delete(path, shop.staff),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      expect(answers[4].status).toBe(204);
      for (const order of [...held, more]) {
        const { body } = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
        expect(body.data).toMatchObject({ delivery_status: 'pending', delivery_personnel: null });
      }
      expect(await stateOf(driver)).toMatchObject({ on_duty: false, idle: false, open: 0 });
    }
  });

  test('leaving while an order is being fetched: one of the two', async () => {
    for (let round = 0; round < 5; round += 1) {
      const driver = await hireDriver(shop);
      await goOnDuty(driver).expect(200);
      const order = await givenOrder(driver);
      const [left, fetched] = await Promise.all([
        goOnDuty(driver, false),
        change(shop, order, { delivery_status: 'picked' }),
      ]);
      expect([left.status, fetched.status].sort()).toEqual([200, 409]);
      const { on_duty } = (await stateOf(driver))!;
      expect(on_duty).toBe(left.status !== 200);
    }
  });

  test('is said by drivers, in so many words', async () => {
    const driver = await hireDriver(shop);
    const say = (body: object, options: object) => api.post('/api/mobile-delivery/duty', body, options);
    expectInvalid(await say({}, driver.options), 'on');
    expectInvalid(await say({ on: 'yes' }, driver.options), 'on');
    expectInvalid(await say({ on: true, driver: 'x' }, driver.options), 'driver');
    expectRefusal(await say({ on: true }, shop.staff), 403, 'forbidden');
    expectRefusal(await say({ on: true }, (await newCustomer(shop.company)).options), 403, 'forbidden');
    expectRefusal(await say({ on: true }, shop.visitor), 401, 'unauthenticated');
    expect(await stateOf(driver)).toBeUndefined();
  });
});
