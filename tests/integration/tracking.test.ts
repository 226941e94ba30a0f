import { readAssignmentRules } from '../../src/api/delivery-assignment/candidate-store';
import { planTrip } from '../../src/api/delivery-assignment/plan-trip';
import { readTrip } from '../../src/api/delivery-assignment/trip-store';
import { createRoadRouter } from '../../src/routing/road-router';
import {
  assignments,
  driverAt,
  driverAtWork,
  driversOf,
  placeAt,
  preparedOrder,
  settleDelivery,
  store,
} from '../support/assignments';
import { api, app, type RequestOptions, sql } from '../support/application';
import { expectRefusal, newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, type OrderItem, stocked } from '../support/orders';
import { startOsrm } from '../support/osrm-server';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;
let driver: string;

beforeEach(async () => {
  shop = await newShop();
  await settleDelivery(shop, { autoAssign: false });
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 500);
  driver = await driverAtWork(shop, { km: 0 });
});

const prepared = (place: [number, number]): Promise<OrderItem> => preparedOrder(shop, customer, milk, place);

const give = (order: OrderItem) => change(shop, order, { delivery_personnel: driver }).expect(200);

const pick = async (...orders: OrderItem[]): Promise<void> => {
  for (const order of orders) await change(shop, order, { delivery_status: 'picked' }).expect(200);
};

/** They leave the store with it. */
const setOut = async (...orders: OrderItem[]): Promise<void> => {
  await pick(...orders);
  await sql.query(
    `update delivery_assignments set out_at = clock_timestamp() at time zone 'utc' where order_id = any($1)`,
    [orders.map(({ documentId }) => documentId)],
  );
};

type Tracking = {
  delivery_status: string;
  driver: { name: string; phone: string; vehicle: string } | null;
  position: { latitude: number; longitude: number; at: string } | null;
  estimated_delivery: string | null;
  promised_delivery: string | null;
  stopsBefore: number | null;
};

const track = (order: { documentId: string }, options: RequestOptions) =>
  api.get(`/api/order/${order.documentId}/tracking`, options);

const tracked = async (order: OrderItem, options: RequestOptions = customer.options): Promise<Tracking> =>
  (await track(order, options).expect(200)).body.data as Tracking;

/** What an order and its active assignment are told to arrive at, which is the same, in full minutes. */
const arrivalOf = async (order: OrderItem): Promise<Date> => {
  const arrival = new Date((await tracked(order)).estimated_delivery!);
  const { rows } = await sql.query<{ at: Date }>(
    `select estimated_delivery at time zone 'utc' as at from delivery_assignments
      where order_id = $1 and status in ('assigned', 'picked')`,
    [order.documentId],
  );
  expect(rows).toEqual([{ at: arrival }]);
  expect(arrival.getTime() % 60_000).toBe(0);
  return arrival;
};

/** Up to a minute more than it takes, and less by what the test itself has taken. */
const expectArrivalIn = async (order: OrderItem, minutes: number): Promise<void> => {
  const left = ((await arrivalOf(order)).getTime() - Date.now()) / 60_000;
  expect(left).toBeGreaterThan(minutes - 0.4);
  expect(left).toBeLessThanOrEqual(minutes + 1);
};

const me = { name: 'Omar Driver', phone: '+966500000009', vehicle: 'Van' };

