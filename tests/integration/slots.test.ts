import { offeredSlots } from '../../src/api/delivery-slot/offered-slots';
import { api, app } from '../support/application';
import {
  countRows,
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  pluck,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { newCustomer } from '../support/customers';
import { line, placed, stocked } from '../support/orders';
import { closeDays, dayIn, inHours, newSlot, placesOf, readSlot, useTimezone } from '../support/slots';

const SLOT = 'api::delivery-slot.delivery-slot';

let shop: Shop;

beforeEach(async () => {
  shop = await newShop();
});

const path = ({ documentId }: { documentId: string }): string => `/api/delivery/slots/${documentId}`;

test('a slot is made, read, changed and deleted', async () => {
  const [start, end] = [inHours(30), inHours(32)];
  const slot = await newSlot(shop, { start, end, capacity: 3 });
  expect(slot).toEqual({
    documentId: expect.any(String),
    start,
    end,
    cutoff: start,
    capacity: 3,
    isActive: true,
    window: null,
    taken: 0,
    available: 3,
    createdAt: expect.stringMatching(/Z$/),
    updatedAt: expect.stringMatching(/Z$/),
  });
  const cutoff = inHours(28);
  const changed = await api.put(path(slot), { cutoff, capacity: 5, isActive: false }, shop.staff).expect(200);
  expect(changed.body.data).toMatchObject({ start, end, cutoff, capacity: 5, isActive: false, available: 5 });
  const back = await api.put(path(slot), { cutoff: null }, shop.staff).expect(200);
  expect(back.body.data.cutoff).toBe(start);
  await api.delete(path(slot), shop.staff).expect(204);
  expectRefusal(await api.get(path(slot), shop.staff), 404, 'not_found');
});

test.each([
  [
    'Africa/Cairo',
    '2027-07-01T14:00',
    '2027-07-01T16:30',
    '2027-07-01T11:00:00.000Z',
    '2027-07-01T13:30:00.000Z',
  ],
  [
    'Africa/Cairo',
    '2027-12-01T14:00',
    '2027-12-01T16:30',
    '2027-12-01T12:00:00.000Z',
    '2027-12-01T14:30:00.000Z',
  ],
  [
    'Europe/Berlin',
    '2027-03-28T01:00',
    '2027-03-28T04:00',
    '2027-03-28T00:00:00.000Z',
    '2027-03-28T02:00:00.000Z',
  ],
  [
    'Asia/Riyadh',
    '2027-03-01T14:00+01:00',
    '2027-03-01T18:00Z',
    '2027-03-01T13:00:00.000Z',
    '2027-03-01T18:00:00.000Z',
  ],
])('in %s %s to %s is meant as the clocks there show it', async (zone, from, to, start, end) => {
  await useTimezone(shop, zone);
  expect(await newSlot(shop, { start: from, end: to })).toMatchObject({ start, end, cutoff: start });
});

test.each([
  ['an end before the start', { start: inHours(4), end: inHours(2) }, 'end'],
  ['an end at the start', { start: '2027-01-01T10:00Z', end: '2027-01-01T11:00+01:00' }, 'end'],
  ['more than a day', { start: '2027-01-01T10:00Z', end: '2027-01-02T10:01Z' }, 'end'],
  ['a cut-off after the end', { cutoff: inHours(5) }, 'cutoff'],
  ['a date', { start: '2027-01-01' }, 'start'],
  ['what is no time', { start: '2027-02-30T10:00Z' }, 'start'],
  ['less than no place', { capacity: -1 }, 'capacity'],
  ['half a place', { capacity: 1.5 }, 'capacity'],
  ['places that are taken already', { taken: 1 }, 'taken'],
  ['no capacity', { capacity: undefined }, 'capacity'],
])('%s is refused', async (_what, body, field) => {
  const whole = { start: inHours(2), end: inHours(4), capacity: 2, ...body };
  expectInvalid(await api.post('/api/delivery/slots', whole, shop.staff), field);
  expect(await countRows('delivery_slots', shop)).toBe(0);
});

test('a change is judged with what stays', async () => {
  const slot = await newSlot(shop, { start: inHours(10), end: inHours(12) });
  expectInvalid(await api.put(path(slot), { end: inHours(9) }, shop.staff), 'end');
  expectInvalid(await api.put(path(slot), { start: inHours(-13) }, shop.staff), 'end');
  expect(await readSlot(shop, slot)).toEqual(slot);
});

test('lists are filtered, sorted and paged', async () => {
  const late = await newSlot(shop, { start: inHours(20), end: inHours(22), capacity: 1 });
  const early = await newSlot(shop, { start: inHours(10), end: inHours(12), capacity: 7 });
  const off = await newSlot(shop, { start: inHours(30), end: inHours(31), isActive: false });
  const list = (query: string) => api.get(`/api/delivery/slots${query}`, shop.staff).expect(200);
  const ids = async (query: string) => pluck(await list(query), 'documentId');
  expect(await ids('')).toEqual([early, late, off].map(({ documentId }) => documentId));
  expect(await ids('?sort=capacity:asc&pagination[pageSize]=1')).toEqual([late.documentId]);
  expect(await ids(`?filters[start][$gte]=${late.start}`)).toEqual([late.documentId, off.documentId]);
  expect(await ids('?filters[isActive]=false')).toEqual([off.documentId]);
  expect(await ids('?filters[available][$gt]=2')).toEqual([early.documentId]);
  expect((await list('?pagination[pageSize]=2')).body.meta.pagination).toMatchObject({
    total: 3,
    pageCount: 2,
  });
});

test('one that orders have stays; with less room than is taken none is left', async () => {
  const milk = await stocked(shop, 10);
  const slot = await newSlot(shop, { capacity: 3 });
  const customer = await newCustomer(shop.company);
  const order = await placed(customer, [line(milk)], { delivery_slot: slot.documentId });
  await placed(customer, [line(milk)], { delivery_slot: slot.documentId });
  expect(await readSlot(shop, slot)).toMatchObject({ taken: 2, available: 1 });
  await api.put(path(slot), { capacity: 1 }, shop.staff).expect(200);
  expect(await readSlot(shop, slot)).toMatchObject({ capacity: 1, taken: 2, available: 0 });

  expect(expectRefusal(await api.delete(path(slot), shop.staff), 409, 'in_use')).toEqual({ orders: 2 });
  const later = new Date(new Date(slot.end).getTime() + 3_600_000).toISOString();
  const moved = await api.put(path(slot), { end: later }, shop.staff);
  expect(expectRefusal(moved, 409, 'in_use')).toEqual({ orders: 2 });
  expect(await placesOf(slot)).toEqual({ counted: 2, orders: 2 });
  const list = await api.get(`/api/order?filters[delivery_slot]=${slot.documentId}`, shop.staff).expect(200);
  expect(pluck(list, 'documentId')).toHaveLength(2);
  const read = await api.get(`/api/order/${order.documentId}`, shop.staff).expect(200);
  expect(read.body.data.delivery.slot).toEqual({
    documentId: slot.documentId,
    start: slot.start,
    end: slot.end,
  });
});

test('those of other companies are not there', async () => {
  const other = await newShop();
  const theirs = await newSlot(other);
  expectRefusal(await api.get(path(theirs), shop.staff), 404, 'not_found');
  expectRefusal(await api.put(path(theirs), { capacity: 9 }, shop.staff), 404, 'not_found');
  expectRefusal(await api.delete(path(theirs), shop.staff), 404, 'not_found');
  expect(await readSlot(other, theirs)).toEqual(theirs);
  expectRefusal(await api.get(`/api/delivery/slots/${UNKNOWN_ID}`, shop.staff), 404, 'not_found');
});

test('dispatchers keep them, merchandisers do not see them', async () => {
  const slot = await newSlot(shop);
  const dispatcher = { ...shop.staff, token: (await newStaff('dispatcher', [shop.company])).token };
  const merchandiser = {
    ...shop.staff,
    token: (await newStaff('merchandiser', [shop.company])).token,
  };
  await api.put(path(slot), { capacity: 4 }, dispatcher).expect(200);
  expectRefusal(await api.get('/api/delivery/slots', merchandiser), 403, 'forbidden');
  expectRefusal(await api.put(path(slot), { capacity: 5 }, merchandiser), 403, 'forbidden');
  expect((await readSlot(shop, slot)).capacity).toBe(4);
});

test('the panel obeys the same rules', async () => {
  const user = await panelUser(await newStaff('dispatcher', [shop.company]));
  const values = { company_code: shop.company.code, start: inHours(2), end: inHours(3), capacity: 1 };
  const made = await user.create(SLOT, { ...values, cutoff: null }).expect(201);
  const documentId = made.body.data.documentId as string;
  expect(await readSlot(shop, { documentId })).toMatchObject({ cutoff: values.start, capacity: 1 });
  await user.update(SLOT, documentId, { end: inHours(1) }).expect(400);
  await user.create(SLOT, { ...values, end: inHours(40) }).expect(400);
  expect(await countRows('delivery_slots', shop)).toBe(1);

  const milk = await stocked(shop, 2);
  await placed(await newCustomer(shop.company), [line(milk)], { delivery_slot: documentId });
  await user.remove(SLOT, documentId).expect(400);
  expect(await readSlot(shop, { documentId })).toMatchObject({ taken: 1, available: 0 });
});

test('offered is what can still be chosen, full ones with no place left', async () => {
  await useTimezone(shop, 'Asia/Riyadh');
  const open = await newSlot(shop, { start: inHours(24), end: inHours(25), capacity: 2 });
  const full = await newSlot(shop, { start: inHours(25), end: inHours(26), capacity: 0 });
  await newSlot(shop, { start: inHours(24), end: inHours(25), isActive: false });
  await newSlot(shop, { start: inHours(2), end: inHours(3), cutoff: inHours(-1) });
  await newSlot(shop, { start: inHours(-1), end: inHours(3), cutoff: inHours(2) });
  const far = await newSlot(shop, { start: inHours(24 * 8), end: inHours(24 * 8 + 1) });
  const offered = async (date: string | null) =>
    (await offeredSlots(app.strapi.db.connection, { ...shop.company, timezone: 'Asia/Riyadh' }, date)).map(
      ({ documentId, available }) => [documentId, available],
    );

  const two = [
    [open.documentId, 2],
    [full.documentId, 0],
  ];
  expect(await offered(null)).toEqual(two);
  expect(await offered(dayIn('Asia/Riyadh', far.start))).toEqual([[far.documentId, 2]]);
  const days = [open, full].map(({ start }) => dayIn('Asia/Riyadh', start));
  await closeDays(shop, days);
  expect(await offered(null)).toEqual([]);
  expect(await offered(days[0]!)).toEqual([]);
  await closeDays(shop, []);
  expect(await offered(null)).toEqual(two);
});
