import { api } from '../support/application';
import { type DeliveryShop, given, newDeliveryShop, place, tell } from '../support/deliveries';
import type { OrderItem } from '../support/orders';
import { until } from '../support/outbox';
import { type Listener, listening } from '../support/sockets';

let from: DeliveryShop;
let order: OrderItem;
let customer: Listener;
let admin: Listener;

beforeAll(async () => {
  from = await newDeliveryShop({ store: place });
  order = await given(from);
});

beforeEach(async () => {
  [customer, admin] = await Promise.all([
    listening({ token: from.customer.options.token }),
    listening({ token: from.shop.staff.token, company: from.shop.company.code }),
  ]);
  const joined = await customer.socket.emitWithAck('order:join', { orderId: order.documentId });
  expect(joined).toMatchObject({ ok: true });
});

/** The driver's phone tells that they are so many metres north of the store. */
const driveTo = async (metres: number): Promise<number> => {
  const latitude = place.latitude + metres / 111_195;
  const body = { latitude, longitude: place.longitude, accuracy: 5 };
  await api.post('/api/mobile-delivery/location', body, from.driver.options).expect(202);
  return latitude;
};

const latitudesHeard = (listener: Listener): unknown[] =>
  listener.of('delivery_location').map(({ data }) => data['latitude']);

const untilHeard = (listener: Listener, latitude: number) =>
  until(
    () => latitudesHeard(listener),
    (heard) => heard.includes(latitude),
  );

test('staff see a driver who has an order, whoever waits for it not before it is out', async () => {
  await untilHeard(admin, await driveTo(1));
  expect(latitudesHeard(customer)).toEqual([]);
  for (const status of ['accepted', 'picked', 'out']) {
    await tell(from.driver, order, { status }).expect(200);
  }
  const latitude = await driveTo(3);
  await Promise.all([untilHeard(admin, latitude), untilHeard(customer, latitude)]);
  const [location] = customer.of('delivery_location');
  expect(location).toEqual({
    id: expect.stringContaining(`${order.documentId}.at.`),
    event: 'delivery_location',
    seq: null,
    at: expect.stringMatching(/Z$/),
    company: from.shop.company.code,
    data: {
      orderId: order.documentId,
      latitude,
      longitude: place.longitude,
      at: location!.at,
      eta: expect.stringMatching(/Z$/),
    },
  });
});

test('of many positions in a moment the newest is told', async () => {
  const driven: number[] = [];
  // slowly: what is faster than a car is not taken
  for (let metres = 3.01; metres < 3.2; metres += 0.01) driven.push(await driveTo(metres));
  await untilHeard(customer, driven.at(-1)!);
  expect(latitudesHeard(customer).length).toBeLessThan(driven.length);
  expect(latitudesHeard(customer)).toEqual(
    driven.filter((latitude) => latitudesHeard(customer).includes(latitude)),
  );
});
