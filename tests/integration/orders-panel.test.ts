import { api, sql } from '../support/application';
import { eventsOf } from '../support/audit';
import {
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  type Shop,
  unique,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { expectStockTrue, line, moveTo, type OrderItem, placed, stocked, stockOf } from '../support/orders';
import { superAdmin } from '../support/staff';

const ORDER = 'api::order.order';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let shop: Shop;
let foreign: Shop;
let milk: ProductItem;
let customer: Customer;
let desk: Panel;
let deskName: string;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  milk = await stocked(shop, 500);
  customer = await newCustomer(shop.company);
  const staff = await newStaff('order_desk', [shop.company]);
  desk = await panelUser(staff);
  const { rows } = await sql.query<{ name: string }>(
    `select concat_ws(' ', firstname, lastname) as name from admin_users where email = $1`,
    [staff.email],
  );
  deskName = rows[0]!.name;
});

/** What Strapi's form sends: the whole order, as it was read. */
const formOf = async (
  panel: Panel,
  { documentId }: { documentId: string },
): Promise<Record<string, unknown>> =>
  (await panel.read(ORDER, documentId).expect(200)).body.data as Record<string, unknown>;

const readAs = async (who: Shop, { documentId }: { documentId: string }): Promise<OrderItem> =>
  (await api.get(`/api/order/${documentId}`, who.staff).expect(200)).body.data as OrderItem;

const order = (): Promise<OrderItem> => placed(customer, [line(milk, 2)]);

const shown = (panel: Panel, { documentId }: { documentId: string }, locale = 'en') =>
  api.get(`/saptmarkets/orders/${documentId}`, { token: panel.token, locale });

const move = (panel: Panel, { documentId }: { documentId: string }, body: object, locale = 'en') =>
  api.put(`/saptmarkets/orders/${documentId}`, body, { token: panel.token, locale });

