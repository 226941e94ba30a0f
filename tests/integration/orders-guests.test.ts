import { api } from '../support/application';
import { expectInvalid, expectRefusal, newShop, type Shop } from '../support/catalogue';
import { newCustomer } from '../support/customers';
import {
  countersOf,
  line,
  type OrderItem,
  place,
  placed,
  recipient,
  stocked,
  traces,
} from '../support/orders';

let shop: Shop;

beforeAll(async () => {
  shop = await newShop();
  await api.put('/api/setting', { order: { guestCheckout: true } }, shop.staff).expect(200);
});

describe('a guest', () => {
  test('orders, and opens the order with its token', async () => {
    const milk = await stocked(shop, 10);
    const order = await placed({ options: shop.visitor }, [line(milk)]);
    expect(order).toMatchObject({ user: null, access_token: expect.stringMatching(/^[\w-]{43}$/) });
    const path = `/api/order/${order.documentId}`;
    const token = order['access_token'] as string;
    const withToken = { ...shop.visitor, headers: { 'X-Order-Token': token } };

    const read = await api.get(path, withToken).expect(200);
    expect(read.body.data).toMatchObject({ documentId: order.documentId, total: 2.5 });
    expect(read.body.data).not.toHaveProperty('access_token');

    expectRefusal(await api.get(path, shop.visitor), 401, 'unauthenticated');
    const wrong = { ...shop.visitor, headers: { 'X-Order-Token': `${token.slice(1)}x` } };
    expectRefusal(await api.get(path, wrong), 404, 'not_found');
    expectRefusal(await api.put(`${path}/cancel`, {}, wrong), 404, 'not_found');

    const cancelled = await api.put(`${path}/cancel`, { reason: 'Changed my mind' }, withToken).expect(200);
    expect(cancelled.body.data).toMatchObject({
      order_status: 'cancelled',
      cancel_reason: 'Changed my mind',
    });
    const timeline = (cancelled.body.data as OrderItem).timeline;
    expect(timeline.map(({ kind, actor }) => [kind, actor.kind])).toEqual([
      ['order_created', 'guest'],
      ['order_status_changed', 'guest'],
    ]);
  });

  test('says who they are', async () => {
    const milk = await stocked(shop, 10);
    const before = await traces(shop);
    const refused = await place({ options: shop.visitor }, [line(milk)], {
      user_info: { address: 'Here 1' },
    });
    expectInvalid(refused, 'user_info.name', 'user_info.email');
    expect(await traces(shop)).toEqual(before);
  });

  test('has no token that opens a customer’s order', async () => {
    const milk = await stocked(shop, 10);
    const customer = await newCustomer(shop.company);
    const theirs = await placed(customer, [line(milk)]);
    expect(theirs).not.toHaveProperty('access_token');
    const guests = await placed({ options: shop.visitor }, [line(milk)]);
    const headers = { 'X-Order-Token': guests['access_token'] as string };
    expectRefusal(
      await api.get(`/api/order/${theirs.documentId}`, { ...shop.visitor, headers }),
      404,
      'not_found',
    );
  });
});

describe('a key', () => {
  const keyed = (key: string): Record<string, string> => ({ 'Idempotency-Key': key });

  test('makes an order once, and answers the same again', async () => {
    const milk = await stocked(shop, 10);
    const customer = await newCustomer(shop.company);
    const first = await place(customer, [line(milk)], {}, keyed('once'));
    expect(first.status).toBe(201);
    const { documentId } = first.body.data as OrderItem;
    await api.put(`/api/order/${documentId}`, { order_status: 'processing' }, shop.staff).expect(200);
    const before = await traces(shop);
    const again = await place(customer, [line(milk)], {}, keyed('once'));
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    expect(await traces(shop)).toEqual(before);
    expect(await countersOf(customer)).toMatchObject({ orders: 1 });
  });

  test('is refused with another body', async () => {
    const milk = await stocked(shop, 10);
    const customer = await newCustomer(shop.company);
    await place(customer, [line(milk)], {}, keyed('one')).expect(201);
    const before = await traces(shop);
    const other = await place(customer, [line(milk, 2)], {}, keyed('one'));
    expectRefusal(other, 422, 'idempotency_key_reused');
    expect(await traces(shop)).toEqual(before);
  });

  test('belongs to whoever sends it', async () => {
    const milk = await stocked(shop, 10);
    const [one, two] = [await newCustomer(shop.company), await newCustomer(shop.company)];
    const ofOne = await place(one, [line(milk)], {}, keyed('shared')).expect(201);
    const ofTwo = await place(two, [line(milk)], {}, keyed('shared')).expect(201);
    expect(ofTwo.body.data.documentId).not.toBe(ofOne.body.data.documentId);
  });

  test('of a guest is told apart by their address', async () => {
    const milk = await stocked(shop, 10);
    const guest = (email: string) =>
      place({ options: shop.visitor }, [line(milk)], { user_info: { ...recipient, email } }, keyed('1'));
    const one = await guest('one@saptmarkets.test').expect(201);
    const two = await guest('two@saptmarkets.test').expect(201);
    expect(two.body.data.documentId).not.toBe(one.body.data.documentId);
  });

  test('answers the same though the saved address is gone', async () => {
    const milk = await stocked(shop, 10);
    const customer = await newCustomer(shop.company);
    const address = await api
      .post('/api/customer/addresses', { address: 'Olaya Street 7' }, customer.options)
      .expect(201);
    const addressId = address.body.data.documentId as string;
    const body = { user_info: undefined, addressId };
    const first = await place(customer, [line(milk)], body, keyed('gone')).expect(201);
    await api.delete(`/api/customer/addresses/${addressId}`, customer.options).expect(204);
    const again = await place(customer, [line(milk)], body, keyed('gone'));
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
  });

  test('is free again after a refusal', async () => {
    const milk = await stocked(shop, 1);
    const customer = await newCustomer(shop.company);
    expectRefusal(await place(customer, [line(milk, 2)], {}, keyed('again')), 409, 'insufficient_stock');
    await api
      .put(`/api/products/${milk.documentId}`, { stock: [{ locationId: 1, qty: 5 }] }, shop.staff)
      .expect(200);
    expect((await place(customer, [line(milk, 2)], {}, keyed('again'))).status).toBe(201);
  });

  test('gives a guest the same token again', async () => {
    const milk = await stocked(shop, 10);
    const first = await place({ options: shop.visitor }, [line(milk)], {}, keyed('guest')).expect(201);
    const again = await place({ options: shop.visitor }, [line(milk)], {}, keyed('guest'));
    expect(again.body).toEqual(first.body);
    expect(again.body.data.access_token).toEqual(expect.any(String));
  });
});
