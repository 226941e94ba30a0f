import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { deliveredBy, givenTo, type HiredDriver, hireDriver } from '../support/drivers';
import { change, line, moveTo, placed, stocked } from '../support/orders';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
});

const rate = ({ documentId }: { documentId: string }, body: object, options: object) =>
  api.post(`/api/order/${documentId}/rating`, body, options);

/** Whatever is kept of the rating of an order. */
const keptOf = async (orderId: string) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    `select r.rating, r.feedback, r.driver_id, a.rating as of_delivery, a.feedback as of_delivery_feedback
       from order_ratings r
       left join delivery_assignments a on a.order_id = r.order_id and a.outcome = 'delivered'
      where r.order_id = $1`,
    [orderId],
  );
  return rows;
};

const ratingOf = async ({ documentId }: HiredDriver): Promise<unknown> =>
  (await api.get(`/api/delivery-personnel/${documentId}`, shop.staff).expect(200)).body.data.rating;

describe('a rating', () => {
  test('is kept with the order, its delivery and its driver', async () => {
    const driver = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const order = await deliveredBy(shop, driver, customer);
    const feedback = ' Very <b>kind</b>\nand on time ';
    const { body } = await rate(order, { rating: 4, feedback }, customer.options).expect(201);
    expect(body.data).toEqual({
      order: order.documentId,
      rating: 4,
      feedback: 'Very kind\nand on time',
      at: expect.stringMatching(/Z$/),
    });
    expect(await keptOf(order.documentId)).toEqual([
      {
        rating: 4,
        feedback: 'Very kind\nand on time',
        driver_id: driver.documentId,
        of_delivery: 4,
        of_delivery_feedback: 'Very kind\nand on time',
      },
    ]);
    const shown = { rating: 4, feedback: 'Very kind\nand on time', at: body.data.at };
    for (const options of [customer.options, shop.staff]) {
      const read = await api.get(`/api/order/${order.documentId}`, options).expect(200);
      expect(read.body.data.delivery.rating).toEqual(shown);
    }
    expect(await ratingOf(driver)).toEqual({ average: 4, count: 1 });
    const next = await deliveredBy(shop, driver, customer);
    await rate(next, { rating: 1 }, customer.options).expect(201);
    const third = await deliveredBy(shop, driver, customer);
    await rate(third, { rating: 5, feedback: null }, customer.options).expect(201);
    expect(await ratingOf(driver)).toEqual({ average: 3.33, count: 3 });
  });

  test('is given once, however many come at once', async () => {
    const driver = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const order = await deliveredBy(shop, driver, customer);
    const answers = await Promise.all(
      [5, 4, 3, 2].map((rating) => rate(order, { rating }, customer.options)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const taken = answers.find(({ status }) => status === 201)!.body.data.rating as number;
    expectRefusal(await rate(order, { rating: 1 }, customer.options), 409, 'already_rated');
    expect(await keptOf(order.documentId)).toEqual([
      expect.objectContaining({ rating: taken, of_delivery: taken }),
    ]);
    expect(await ratingOf(driver)).toEqual({ average: taken, count: 1 });
  });

  test('waits for the delivery', async () => {
    const driver = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const order = await givenTo(shop, driver.documentId, customer);
    const refused = async (delivery_status: string): Promise<void> => {
      const details = expectRefusal(await rate(order, { rating: 5 }, customer.options), 409, 'not_delivered');
      expect(details).toEqual({ delivery_status });
    };
    await refused('assigned');
    await change(shop, order, { delivery_status: 'picked' }).expect(200);
    await refused('picked');
    await change(shop, order, { delivery_status: 'returned' });
    expect(await keptOf(order.documentId)).toEqual([]);
    expect(await ratingOf(driver)).toEqual({ average: null, count: 0 });
  });

  test('of an order that no driver brought is the order’s alone', async () => {
    const customer = await newCustomer(shop.company);
    const order = await placed(customer, [line(await stocked(shop, 10))]);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    await rate(order, { rating: 2 }, customer.options).expect(201);
    expect(await keptOf(order.documentId)).toEqual([
      { rating: 2, feedback: null, driver_id: null, of_delivery: null, of_delivery_feedback: null },
    ]);
  });

  test('counts for who brought it, not for who had it before', async () => {
    const [before, after] = [await hireDriver(shop), await hireDriver(shop)];
    const customer = await newCustomer(shop.company);
    const order = await givenTo(shop, before.documentId, customer);
    await change(shop, order, { delivery_personnel: after.documentId }).expect(200);
    await change(shop, order, { delivery_status: 'picked' }).expect(200);
    await change(shop, order, { delivery_status: 'delivered' }).expect(200);
    await rate(order, { rating: 5 }, customer.options).expect(201);
    expect(await ratingOf(before)).toEqual({ average: null, count: 0 });
    expect(await ratingOf(after)).toEqual({ average: 5, count: 1 });
  });

  test.each<[string, object, string]>([
    ['none', {}, 'rating'],
    ['no star', { rating: 0 }, 'rating'],
    ['six stars', { rating: 6 }, 'rating'],
    ['half a star', { rating: 4.5 }, 'rating'],
    ['words', { rating: '5' }, 'rating'],
    ['a novel', { rating: 5, feedback: 'x'.repeat(1_001) }, 'feedback'],
    ['a driver', { rating: 5, driver: UNKNOWN_ID }, 'driver'],
  ])('%s is refused', async (_what, body, path) => {
    const customer = await newCustomer(shop.company);
    const order = await placed(customer, [line(await stocked(shop, 10))]);
    await moveTo(shop, order, 'processing', 'shipped', 'delivered');
    expectInvalid(await rate(order, body, customer.options), path);
    expect(await keptOf(order.documentId)).toEqual([]);
  });

  test('is the customer’s own', async () => {
    const driver = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const order = await deliveredBy(shop, driver, customer);
    const body = { rating: 5 };
    const neighbour = await newCustomer(shop.company);
    const stranger = await newCustomer((await newShop()).company);
    expectRefusal(await rate(order, body, neighbour.options), 404, 'not_found');
    expectRefusal(await rate(order, body, stranger.options), 404, 'not_found');
    expectRefusal(await rate({ documentId: UNKNOWN_ID }, body, customer.options), 404, 'not_found');
    expectRefusal(await rate({ documentId: 'x' }, body, customer.options), 400, 'invalid_id');
    expectRefusal(await rate(order, body, driver.options), 403, 'forbidden');
    expectRefusal(await rate(order, body, shop.staff), 403, 'forbidden');
    expectRefusal(await rate(order, body, shop.visitor), 401, 'unauthenticated');
    expect(await keptOf(order.documentId)).toEqual([]);
  });

  test('loses its words when the customer is erased', async () => {
    const driver = await hireDriver(shop);
    const customer = await newCustomer(shop.company);
    const order = await deliveredBy(shop, driver, customer);
    await rate(order, { rating: 3, feedback: 'It is Layla here' }, customer.options).expect(201);
    await api.delete(`/api/customer/${customer.documentId}`, shop.staff).expect(204);
    expect(await keptOf(order.documentId)).toEqual([
      expect.objectContaining({ rating: 3, feedback: null, of_delivery: 3, of_delivery_feedback: null }),
    ]);
  });
});