describe('whoever waits for an order', () => {
  it('sees the driver, and where they are, only while it is on its way', async () => {
    const order = await prepared([6, 0]);
    const hidden = { driver: null, position: null, stopsBefore: null };
    expect(await tracked(order)).toMatchObject({ delivery_status: 'pending', ...hidden });
    await give(order);
    expect(await tracked(order)).toMatchObject({ delivery_status: 'assigned', ...hidden });
    await pick(order);
    expect(await tracked(order)).toMatchObject({ delivery_status: 'picked', ...hidden });
    await setOut(order);
    await driverAt(driver, 2);
    const out = await tracked(order);
    expect(out).toMatchObject({ delivery_status: 'picked', driver: me, stopsBefore: 0 });
    expect(out.position).toEqual({ ...placeAt(2), at: expect.stringMatching(/^\d{4}-.*Z$/) as string });
    await change(shop, order, { delivery_status: 'delivered' }).expect(200);
    expect(await tracked(order)).toMatchObject({ delivery_status: 'delivered', ...hidden });
  });

  it('does not see where somebody is who has not found them', async () => {
    const order = await prepared([6, 0]);
    await give(order);
    await setOut(order);
    await change(shop, order, { delivery_status: 'failed' }).expect(200);
    expect(await tracked(order)).toMatchObject({ delivery_status: 'failed', driver: null, position: null });
  });

  it('does not see where the driver was before, nor where they were a while ago', async () => {
    const order = await prepared([6, 0]);
    await give(order);
    await setOut(order);
    expect(await tracked(order)).toMatchObject({ driver: me, position: null });
    expect((await tracked(order, shop.staff)).position).toMatchObject(placeAt(0));
    await driverAt(driver, 2);
    expect((await tracked(order)).position).toMatchObject(placeAt(2));
    await sql.query(
      `update delivery_assignments set picked_at = picked_at - interval '1 hour' where order_id = $1`,
      [order.documentId],
    );
    const minutesAgo = (minutes: number) =>
      sql.query(
        `update driver_states set position_at = now() - $2::int * interval '1 minute' where driver_id = $1`,
        [driver, minutes],
      );
    await minutesAgo(9);
    expect((await tracked(order)).position).toMatchObject(placeAt(2));
    await minutesAgo(11);
    expect(await tracked(order)).toMatchObject({ driver: me, position: null });
    expect((await tracked(order, shop.staff)).position).toMatchObject(placeAt(2));
  });

  it('is told how many stops come before', async () => {
    const [near, far] = [await prepared([2, 0]), await prepared([4, 0])];
    await give(far);
    await give(near);
    await assignments().estimateTrips();
    await setOut(far, near);
    expect((await tracked(near)).stopsBefore).toBe(0);
    expect((await tracked(far)).stopsBefore).toBe(1);
    await change(shop, near, { delivery_status: 'delivered' }).expect(200);
    expect((await tracked(far)).stopsBefore).toBe(0);
  });
});

describe('staff', () => {
  it('see the driver as soon as there is one', async () => {
    const order = await prepared([6, 0]);
    expect(await tracked(order, shop.staff)).toMatchObject({ driver: null, position: null });
    await give(order);
    expect(await tracked(order, shop.staff)).toMatchObject({
      driver: me,
      position: placeAt(0),
      stopsBefore: null,
    });
  });
});

describe('everybody else', () => {
  it('learns nothing', async () => {
    const order = await prepared([6, 0]);
    await give(order);
    await setOut(order);
    expectRefusal(await track(order, shop.visitor), 401, 'unauthenticated');
    expectRefusal(await track(order, (await newCustomer(shop.company)).options), 404, 'not_found');
    const foreign = await newShop();
    expectRefusal(await track(order, foreign.staff), 404, 'not_found');
    expectRefusal(await track({ documentId: 'short' }, customer.options), 400, 'invalid_id');
  });
});

