import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newProduct,
  newShop,
  newStaff,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import { line, moveTo, newCoupon, type OrderItem, placed, recipient, stocked } from '../support/orders';

let shop: Shop;
let foreign: Shop;
let layla: Customer;
let omar: Customer;
/** of Layla: the first delivered, the second open; of Omar: cancelled */
let delivered: OrderItem;
let open: OrderItem;
let cancelled: OrderItem;
let foreignOrder: OrderItem;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  layla = await newCustomer(shop.company);
  omar = await newCustomer(shop.company, { name: 'Omar Haddad' });
  const milk = await stocked(shop, 100, { title: { en: 'Milk', ar: 'حليب' } });
  const rice = await stocked(shop, 100, { title: { en: 'Rice' } });
  await newCoupon(shop, { code: 'FIVE' });
  delivered = await placed(layla, [line(milk, 2)]);
  await moveTo(shop, delivered, 'processing', 'shipped', 'delivered');
  open = await placed(layla, [line(milk, 4), line(rice, 1)], {
    coupon: 'five',
    notes: 'Ring twice',
    user_info: { ...recipient, city: 'Jeddah' },
  });
  cancelled = await placed(omar, [line(rice, 3)], {
    user_info: { ...recipient, name: 'Omar Haddad', email: 'omar@saptmarkets.test' },
  });
  await moveTo(shop, cancelled, 'cancelled');
  const foreignCustomer = await newCustomer(foreign.company);
  foreignOrder = await placed(foreignCustomer, [line(await stocked(foreign, 5))]);
});

const list = (options: object, query: Record<string, string | number> = {}) =>
  api.get('/api/order', { ...options, query });

const invoices = async (
  query: Record<string, string | number>,
  options: object = shop.staff,
): Promise<number[]> => {
  const response = await list(options, query).expect(200);
  const items = response.body.data as OrderItem[];
  expect(response.body.meta.pagination.total).toBe(items.length);
  return items.map(({ invoice }) => invoice);
};

const all = (): number[] => [cancelled, open, delivered].map(({ invoice }) => invoice);

