import {
  assignmentsOf,
  driverAtWork,
  driversOf,
  preparedOrder,
  settleDelivery,
} from '../support/assignments';
import { api, sql } from '../support/application';
import { newShop, newStaff, panelUser, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { change, type OrderItem, stocked } from '../support/orders';
import { until } from '../support/outbox';

const ASSIGNMENT = 'api::delivery-assignment.delivery-assignment';

let shop: Shop;
let foreign: Shop;
let customer: Customer;
let milk: ProductItem;
let dispatcher: Awaited<ReturnType<typeof panelUser>>;
let one: string;
let other: string;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  await settleDelivery(shop, { autoAssign: false });
  customer = await newCustomer(shop.company);
  milk = await stocked(shop, 500);
  dispatcher = await panelUser(await newStaff('dispatcher', [shop.company]));
  one = await driverAtWork(shop);
  other = await driverAtWork(shop);
});

const prepared = (): Promise<OrderItem> => preparedOrder(shop, customer, milk);

/** What an order and its assignments are, so that it can be told that nothing changed. */
const stateOf = async ({ documentId }: OrderItem): Promise<unknown> => {
  const { rows } = await sql.query(
    `select o.order_status, o.delivery_status, o.delivery_personnel, o.last_event,
            (select json_agg(to_jsonb(a) - '{sequence,planned_km,estimated_delivery}'::text[] order by a.id)
               from delivery_assignments a where a.order_id = o.document_id) as assignments
       from orders o where document_id = $1`,
    [documentId],
  );
  return rows[0];
};

const make = (data: object, locale?: string) =>
  dispatcher.create(ASSIGNMENT, { company_code: shop.company.code, ...data }, locale);

/** An order that the first driver has, and its assignment. */
const given = async (): Promise<{ order: OrderItem; id: string; form: Record<string, unknown> }> => {
  const order = await prepared();
  await change(shop, order, { delivery_personnel: one }).expect(200);
  const { rows } = await sql.query<{ document_id: string }>(
    'select document_id from delivery_assignments where order_id = $1',
    [order.documentId],
  );
  const id = rows[0]!.document_id;
  const form = (await dispatcher.read(ASSIGNMENT, id).expect(200)).body.data as Record<string, unknown>;
  return { order, id, form };
};

describe('an assignment that is made in the panel', () => {
  it('gives the order to the driver', async () => {
    const order = await prepared();
    const made = await make({
      order_id: order.documentId,
      delivery_personnel: one,
      notes: 'Ring twice',
      status: 'assigned',
      given_by: 'staff',
      attempts: 0,
      outcome: null,
    });
    expect([made.status, made.text]).toEqual([201, expect.anything()]);
    expect(made.body.data).toMatchObject({
      order_id: order.documentId,
      delivery_personnel: one,
      notes: 'Ring twice',
    });
    expect(await assignmentsOf(order)).toMatchObject([
      { driver: one, status: 'assigned', given_by: 'staff', outcome: null, answers: false },
    ]);
    const { delivery_status, timeline } = (
      await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200)
    ).body.data as OrderItem;
    expect(delivery_status).toBe('assigned');
    expect(timeline.at(-1)?.actor.kind).toBe('staff');
  });

  it.each<[string, () => object, string]>([
    [
      'somebody who brings nothing for this company',
      () => ({ delivery_personnel: 'x'.repeat(24) }),
      'delivery_personnel',
    ],
    ['an order that does not exist', () => ({ order_id: 'x'.repeat(24) }), 'order_id'],
    ['a state of its own', () => ({ status: 'delivered' }), 'status'],
    ['a pay', () => ({ driver_pay: '100' }), 'driver_pay'],
    ['nobody', () => ({ delivery_personnel: null }), 'delivery_personnel'],
  ])('is refused with %s', async (_what, overrides, field) => {
    const order = await prepared();
    const before = await stateOf(order);
    const refused = await make({ order_id: order.documentId, delivery_personnel: one, ...overrides() });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details.errors).toMatchObject([{ path: [field] }]);
    expect(await stateOf(order)).toEqual(before);
  });

  it('is refused for an order that is on its way, and in the language of the panel', async () => {
    const { order } = await given();
    await change(shop, order, { delivery_status: 'picked' }).expect(200);
    const before = await stateOf(order);
    const refused = await make({ order_id: order.documentId, delivery_personnel: other });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details).toMatchObject({
      code: 'illegal_transition',
      field: 'delivery_personnel',
    });
    expect(await stateOf(order)).toEqual(before);
  });

  it('is refused for an order of another company', async () => {
    await settleDelivery(foreign, { autoAssign: false });
    const stranger = await newCustomer(foreign.company);
    const order = await preparedOrder(foreign, stranger, await stocked(foreign, 5));
    const before = await stateOf(order);
    const refused = await make({ order_id: order.documentId, delivery_personnel: one });
    expect(refused.body.error.details.errors).toMatchObject([{ path: ['order_id'] }]);
    expect(await stateOf(order)).toEqual(before);
  });
});