describe('the time of arrival', () => {
  it('follows the driver: the ways that are left, and a stop at each door', async () => {
    const [near, far] = [await prepared([4, 0]), await prepared([8, 0])];
    await give(near);
    await give(far);
    await assignments().estimateTrips();
    // 15 minutes of preparation; 4 km are 5.2 on the road, 10.4 minutes; 5 minutes at each door
    await expectArrivalIn(near, 30.4);
    await expectArrivalIn(far, 45.8);
    await setOut(near, far);
    await driverAt(driver, 2);
    await assignments().estimateTrips();
    // 2 km: 5.2 minutes
    await expectArrivalIn(near, 10.2);
    await expectArrivalIn(far, 25.6);
    await driverAt(driver, 4);
    await change(shop, near, { delivery_status: 'delivered' }).expect(200);
    await assignments().estimateTrips();
    await expectArrivalIn(far, 15.4);
    expect((await tracked(far)).promised_delivery).toBe(far['promised_delivery']);
    const { rows } = await sql.query<{ kind: string }>(
      `select kind from order_events where order_id = $1 and kind = 'order_changed'`,
      [far.documentId],
    );
    expect(rows).toEqual([]);
  });

  it('of what is still at the store comes after what is on its way', async () => {
    const [first, second] = [await prepared([4, 0]), await prepared([-4, 0])];
    await sql.query(`update orders set created_at = created_at - interval '1 hour' where company_code = $1`, [
      shop.company.code,
    ]);
    await give(first);
    await setOut(first);
    await give(second);
    await driverAt(driver, 4);
    await assignments().estimateTrips();
    await expectArrivalIn(first, 5);
    // back to the store and out again: 10.4 minutes each, and 5 at the door
    await expectArrivalIn(second, 30.8);
    expect(await driversOf([first, second])).toEqual([driver, driver]);
  });

  it('goes on from the last door where no phone tells where they are', async () => {
    const [near, far] = [await prepared([4, 0]), await prepared([8, 0])];
    await sql.query('update driver_states set position_at = null where driver_id = $1', [driver]);
    await give(near);
    await give(far);
    await assignments().estimateTrips();
    await setOut(near, far);
    await assignments().estimateTrips();
    await expectArrivalIn(near, 15.4);
    await change(shop, near, { delivery_status: 'delivered' }).expect(200);
    await assignments().estimateTrips();
    await expectArrivalIn(far, 15.4);
  });

  it('is asked of the road router, from the last door too', async () => {
    const [near, far] = [await prepared([4, 0]), await prepared([8, 0])];
    await sql.query('update driver_states set position_at = null where driver_id = $1', [driver]);
    await give(near);
    await give(far);
    await pick(near, far);
    await change(shop, near, { delivery_status: 'delivered' }).expect(200);
    const db = app.strapi.db.connection;
    const trip = await readTrip(db, { driverId: driver, companyCode: shop.company.code });
    expect(trip.lastDoor).toMatchObject(placeAt(4));
    const rules = await readAssignmentRules(db, shop.company.code);
    const osrm = await startOsrm();
    try {
      const router = createRoadRouter({ url: osrm.url, timeoutMs: 5_000, pauseMs: 0 }, app.strapi.log);
      const planned = await planTrip(trip, { ...rules, store }, router, trip.lastDoor!.at);
      // 36 thousandths of a degree, ten metres and two seconds each; 5 minutes at the door
      const over = trip.lastDoor!.at.getTime() + 72_000 + 5 * 60_000;
      expect(planned).toEqual([
        {
          orderId: far.documentId,
          sequence: 1,
          km: 0.36,
          estimate: new Date(Math.ceil(over / 60_000) * 60_000),
        },
      ]);
    } finally {
      await osrm.stop();
    }
  });

  it('is written only where it has changed', async () => {
    const order = await prepared([4, 0]);
    await sql.query('update driver_states set position_at = null where driver_id = $1', [driver]);
    await give(order);
    await setOut(order);
    const reckon = async (): Promise<unknown> => {
      await sql.query('delete from driver_trips where driver_id = $1', [driver]);
      await assignments().estimateTrips();
      const { rows } = await sql.query(
        `select o.xmin as order, a.xmin as assignment, a.planned_km::float8 as km
           from orders o join delivery_assignments a on a.order_id = o.document_id where o.document_id = $1`,
        [order.documentId],
      );
      return rows[0];
    };
    const first = await reckon();
    expect(first).toMatchObject({ km: 5.2 });
    expect(await reckon()).toEqual(first);
  });
});

describe('the pay of who is off at once', () => {
  it('is for the way as well', async () => {
    await settleDelivery(shop, { autoAssign: false, driverPay: { perDelivery: 5, perKm: 1.5, feeShare: 0 } });
    const order = await prepared([4, 0]);
    await give(order);
    await setOut(order);
    await assignments().estimateTrips();
    await change(shop, order, { delivery_status: 'delivered' }).expect(200);
    const { rows } = await sql.query(
      `select planned_km::float8 as km, driver_pay::int as pay from delivery_assignments where order_id = $1`,
      [order.documentId],
    );
    // 4 km are 5.2 on the road
    expect(rows).toEqual([{ km: 5.2, pay: 1280 }]);
  });
});