describe('GET /order for staff', () => {
  test('all orders of the company, the newest first', async () => {
    const response = await list(shop.staff).expect(200);
    expect(response.headers['cache-control']).toBe('private, no-store');
    expect(response.body.meta.pagination).toEqual({ page: 1, pageSize: 25, pageCount: 1, total: 3 });
    expect((response.body.data as OrderItem[]).map(({ invoice }) => invoice)).toEqual(all());
    const [, item] = response.body.data as OrderItem[];
    const read = (await api.get(`/api/order/${open.documentId}`, shop.staff)).body.data as OrderItem;
    const { timeline: _timeline, refunds, payments, proofs, ...wire } = read;
    expect({ refunds, payments, proofs }).toEqual({ refunds: [], payments: [], proofs: [] });
    expect(item).toEqual(wire);
  });

  test.each<[Record<string, string>, () => OrderItem[]]>([
    [{ 'filters[order_status]': 'cancelled' }, () => [cancelled]],
    [{ 'filters[order_status][$in]': 'pending,delivered' }, () => [open, delivered]],
    [{ 'filters[delivery_status]': 'delivered' }, () => [delivered]],
    [{ 'filters[payment_status]': 'paid' }, () => [delivered]],
    [{ 'filters[payment_method]': 'stripe' }, () => []],
    [{ 'filters[coupon]': 'FIVE' }, () => [open]],
    [{ 'filters[coupon][$null]': 'true' }, () => [cancelled, delivered]],
    [{ 'filters[city]': 'Jeddah' }, () => [open]],
    [{ 'filters[name][$contains]': 'haddad' }, () => [cancelled]],
    [{ 'filters[email][$contains]': 'OMAR@' }, () => [cancelled]],
    [{ 'filters[total][$gt]': '7.4', 'filters[total][$lt]': '7.6' }, () => [cancelled, open]],
    [{ 'filters[createdAt][$lt]': '2020-01-01' }, () => []],
    [{ 'filters[delivery_personnel][$null]': 'true' }, () => [cancelled, open, delivered]],
  ])('filtered by %j', async (query, expected) => {
    expect(await invoices(query)).toEqual(expected().map(({ invoice }) => invoice));
  });

  test('filtered by what only a test knows', async () => {
    expect(await invoices({ 'filters[invoice]': open.invoice })).toEqual([open.invoice]);
    expect(await invoices({ 'filters[user]': omar.documentId })).toEqual([cancelled.invoice]);
    const since = (open['createdAt'] as string | undefined) ?? '';
    expect(await invoices({ 'filters[createdAt][$gte]': since })).toEqual([cancelled.invoice, open.invoice]);
  });

  test.each([
    ['invoice:asc', () => [delivered, open, cancelled]],
    ['createdAt:asc', () => [delivered, open, cancelled]],
    ['total:asc,invoice:desc', () => [delivered, cancelled, open]],
  ])('sorted by %s', async (sort, expected) => {
    expect(await invoices({ sort })).toEqual(expected().map(({ invoice }) => invoice));
  });

  test('page by page, and with fewer fields', async () => {
    const query = { 'pagination[page]': 2, 'pagination[pageSize]': 2, fields: 'invoice,total' };
    const response = await list(shop.staff, query).expect(200);
    expect(response.body).toEqual({
      data: [{ documentId: delivered.documentId, invoice: delivered.invoice, total: 5 }],
      meta: { pagination: { page: 2, pageSize: 2, pageCount: 2, total: 3 } },
    });
  });

  test.each([
    ['filters[notes]', 'Ring twice'],
    ['filters[company_code]', 'x'],
    ['filters[user_info][email]', 'x'],
    ['sort', 'notes'],
    ['fields', 'company_code'],
    ['fields', 'timeline'],
    ['populate', '*'],
  ])('%s=%s is refused', async (name, value) => {
    expectRefusal(await list(shop.staff, { [name]: value }), 400, 'unknown_parameter');
  });

  test('values that are none are refused', async () => {
    expectInvalid(await list(shop.staff, { 'filters[invoice]': 'ten' }), 'filters.invoice');
    expectInvalid(await list(shop.staff, { 'pagination[pageSize]': 101 }), 'pagination.pageSize');
    expectRefusal(await list(shop.staff, { 'filters[user]': 'nobody!' }), 400, 'invalid_id');
    expectRefusal(await list(shop.staff, { locale: 'fr' }), 400, 'unknown_locale');
  });

  test('needs the permission, and the company', async () => {
    const merchandiser = await newStaff('merchandiser', [shop.company]);
    const options = { token: merchandiser.token, company: shop.company.code };
    expectRefusal(await list(options), 403, 'forbidden');
    expectRefusal(await api.get(`/api/order/${open.documentId}`, options), 403, 'forbidden');
    const accountant = await newStaff('accountant', [shop.company]);
    const reading = { token: accountant.token, company: shop.company.code };
    expect(await invoices({}, reading)).toEqual(all());
    expectRefusal(await list({ ...reading, company: foreign.company.code }), 403, 'forbidden');
    expectRefusal(await list({ company: shop.company.code }), 401, 'unauthenticated');
    expectRefusal(await list(await newDriver(shop.company)), 403, 'forbidden');
    expect(await invoices({}, foreign.staff)).toEqual([foreignOrder.invoice]);
  });
});

describe('GET /order for a customer', () => {
  test('their own, whatever they filter by', async () => {
    expect(await invoices({}, layla.options)).toEqual([open.invoice, delivered.invoice]);
    expect(await invoices({ 'filters[order_status]': 'pending' }, layla.options)).toEqual([open.invoice]);
    expect(await invoices({ 'filters[invoice]': cancelled.invoice }, layla.options)).toEqual([]);
    for (const name of ['user', 'name', 'email', 'city']) {
      const value = name === 'user' ? omar.documentId : 'x';
      expectRefusal(await list(layla.options, { [`filters[${name}]`]: value }), 400, 'unknown_parameter');
    }
  });

  test('is told neither names of staff nor what goods cost', async () => {
    const { body } = await api.get(`/api/order/${delivered.documentId}`, layla.options).expect(200);
    const order = body.data as OrderItem;
    expect(order.timeline.map(({ kind, actor, data }) => [kind, actor, data])).toEqual([
      ['order_created', { kind: 'customer' }, { invoice: delivered.invoice, total: expect.anything() }],
      ['order_status_changed', { kind: 'staff' }, { from: 'pending', to: 'processing' }],
      ['order_status_changed', { kind: 'staff' }, { from: 'processing', to: 'shipped' }],
      ['delivery_status', { kind: 'staff' }, { from: 'pending', to: 'picked' }],
      ['order_status_changed', { kind: 'staff' }, { from: 'shipped', to: 'delivered' }],
      ['delivery_status', { kind: 'staff' }, { from: 'picked', to: 'delivered' }],
    ]);
    expect(order).not.toHaveProperty('expires_at');
    expect(order.cart[0]).not.toHaveProperty('unitCost');
  });
});

