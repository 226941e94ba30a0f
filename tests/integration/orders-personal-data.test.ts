import { api, sql } from '../support/application';
import { expectRefusal, newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer, PASSWORD } from '../support/customers';
import { codeOf, given, newDeliveryShop, onTheWay, tell } from '../support/deliveries';
import { change, line, moveTo, type OrderItem, place, placed, recipient, stocked } from '../support/orders';
import { picture } from '../support/pictures';

let shop: Shop;
let milk: ProductItem;
let customer: Customer;

beforeAll(async () => {
  shop = await newShop();
  milk = await stocked(shop, 50);
});

beforeEach(async () => {
  customer = await newCustomer(shop.company);
});

const withPlace = {
  notes: 'Ring at Layla’s',
  user_info: { ...recipient, deliveryLocation: { latitude: 24.7, longitude: 46.7 } },
};

const readAsStaff = async ({ documentId }: OrderItem): Promise<OrderItem> =>
  (await api.get(`/api/order/${documentId}`, shop.staff).expect(200)).body.data as OrderItem;

test('a customer’s data hold all of their orders, as they read them', async () => {
  const [first, second] = [
    await placed(customer, [line(milk)], withPlace),
    await placed(customer, [line(milk, 2)]),
  ];
  await placed(await newCustomer(shop.company), [line(milk)]);
  const { body } = await api.get('/api/customer/profile/export', customer.options).expect(200);
  const read = async ({ documentId }: OrderItem): Promise<unknown> =>
    (await api.get(`/api/order/${documentId}`, customer.options).expect(200)).body.data;
  expect(body.data.orders).toEqual([await read(second), await read(first)]);
});

test('who has ordered nothing has no orders in their data', async () => {
  const { body } = await api.get('/api/customer/profile/export', customer.options).expect(200);
  expect(body.data.orders).toEqual([]);
});

test.each([
  [
    'themselves',
    () =>
      api.post('/api/customer/profile/erase', { currentPassword: PASSWORD }, customer.options).expect(204),
  ],
  ['staff', () => api.delete(`/api/customer/${customer.documentId}`, shop.staff).expect(204)],
])('a customer who is erased by %s leaves orders and totals, without a name', async (_who, erase) => {
  const key = { 'Idempotency-Key': 'once' };
  const { body } = await place(customer, [line(milk, 2)], withPlace, key);
  const order = body.data as OrderItem;
  await change(shop, order, { order_status: 'processing', notes: 'Layla asks for the back door' }).expect(
    200,
  );
  await moveTo(shop, order, 'shipped', 'delivered');
  const other = await placed(await newCustomer(shop.company), [line(milk)], withPlace);
  const before = await readAsStaff(order);
  await erase();

  const after = await readAsStaff(order);
  expect(after['user_info']).toEqual({
    name: null,
    email: null,
    contact: null,
    address: null,
    zipCode: null,
    city: 'Riyadh',
    country: 'SA',
    deliveryLocation: null,
  });
  const { user_info: _info, notes, updatedAt: _at, timeline, ...kept } = after;
  expect(notes).toBeNull();
  expect(before).toMatchObject(kept);
  expect(timeline.slice(0, 3).map(({ kind, actor, data }) => [kind, actor, data])).toEqual([
    ['order_created', { kind: 'customer', name: null }, { invoice: order.invoice, total: expect.anything() }],
    ['order_note', { kind: 'staff', name: expect.any(String) }, {}],
    [
      'order_status_changed',
      { kind: 'staff', name: expect.any(String) },
      { from: 'pending', to: 'processing' },
    ],
  ]);
  const { rows } = await sql.query('select 1 from idempotency_keys where answer like $1', [
    `%${order.documentId}%`,
  ]);
  expect(rows).toEqual([]);
  expect(await readAsStaff(other)).toMatchObject({ user_info: { name: 'Layla Mansour' } });
});

test('who waits for an order is not erased by themselves before it is over', async () => {
  const order = await placed(customer, [line(milk)], withPlace);
  const erase = () =>
    api.post('/api/customer/profile/erase', { currentPassword: PASSWORD }, customer.options);
  expect(expectRefusal(await erase(), 409, 'in_use')).toEqual({ orders: 1 });
  expect(await readAsStaff(order)).toMatchObject({ user_info: { name: 'Layla Mansour' } });
  await placed(customer, [line(milk)]).then(({ documentId }) =>
    api.put(`/api/order/${documentId}/cancel`, {}, customer.options).expect(200),
  );
  await api.put(`/api/order/${order.documentId}/cancel`, {}, customer.options).expect(200);
  await erase().expect(204);
});

test('who is erased is not read in what drivers wrote, and the proofs of their orders go', async () => {
  const from = await newDeliveryShop();
  const order = await given(from);
  await onTheWay(from.driver, order);
  const reason = 'Layla Mansour has moved';
  await tell(from.driver, order, { status: 'failed', reason, eventId: 'f' }).expect(200);
  await tell(from.driver, order, { status: 'out' }).expect(200);
  await api
    .post(`/api/mobile-delivery/orders/${order.documentId}/proof`, undefined, from.driver.options)
    .attach('signature', await picture('png', 40, 20), 'signature.png')
    .expect(201);
  await tell(from.driver, order, { status: 'delivered', code: await codeOf(order) }).expect(200);
  const written = async (): Promise<unknown> => {
    const { rows } = await sql.query<{ texts: string; proofs: number }>(
      `select concat((select jsonb_agg(to_jsonb(a)) from delivery_assignments a where a.order_id = $1),
                     (select jsonb_agg(d.body) from driver_events d where d.order_id = $1),
                     (select jsonb_agg(e.data) from order_events e where e.order_id = $1)) as texts,
              (select count(*)::int from delivery_proofs where order_id = $1) as proofs`,
      [order.documentId],
    );
    const { texts, ...counts } = rows[0]!;
    return { ...counts, says: texts.split(reason).length - 1 };
  };
  expect(await written()).toEqual({ proofs: 1, says: 2 });
  const signature = `/api/order/${order.documentId}/proofs/signature`;
  await api.get(signature, from.shop.staff).expect(200);
  await api.delete(`/api/customer/${from.customer.documentId}`, from.shop.staff).expect(204);
  expectRefusal(await api.get(signature, from.shop.staff), 404, 'not_found');
  expect(await written()).toEqual({ proofs: 0, says: 0 });
});