describe('an order saved in its form', () => {
  it('moves as over REST, with everything that follows, and says who did it', async () => {
    const placedOrder = await order();
    const before = await readAs(shop, placedOrder);
    const form = await formOf(desk, placedOrder);
    const saved = await desk
      .update(ORDER, placedOrder.documentId, { ...form, order_status: 'processing', notes: 'Ring twice' })
      .expect(200);
    expect(saved.body.data).toMatchObject({ order_status: 'processing', notes: 'Ring twice' });
    await desk
      .update(ORDER, placedOrder.documentId, { ...saved.body.data, order_status: 'shipped' })
      .expect(200);
    const { order_status, delivery_status, notes, total, cart, timeline } = await readAs(shop, placedOrder);
    expect({ order_status, delivery_status, notes }).toEqual({
      order_status: 'shipped',
      delivery_status: 'picked',
      notes: 'Ring twice',
    });
    expect({ total, cart }).toEqual({ total: before.total, cart: before.cart });
    expect(timeline.map(({ kind, actor, data }) => [kind, actor, data])).toEqual([
      ['order_created', { kind: 'customer', name: 'Layla Mansour' }, expect.anything()],
      ['order_note', { kind: 'staff', name: deskName }, { notes: 'Ring twice' }],
      ['order_status_changed', { kind: 'staff', name: deskName }, { from: 'pending', to: 'processing' }],
      ['order_status_changed', { kind: 'staff', name: deskName }, { from: 'processing', to: 'shipped' }],
      ['delivery_status', { kind: 'staff', name: deskName }, { from: 'pending', to: 'picked' }],
    ]);
    await expectStockTrue(milk.documentId);
  });

  it('is left alone when nothing was changed, however the form spells it', async () => {
    const panel = await panelUser(await superAdmin());
    const placedOrder = await order();
    const form = await formOf(panel, placedOrder);
    const spelled = {
      ...form,
      total: Number(form['total']),
      user_info: JSON.stringify(form['user_info']),
      notes: '',
      order_status: 'pending',
    };
    await panel.update(ORDER, placedOrder.documentId, spelled).expect(200);
    const { updatedAt: _now, ...after } = await readAs(shop, placedOrder);
    // Staff are not told the code.
    const { updatedAt: _then, delivery_code: _code, ...before } = placedOrder;
    expect(after).toMatchObject({ ...before, timeline: placedOrder.timeline });
    expect(after.timeline).toHaveLength(1);
  });

  it.each([
    [
      { order_status: 'delivered' },
      'order_status',
      '“Pending” cannot become “Delivered”; possible: In preparation, Cancelled',
      'من «قيد الانتظار» إلى «تم التسليم»؛ المتاح: قيد التجهيز، ملغى',
    ],
    [
      { delivery_status: 'picked' },
      'delivery_status',
      '“Pending” cannot become “With the driver”; possible: Driver assigned',
      'من «قيد الانتظار» إلى «مع السائق»؛ المتاح: أُسند إلى سائق',
    ],
  ])('is refused an illegal move at its field: %j', async (change, field, words, inArabic) => {
    const placedOrder = await order();
    const before = [await stockOf(milk.documentId), await readAs(shop, placedOrder)];
    const form = { ...(await formOf(desk, placedOrder)), notes: 'Not kept', ...change };
    const refused = await desk.update(ORDER, placedOrder.documentId, form);
    expect(refused.status).toBe(400);
    expect(refused.body.error).toMatchObject({
      name: 'ValidationError',
      message: words,
      details: { code: 'illegal_transition', errors: [{ path: [field], message: words }] },
    });
    const path = `/content-manager/collection-types/${ORDER}/${placedOrder.documentId}`;
    const arabic = await api.put(path, form, { token: desk.token, headers: { 'Accept-Language': 'ar' } });
    expect(arabic.body.error.message).toBe(`لا يمكن نقل الطلب من حالته الحالية إلى هذه الحالة (${inArabic})`);
    expect([await stockOf(milk.documentId), await readAs(shop, placedOrder)]).toEqual(before);
  });

  it('is refused whatever follows from the order, at each field', async () => {
    const panel = await panelUser(await superAdmin());
    const placedOrder = await order();
    const before = await readAs(shop, placedOrder);
    const form = await formOf(panel, placedOrder);
    const tampered = {
      total: '1',
      payment_status: 'paid',
      invoice: 1,
      customer_id: unique('nobody'),
      user_info: { ...(form['user_info'] as object), name: 'Somebody else' },
      hidden_at: new Date().toISOString(),
    };
    const refused = await panel.update(ORDER, placedOrder.documentId, {
      ...form,
      ...tampered,
      order_status: 'processing',
    });
    expect(refused.status).toBe(400);
    const { errors } = refused.body.error.details as { errors: { path: string[]; message: string }[] };
    expect(errors.map(({ path }) => path.join('.')).sort()).toEqual(Object.keys(tampered).sort());
    expect(await readAs(shop, placedOrder)).toEqual(before);
  });

  it('is in the audit log once, without what it holds of the customer', async () => {
    const placedOrder = await order();
    const form = await formOf(desk, placedOrder);
    const events = await eventsOf(async () => {
      await desk.update(ORDER, placedOrder.documentId, { ...form, order_status: 'cancelled' }).expect(200);
      await desk.remove(ORDER, placedOrder.documentId).expect(200);
    });
    expect(events).toMatchObject([
      { action: 'update', subject_id: placedOrder.documentId, after: { order_status: 'cancelled' } },
      { action: 'delete', subject_id: placedOrder.documentId, before: null, after: null },
    ]);
    expect(JSON.stringify(events)).not.toContain('layla');
  });

  it('takes only somebody who delivers for the company, and a time that is one', async () => {
    const placedOrder = await order();
    const form = await formOf(desk, placedOrder);
    for (const [field, value] of [
      ['delivery_personnel', customer.documentId],
      ['order_status', 'lost'],
    ] as const) {
      const refused = await desk.update(ORDER, placedOrder.documentId, { ...form, [field]: value });
      expect([field, refused.status]).toEqual([field, 400]);
    }
    expect(await formOf(desk, placedOrder)).toEqual(form);
  });
});

