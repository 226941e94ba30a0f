import { createId } from '@paralleldrive/cuid2';
import { tellLive } from '../../src/plugins/connect/server/src/realtime/live-event';
import { productRoom, staffRoom } from '../../src/plugins/connect/server/src/realtime/rooms';
import { app } from '../support/application';
import { newProduct, newShop, newStaff, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { givenTo, hireDriver } from '../support/drivers';
import { change, line, moveTo, type OrderItem, placed, stocked } from '../support/orders';
import { until } from '../support/outbox';
import { newPanelRole } from '../support/panel-roles';
import { ask } from '../support/socket-calls';
import { type Listener, listening } from '../support/sockets';

let shop: Shop;
let foreign: Shop;
let layla: Customer;
let omar: Customer;
let order: OrderItem;

beforeAll(async () => {
  [shop, foreign] = [await newShop(), await newShop()];
  [layla, omar] = [await newCustomer(shop.company), await newCustomer(shop.company)];
  order = await placed(layla, [line(await stocked(shop, 10))]);
});

const open = ({ options }: { options: { token: string } }): Promise<Listener> =>
  listening({ token: options.token });

const staffOf = ({ staff, company }: Shop): Promise<Listener> =>
  listening({ token: staff.token, company: company.code });

const refused = (code: string) => ({ ok: false, error: { code } });

/**
 * Tells the rooms something, and waits until somebody who is in one of them has heard it; the others have by then heard
 * it as well, or do not hear it at all.
 */
const tell = async (rooms: string[], witness: Listener, ...others: Listener[]): Promise<string> => {
  const id = createId();
  toldIds.add(id);
  await app.strapi.db.transaction(({ trx }) =>
    tellLive(trx, {
      id,
      event: 'stock_updated',
      seq: null,
      at: new Date().toISOString(),
      company: shop.company.code,
      data: {},
      rooms,
    }),
  );
  await until(
    () => witness.heard.map((event) => event.id),
    (ids) => ids.includes(id),
  );
  // What is answered comes behind what was sent before.
  for (const other of others) await ask(other, 'order:leave', { orderId: createId() });
  return id;
};

/** What was told here; the shop itself tells more. */
const toldIds = new Set<string>();

const idsOf = ({ heard }: Listener): string[] => heard.map(({ id }) => id).filter((id) => toldIds.has(id));

test('an order is joined by those who take part in it, with the number of its last event', async () => {
  const [owner, other, admin, stranger] = await Promise.all([
    open(layla),
    open(omar),
    staffOf(shop),
    staffOf(foreign),
  ]);
  const orderId = order.documentId;
  const answers = await Promise.all(
    [owner, other, admin, stranger].map((one) => ask(one, 'order:join', { orderId })),
  );
  expect(answers).toEqual([
    { ok: true, seq: 1 },
    refused('not_found'),
    { ok: true, seq: 1 },
    refused('not_found'),
  ]);
  expect(await ask(owner, 'order:join', { orderId: createId() })).toEqual(refused('not_found'));
  expect(await ask(owner, 'order:join', { orderId: '1 or 1=1' })).toEqual(refused('invalid_id'));
  await moveTo(shop, order, 'processing');
  const moved = [owner, admin, other, stranger].map((one) => () => one.of('order_status_changed'));
  for (const heard of moved.slice(0, 2)) await until(heard, ({ length }) => length > 0);
  expect(moved.map((heard) => heard().map(({ seq }) => seq))).toEqual([[2], [2], [], []]);
});

test('a driver hears of an order for as long as they bring it', async () => {
  const [first, second] = [await hireDriver(shop), await hireDriver(shop)];
  const given = await givenTo(shop, first.documentId, layla);
  const orderId = given.documentId;
  const [bringing, waiting] = [await open(first), await open(second)];
  expect(await ask(bringing, 'order:join', { orderId })).toMatchObject({ ok: true });
  expect(await ask(waiting, 'order:join', { orderId })).toEqual(refused('not_found'));

  await change(shop, given, { delivery_personnel: second.documentId }).expect(200);
  const [assigned] = await waiting.hears(1);
  expect(assigned).toMatchObject({ event: 'order_assigned', data: { orderId, driverId: second.documentId } });
  expect(await ask(waiting, 'order:join', { orderId })).toMatchObject({ ok: true });
  await until(
    async () => {
      const id = await tell([`order:${orderId}`], waiting, bringing);
      return idsOf(bringing).includes(id);
    },
    (hears) => !hears,
  );
});

test('whoever leaves an order hears no more of it', async () => {
  const [admin, witness] = [await staffOf(shop), await staffOf(shop)];
  const orderId = order.documentId;
  const room = `order:${orderId}`;
  for (const one of [admin, witness]) await ask(one, 'order:join', { orderId });
  const before = await tell([room], witness, admin);
  expect(await ask(admin, 'order:leave', { orderId })).toEqual({ ok: true });
  const after = await tell([room], witness, admin);
  expect([idsOf(admin), idsOf(witness)]).toEqual([[before], [before, after]]);
});

test('products are joined where the company has them and the caller may see them', async () => {
  const [milk, hidden, theirs] = [
    (await newProduct(shop)).documentId,
    (await newProduct(shop, { status: 'inactive' })).documentId,
    (await newProduct(foreign)).documentId,
  ];
  const [shopper, admin] = [await open(layla), await staffOf(shop)];
  const productIds = [milk, hidden, theirs];
  expect(await ask(shopper, 'product:join', { productIds })).toEqual({ ok: true, productIds: [milk] });
  const joined = await ask(admin, 'product:join', { productIds });
  expect({ ...joined, productIds: new Set(joined['productIds'] as string[]) }).toEqual({
    ok: true,
    productIds: new Set([milk, hidden]),
  });
  expect(await ask(shopper, 'product:join', { productId: theirs })).toEqual(refused('not_found'));
  const told = await tell([productRoom(milk), productRoom(hidden)], shopper, admin);
  const secret = await tell([productRoom(hidden)], admin, shopper);
  expect(idsOf(shopper)).toEqual([told]);
  expect(idsOf(admin)).toEqual([told, secret]);
  expect(await ask(shopper, 'product:leave', { productId: milk })).toEqual({ ok: true });
  await tell([productRoom(milk)], admin, shopper);
  expect(idsOf(shopper)).toEqual([told]);
});

test('not more than fifty products at once, and two hundred in all', async () => {
  const admin = await staffOf(shop);
  const { documentId } = await newProduct(shop);
  const many = (count: number): string[] => Array.from({ length: count }, () => createId());
  expect(await ask(admin, 'product:join', { productIds: many(51) })).toMatchObject(
    refused('validation_failed'),
  );
  const rows = many(250).map((id) => ({
    document_id: id,
    company_code: shop.company.code,
    locale: 'en',
    status: 'active',
    sku: id,
    slug: id,
    created_at: new Date(),
    updated_at: new Date(),
  }));
  await app.strapi.db.connection('products').insert(rows);
  const ids = rows.map((row) => row.document_id);
  const lots = [0, 50, 100, 150, 200].map((start) => ids.slice(start, start + 50));
  const answers = await Promise.all(lots.map((productIds) => ask(admin, 'product:join', { productIds })));
  expect(answers.filter(({ ok }) => !ok)).toEqual([refused('too_many')]);
  const joined = lots[answers.findIndex(({ ok }) => ok)];
  // Whoever is there already takes no further place.
  expect(await ask(admin, 'product:join', { productIds: joined })).toEqual({ ok: true, productIds: joined });
  expect(await ask(admin, 'product:join', { productId: documentId })).toEqual(refused('too_many'));
  expect(await ask(admin, 'product:leave', { productId: joined![0] })).toEqual({ ok: true });
  expect(await ask(admin, 'product:join', { productId: documentId })).toMatchObject({ ok: true });
  await app.strapi.db.connection('products').whereIn('document_id', ids).delete();
});

test('staff hear what they may read, and what they may not read any more they do not hear', async () => {
  const reading = { action: 'plugin::content-manager.explorer.read', subject: 'api::order.order' };
  const role = await newPanelRole([{ ...reading, properties: {}, conditions: [] }]);
  const clerk = await newStaff(role, [shop.company]);
  const [listener, admin] = [
    await listening({ token: clerk.token, company: shop.company.code }),
    await staffOf(shop),
  ];
  const { code } = shop.company;
  const orders = await tell([staffRoom(code, 'orders')], listener);
  await tell([staffRoom(code, 'products')], admin, listener);
  const all = await tell([staffRoom(code, 'all')], listener);
  expect(idsOf(listener)).toEqual([orders, all]);
  expect(await ask(listener, 'order:join', { orderId: order.documentId })).toMatchObject({ ok: true });

  await app.strapi.db.connection.raw(
    `delete from admin_permissions where id in (
       select l.permission_id from admin_permissions_role_lnk l join admin_roles r on r.id = l.role_id
        where r.code = ?)`,
    [role],
  );
  await until(
    async () => {
      const id = await tell([staffRoom(code, 'orders'), `order:${order.documentId}`], admin, listener);
      return idsOf(listener).includes(id);
    },
    (hears) => !hears,
  );
  const still = await tell([staffRoom(code, 'all')], listener);
  expect(idsOf(listener).at(-1)).toBe(still);
});