describe('GET /order/:id', () => {
  test('says everything about an order', async () => {
    const { body } = await api.get(`/api/order/${open.documentId}`, layla.options).expect(200);
    expect(body.data).toMatchObject({
      documentId: open.documentId,
      user: layla.documentId,
      user_info: { ...recipient, city: 'Jeddah' },
      payment_method: 'cod',
      payment_status: 'pending',
      order_status: 'pending',
      delivery_status: 'pending',
      currency: 'SAR',
      subtotal: 12.5,
      promotion_discount: 0,
      discount: 5,
      coupon_discount: 5,
      points_discount: 0,
      total: 7.5,
      coupon: { code: 'FIVE' },
      notes: 'Ring twice',
      cancelled_at: null,
    });
    expect(body.data.cart).toMatchObject([
      {
        id: '1',
        isCombo: false,
        title: 'Milk',
        price: 2.5,
        quantity: 4,
        packQty: 1,
        unitValue: 1,
        basePrice: 2.5,
        shelf: 10,
        discount: 4,
        net: 6,
        adjustments: [{ kind: 'coupon', amount: 4 }],
        orderedQuantity: 4,
        returnedQuantity: 0,
        picked: false,
      },
      { id: '2', title: 'Rice', price: 2.5, quantity: 1, shelf: 2.5, discount: 1, net: 1.5 },
    ]);
  });

  test.each([
    ['ar', 'حليب', 'Rice'],
    ['all', { en: 'Milk', ar: 'حليب' }, { en: 'Rice', ar: null }],
  ])('in the language asked for: %s', async (locale, milk, rice) => {
    const { body } = await api.get(`/api/order/${open.documentId}`, { ...layla.options, locale }).expect(200);
    expect((body.data as OrderItem).cart.map(({ title }) => title)).toEqual([milk, rice]);
  });

  test('keeps what was ordered when the product changes', async () => {
    const tea = await newProduct(shop, { title: { en: 'Tea' }, stock: [{ locationId: 1, qty: 5 }] });
    const customer = await newCustomer(shop.company);
    const order = await placed(customer, [line(tea)]);
    await api.put(`/api/products/${tea.documentId}`, { title: { en: 'Coffee' } }, shop.staff).expect(200);
    const { body } = await api.get(`/api/order/${order.documentId}`, customer.options).expect(200);
    expect(body.data.cart).toEqual(order.cart);
    await moveTo(shop, order, 'cancelled');
    await api.delete(`/api/order/${order.documentId}`, shop.staff).expect(204);
    expectRefusal(await api.get(`/api/order/${order.documentId}`, customer.options), 404, 'not_found');
    expectRefusal(await api.get(`/api/order/${order.documentId}`, shop.staff), 404, 'not_found');
    expect(await invoices({})).toEqual(all());
    expect(await invoices({}, customer.options)).toEqual([]);
    const { rows } = await sql.query('select invoice from orders where document_id = $1', [order.documentId]);
    expect(rows).toEqual([{ invoice: order.invoice }]);
  });

  test('is nobody else’s', async () => {
    const path = (id: string): string => `/api/order/${id}`;
    expectRefusal(await api.get(path(open.documentId), omar.options), 404, 'not_found');
    expectRefusal(await api.get(path(foreignOrder.documentId), shop.staff), 404, 'not_found');
    expectRefusal(await api.get(path(foreignOrder.documentId), layla.options), 404, 'not_found');
    expectRefusal(await api.get(path(UNKNOWN_ID), shop.staff), 404, 'not_found');
    expectRefusal(await api.get(path('not!an!id'), shop.staff), 400, 'invalid_id');
  });
});