describe('the buttons beside the form', () => {
  it('are what the order allows, and move it', async () => {
    const placedOrder = await order();
    const first = await shown(desk, placedOrder).expect(200);
    expect(first.body.meta).toEqual({
      decimals: 2,
      drivers: [],
      mayChange: true,
      allowed: { order_status: ['processing', 'cancelled'], delivery_status: ['assigned'] },
    });
    expect(first.body.data.total).toBe(placedOrder.total);
    const moved = await move(desk, placedOrder, { order_status: 'processing' }).expect(200);
    expect(moved.body.data).toMatchObject({ order_status: 'processing' });
    expect(moved.body.data.timeline.at(-1)).toMatchObject({
      kind: 'order_status_changed',
      actor: { kind: 'staff', name: deskName },
      data: { from: 'pending', to: 'processing' },
    });
    expect(moved.body.meta.allowed.order_status).toEqual(['shipped', 'cancelled']);
  });

  it('refuse what is illegal, unknown or not theirs, in the language of the panel', async () => {
    const placedOrder = await order();
    const before = await readAs(shop, placedOrder);
    const english = await move(desk, placedOrder, { order_status: 'delivered' });
    expectRefusal(english, 409, 'illegal_transition');
    expect(english.body.error.message).toBe(
      '“Pending” cannot become “Delivered”; possible: In preparation, Cancelled',
    );
    const arabic = await move(desk, placedOrder, { order_status: 'delivered' }, 'ar');
    expect(arabic.body.error.message).toBe('لا يمكن نقل الطلب من حالته الحالية إلى هذه الحالة');
    expectRefusal(await move(desk, placedOrder, { total: 1 }), 400, 'validation_failed');
    const stranger = await panelUser(await newStaff('order_desk', [foreign.company]));
    expectRefusal(await shown(stranger, placedOrder), 404, 'not_found');
    expectRefusal(await move(stranger, placedOrder, { order_status: 'cancelled' }), 404, 'not_found');
    expect((await stranger.read(ORDER, placedOrder.documentId)).status).toBe(403);
    expect((await stranger.list(ORDER).expect(200)).body.results).toEqual([]);
    expect(await readAs(shop, placedOrder)).toEqual(before);
  });

  it('are for those who may change orders', async () => {
    const placedOrder = await order();
    const accountant = await panelUser(await newStaff('accountant', [shop.company]));
    expect((await shown(accountant, placedOrder).expect(200)).body.meta.mayChange).toBe(false);
    expect((await move(accountant, placedOrder, { order_status: 'processing' })).status).toBe(403);
    const merchandiser = await panelUser(await newStaff('merchandiser', [shop.company]));
    expect((await shown(merchandiser, placedOrder)).status).toBe(403);
    expect(await readAs(shop, placedOrder)).toMatchObject({ order_status: 'pending' });
  });
});

describe('orders are neither made nor copied nor deleted by hand', () => {
  it('refuses to make and to copy one, to super admins too', async () => {
    const placedOrder = await order();
    const count = async (): Promise<unknown> =>
      (await sql.query('select count(*) from orders where company_code = $1', [shop.company.code])).rows;
    const before = await count();
    for (const panel of [desk, await panelUser(await superAdmin())]) {
      const form = { company_code: shop.company.code, total: '100' };
      expect((await panel.create(ORDER, form)).status).toBe(403);
      const clone = `/content-manager/collection-types/${ORDER}/clone/${placedOrder.documentId}`;
      expect((await api.post(clone, {}, { token: panel.token })).status).toBe(403);
    }
    expect(await count()).toEqual(before);
  });

  it('hides a cancelled one, and refuses to delete any other, one by one and many at once', async () => {
    const [open, cancelled, other] = [await order(), await order(), await order()];
    await moveTo(shop, cancelled, 'cancelled');
    await moveTo(shop, other, 'cancelled');
    const refused = await desk.remove(ORDER, open.documentId);
    expect([refused.status, refused.body.error.details.code]).toEqual([400, 'in_use']);
    expect((await desk.bulkRemove(ORDER, [other.documentId, open.documentId])).status).toBe(400);
    expect(await readAs(shop, other)).toMatchObject({ order_status: 'cancelled' });

    await desk.remove(ORDER, cancelled.documentId).expect(200);
    await desk.bulkRemove(ORDER, [other.documentId]).expect(200);
    for (const panel of [desk, await panelUser(await superAdmin())]) {
      const listed = (await panel.list(ORDER).query({ sort: 'createdAt:DESC' }).expect(200)).body.results as {
        documentId: string;
      }[];
      const ids = listed.map(({ documentId }) => documentId);
      expect(ids).toContain(open.documentId);
      expect(ids).not.toContain(cancelled.documentId);
      expect((await panel.read(ORDER, other.documentId)).status).not.toBe(200);
    }
    expectRefusal(await shown(desk, cancelled), 404, 'not_found');
    const { rows } = await sql.query(
      'select invoice, hidden_at is not null as hidden from orders where document_id = any($1) order by invoice',
      [[cancelled.documentId, other.documentId]],
    );
    expect(rows).toEqual([
      { invoice: cancelled.invoice, hidden: true },
      { invoice: other.invoice, hidden: true },
    ]);
  });
});