describe('an assignment that is changed in the panel', () => {
  it('goes to another driver: this one ends, another one begins', async () => {
    const { order, id, form } = await given();
    await dispatcher.update(ASSIGNMENT, id, { ...form, delivery_personnel: other }).expect(200);
    expect(await driversOf([order])).toEqual([other]);
    expect(await assignmentsOf(order)).toMatchObject([
      { driver: one, status: 'cancelled', outcome: 'reassigned' },
      { driver: other, status: 'assigned', outcome: null },
    ]);
  });

  it('moves the order with it, to the door', async () => {
    const { order, id, form } = await given();
    const picked = await dispatcher.update(ASSIGNMENT, id, { ...form, status: 'picked' }).expect(200);
    expect(picked.body.data).toMatchObject({ status: 'picked', attempts: 1 });
    await dispatcher
      .update(ASSIGNMENT, id, { ...(picked.body.data as object), status: 'delivered', notes: 'At the gate' })
      .expect(200);
    const { order_status, delivery_status, payment_status } = (
      await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200)
    ).body.data as OrderItem;
    expect({ order_status, delivery_status, payment_status }).toEqual({
      order_status: 'delivered',
      delivery_status: 'delivered',
      payment_status: 'paid',
    });
    const after = await dispatcher.read(ASSIGNMENT, id).expect(200);
    expect(after.body.data).toMatchObject({
      status: 'delivered',
      outcome: 'delivered',
      notes: 'At the gate',
    });
  });

  it('is taken from its driver', async () => {
    const { order, id, form } = await given();
    await dispatcher.update(ASSIGNMENT, id, { ...form, status: 'cancelled' }).expect(200);
    expect(await driversOf([order])).toEqual([null]);
    expect(await assignmentsOf(order)).toMatchObject([
      { driver: one, status: 'cancelled', outcome: 'withdrawn' },
    ]);
  });

  it('is left alone when nothing was changed', async () => {
    const { order, id, form } = await given();
    await sql.query('update delivery_assignments set sequence = 7, planned_km = 1.5 where document_id = $1', [
      id,
    ]);
    const before = await stateOf(order);
    const withoutTimes = (state: unknown): unknown =>
      JSON.parse(
        JSON.stringify(state).replace(/"(updated_at|published_at|updated_by_id)":[^,}]+/g, '"$1":null'),
      );
    await dispatcher.update(ASSIGNMENT, id, form).expect(200);
    expect(withoutTimes(await stateOf(order))).toEqual(withoutTimes(before));
  });

  it.each<[string, object, string]>([
    ['delivered before it was picked', { status: 'delivered' }, 'status'],
    ['another order', { order_id: 'x'.repeat(24) }, 'order_id'],
    ['a rating', { rating: 5 }, 'rating'],
    ['an outcome', { outcome: 'delivered' }, 'outcome'],
    ['a pay', { driver_pay: '100' }, 'driver_pay'],
    ['a driver of nobody', { delivery_personnel: 'x'.repeat(24) }, 'delivery_personnel'],
  ])('is refused %s, at the field', async (_what, overrides, field) => {
    const { order, id, form } = await given();
    const before = await stateOf(order);
    const refused = await dispatcher.update(ASSIGNMENT, id, { ...form, notes: 'Not kept', ...overrides });
    expect(refused.status).toBe(400);
    expect(refused.body.error.details.errors).toMatchObject([{ path: [field] }]);
    expect(await stateOf(order)).toEqual(before);
  });

  it('is refused in Arabic', async () => {
    const { id, form } = await given();
    const path = `/content-manager/collection-types/${ASSIGNMENT}/${id}`;
    const refused = await api.put(
      path,
      { ...form, status: 'delivered' },
      { token: dispatcher.token, headers: { 'Accept-Language': 'ar' } },
    );
    expect(refused.body.error.message).toBe(
      'لا يمكن نقل الطلب من حالته الحالية إلى هذه الحالة (من «أُسند إلى سائق» إلى «تم التسليم»؛ المتاح: مع السائق)',
    );
  });

  it('that has ended moves nothing', async () => {
    const { order, id, form } = await given();
    await change(shop, order, { delivery_personnel: other }).expect(200);
    const before = await stateOf(order);
    const refused = await dispatcher.update(ASSIGNMENT, id, {
      ...form,
      status: 'picked',
      outcome: 'reassigned',
      ended_at: undefined,
    });
    expect(refused.status).toBe(400);
    expect(await stateOf(order)).toEqual(before);
  });

  it('that ends while somebody edits it takes nothing from who has the order now', async () => {
    const { order, id, form } = await given();
    const waiting = async (count: number): Promise<void> => {
      await until(
        async () =>
          (
            await sql.query<{ count: number }>(
              `select count(*)::int as count from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'`,
            )
          ).rows[0]?.count,
        (waiters) => waiters === count,
      );
    };
    const holder = await sql.connect();
    try {
      await holder.query('begin');
      await holder.query('select 1 from orders where document_id = $1 for update', [order.documentId]);
      const reassigned = change(shop, order, { delivery_personnel: other }).then(({ status }) => status);
      await waiting(1);
      const withdrawn = dispatcher
        .update(ASSIGNMENT, id, { ...form, status: 'cancelled' })
        .then(({ status }) => status);
      await waiting(2);
      await holder.query('commit');
      expect([await reassigned, await withdrawn]).toEqual([200, 400]);
    } finally {
      holder.release();
    }
    expect(await driversOf([order])).toEqual([other]);
    expect(await assignmentsOf(order)).toMatchObject([
      { driver: one, status: 'cancelled', outcome: 'reassigned' },
      { driver: other, status: 'assigned', outcome: null },
    ]);
  });

  it('is neither deleted nor copied', async () => {
    const { order, id } = await given();
    const before = await stateOf(order);
    const removed = await dispatcher.remove(ASSIGNMENT, id);
    expect(removed.body.error.details).toMatchObject({ code: 'forbidden' });
    const copied = await api.post(
      `/content-manager/collection-types/${ASSIGNMENT}/clone/${id}`,
      {},
      { token: dispatcher.token },
    );
    expect(copied.status).toBe(400);
    expect(await stateOf(order)).toEqual(before);
  });

  it('is not there for the staff of another company', async () => {
    const { order, id, form } = await given();
    const before = await stateOf(order);
    const stranger = await panelUser(await newStaff('dispatcher', [foreign.company]));
    const refused = await stranger.update(ASSIGNMENT, id, { ...form, status: 'picked' });
    expect([403, 404]).toContain(refused.status);
    expect(await stateOf(order)).toEqual(before);
  });
});
