import { api, sql } from '../support/application';
import {
  countRows,
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { newCustomer } from '../support/customers';
import {
  calculate,
  deliverBy,
  exampleRules,
  newZone,
  north,
  type Place,
  squareAround,
  STORE,
  zoneBody,
  type ZoneItem,
} from '../support/delivery';

const ZONE = 'api::delivery-zone.delivery-zone';

let shop: Shop;
let other: Shop;

beforeAll(async () => {
  [shop, other] = [await newShop(), await newShop()];
});

const ring = (places: Place[]): number[][] =>
  [...places, places[0]!].map(({ latitude, longitude }) => [longitude, latitude]);

const geoJson = (places: Place[]): object => ({ type: 'Polygon', coordinates: [ring(places)] });

/** Rows of a company, with the boxes that prices look into. */
const counted = async (): Promise<number[]> => [
  await countRows('delivery_zones', shop),
  await countRows('delivery_zone_boxes', shop),
];

const readZone = async (documentId: string): Promise<ZoneItem> =>
  (await api.get(`/api/delivery/zones/${documentId}`, { ...shop.staff, locale: 'all' }).expect(200)).body
    .data;

describe('delivery zones', () => {
  test('are made, read, changed and deleted by staff', async () => {
    const zone = await newZone(shop, STORE, { freeThreshold: 99.5 });
    expect(zone).toEqual({
      documentId: zone.documentId,
      name: 'Al Olaya',
      polygon: squareAround(STORE),
      fee: 7.5,
      freeThreshold: 99.5,
      isActive: true,
      fallbacks: [],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const path = `/api/delivery/zones/${zone.documentId}`;
    const changed = await api.put(path, { name: 'Olaya', freeThreshold: null, isActive: false }, shop.staff);
    expect(changed.body.data).toMatchObject({
      name: 'Olaya',
      fee: 7.5,
      freeThreshold: null,
      isActive: false,
    });
    expect(await readZone(zone.documentId)).toMatchObject({ name: { en: 'Olaya', ar: 'العليا' } });
    const list = await api.get('/api/delivery/zones', {
      ...shop.staff,
      query: { 'filters[isActive]': false },
    });
    expect(list.body.data).toEqual([changed.body.data]);
    await api.delete(path, shop.staff).expect(204);
    expectRefusal(await api.get(path, shop.staff), 404, 'not_found');
    expect(await counted()).toEqual([0, 0]);
  });

  test('are drawn as places or as GeoJSON; either way they are kept as places, the first corner once', async () => {
    const places = squareAround(STORE);
    const drawn = await newZone(shop, STORE, { polygon: [...places, places[0]!] });
    const mapped = await newZone(shop, STORE, { polygon: geoJson(places) });
    expect([drawn.polygon, mapped.polygon]).toEqual([places, places]);
    const { rows } = await sql.query(
      'select zone_id, south, west, north, east from delivery_zone_boxes where zone_id = any($1)',
      [[drawn.documentId, mapped.documentId]],
    );
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row.south).toBeCloseTo(STORE.latitude - 0.01, 8);
      expect(row.north).toBeCloseTo(STORE.latitude + 0.01, 8);
      expect(row.west).toBeCloseTo(STORE.longitude - 0.01, 8);
      expect(row.east).toBeCloseTo(STORE.longitude + 0.01, 8);
    }
  });

  const [a, b, c, d] = squareAround(STORE) as [Place, Place, Place, Place];

  test.each<[string, object, string[]]>([
    ['no area', { polygon: undefined }, ['polygon']],
    ['no area at all', { polygon: null }, ['polygon']],
    ['two corners', { polygon: [a, b] }, ['polygon']],
    ['a bow tie', { polygon: [a, c, b, d] }, ['polygon']],
    ['a corner twice', { polygon: [a, b, b, c] }, ['polygon']],
    ['a line', { polygon: [a, b, { ...b, longitude: 47 }] }, ['polygon']],
    ['a corner off the globe', { polygon: [a, b, { latitude: 91, longitude: 46 }] }, ['polygon.2.latitude']],
    [
      'a corner that is none',
      { polygon: [a, b, 'here', { latitude: '24', longitude: null }] },
      ['polygon.2', 'polygon.3.latitude', 'polygon.3.longitude'],
    ],
    ['a corner with a height', { polygon: [a, b, { ...c, height: 600 }] }, ['polygon.2']],
    [
      'the date line within it',
      {
        polygon: [
          { latitude: 0, longitude: 179 },
          { latitude: 0, longitude: -179 },
          { latitude: 1, longitude: -179 },
        ],
      },
      ['polygon'],
    ],
    ['a hundred thousand corners', { polygon: Array.from({ length: 100_000 }, () => 0) }, ['polygon']],
    [
      'a hole',
      { polygon: { type: 'Polygon', coordinates: [ring([a, b, c]), ring([a, b, d])] } },
      ['polygon.coordinates'],
    ],
    [
      'another figure',
      { polygon: { type: 'MultiPolygon', coordinates: [ring([a, b, c])] } },
      ['polygon.type'],
    ],
    ['an area in words', { polygon: 'Al Olaya' }, ['polygon']],
    [
      'latitude first',
      {
        polygon: {
          type: 'Polygon',
          coordinates: [
            [
              [24, 146],
              [24, 147],
              [25, 147],
            ],
          ],
        },
      },
      ['polygon.coordinates.0.0.1', 'polygon.coordinates.0.1.1', 'polygon.coordinates.0.2.1'],
    ],
    ['a negative fee', { fee: -1 }, ['fee']],
    ['a fee that is too fine', { fee: 7.505 }, ['fee']],
    ['no fee', { fee: null }, ['fee']],
    ['a threshold that is too fine', { freeThreshold: 0.001 }, ['freeThreshold']],
    ['no name', { name: { en: ' ', ar: null } }, ['name']],
    ['what the server keeps', { company_code: 'other' }, ['company_code']],
  ])('with %s are refused, made or changed', async (_what, wrong, paths) => {
    const zone = await newZone(shop, north(15));
    const before = await counted();
    expectInvalid(await api.post('/api/delivery/zones', zoneBody(STORE, wrong), shop.staff), ...paths);
    expect(await counted()).toEqual(before);
    const stored = await readZone(zone.documentId);
    const isAbsent = Object.values(wrong).every((value) => value === undefined);
    if (isAbsent) return;
    expectInvalid(await api.put(`/api/delivery/zones/${zone.documentId}`, wrong, shop.staff), ...paths);
    expect(await readZone(zone.documentId)).toEqual(stored);
  });

  test('are for staff with the permission, in their company', async () => {
    const zone = await newZone(shop, STORE);
    const path = `/api/delivery/zones/${zone.documentId}`;
    const customer = await newCustomer(shop.company);
    for (const [options, status] of [
      [shop.visitor, 401],
      [customer.options, 403],
    ] as const) {
      expect((await api.get('/api/delivery/zones', options)).status).toBe(status);
      expect((await api.post('/api/delivery/zones', zoneBody(STORE), options)).status).toBe(status);
      expect((await api.put(path, { fee: 0 }, options)).status).toBe(status);
      expect((await api.delete(path, options)).status).toBe(status);
    }
    expectRefusal(await api.get(path, other.staff), 404, 'not_found');
    expectRefusal(await api.put(path, { fee: 0 }, other.staff), 404, 'not_found');
    expectRefusal(await api.delete(path, other.staff), 404, 'not_found');
    expectRefusal(await api.get(`/api/delivery/zones/${UNKNOWN_ID}`, shop.staff), 404, 'not_found');
    expect((await api.get('/api/delivery/zones', other.staff)).body.data).toEqual([]);
    expect(await readZone(zone.documentId)).toMatchObject({ fee: 7.5, polygon: squareAround(STORE) });
  });
});

describe('delivery zones in the panel', () => {
  test('obey the same rules, and prices find them', async () => {
    await deliverBy(shop);
    const dispatcher = await panelUser(await newStaff('dispatcher', [shop.company]));
    const place = north(30);
    const made = await dispatcher
      .create(ZONE, { name: 'Al Malqa', polygon: JSON.stringify(geoJson(squareAround(place))), fee: '12.25' })
      .expect(201);
    const id = made.body.data.documentId as string;
    expect(await readZone(id)).toMatchObject({ polygon: squareAround(place), fee: 12.25, isActive: true });
    expect((await calculate(shop, place).expect(200)).body.data.delivery_fee).toBe(12.25);
    await dispatcher.update(ZONE, id, { name: 'الملقا' }, 'ar').expect(200);
    const stored = await readZone(id);
    expect(stored.name).toEqual({ en: 'Al Malqa', ar: 'الملقا' });
    for (const wrong of [
      { polygon: '[{"latitude":24,"longitude":46}]' },
      { polygon: 'no JSON' },
      { polygon: null },
      { polygon: { toString: 'x' } },
      { fee: '1.005' },
      { fee: '-1' },
      { freeThreshold: '0.001' },
    ]) {
      expect((await dispatcher.update(ZONE, id, wrong)).status).toBe(400);
    }
    expect(await readZone(id)).toEqual(stored);
    await dispatcher.remove(ZONE, id).expect(200);
    expect((await calculate(shop, place).expect(200)).body.data.delivery_fee).toBe(70);
  });

  test('a copy is a zone of its own', async () => {
    const dispatcher = await panelUser(await newStaff('dispatcher', [shop.company]));
    const place = north(40);
    const zone = await newZone(shop, place);
    const path = `/content-manager/collection-types/${ZONE}/clone/${zone.documentId}`;
    const copy = await api.post(path, { fee: 3 }, { token: dispatcher.token, locale: 'en' });
    expect(copy.status).toBeLessThan(300);
    await api.delete(`/api/delivery/zones/${zone.documentId}`, shop.staff).expect(204);
    expect((await calculate(shop, place).expect(200)).body.data).toMatchObject({
      delivery_fee: 3,
      zone: { documentId: copy.body.data.documentId },
    });
  });

  test('are read by the order desk and out of reach for others', async () => {
    const zone = await newZone(shop, STORE);
    const desk = await panelUser(await newStaff('order_desk', [shop.company]));
    await desk.read(ZONE, zone.documentId).expect(200);
    expect((await desk.update(ZONE, zone.documentId, { fee: 0 })).status).toBe(403);
    const merchandiser = await panelUser(await newStaff('merchandiser', [shop.company]));
    expect((await merchandiser.read(ZONE, zone.documentId)).status).toBe(403);
    const stranger = await panelUser(await newStaff('dispatcher', [other.company]));
    expect((await stranger.read(ZONE, zone.documentId)).status).toBe(403);
    expect((await stranger.update(ZONE, zone.documentId, { fee: 0 })).status).toBe(403);
    expect((await stranger.remove(ZONE, zone.documentId)).status).toBe(403);
    expect(await readZone(zone.documentId)).toMatchObject({ fee: 7.5 });
  });
});

describe('GET /delivery', () => {
  test('tells everybody of active zones, slots and rules', async () => {
    const fresh = await newShop();
    await deliverBy(fresh, { ...exampleRules, freeThreshold: 150, closedDays: ['2030-09-23'] });
    const zone = await newZone(fresh, STORE, { freeThreshold: 80 });
    await newZone(fresh, STORE, { isActive: false });
    const answer = await api.get('/api/delivery', { ...fresh.visitor, locale: 'ar' }).expect(200);
    expect(answer.body).toEqual({
      data: {
        zones: [
          {
            documentId: zone.documentId,
            name: 'العليا',
            polygon: squareAround(STORE),
            fee: 7.5,
            freeThreshold: 80,
          },
        ],
        slots: [],
        rules: {
          basePrice: 10,
          perKm: 2,
          freeRadiusKm: 5,
          maxKm: 50,
          freeThreshold: 150,
          requireLocation: false,
          store: STORE,
          closedDays: ['2030-09-23'],
          currency: 'SAR',
          timezone: 'Asia/Riyadh',
        },
      },
      meta: {},
    });
    const again = { ...fresh.visitor, headers: { 'If-None-Match': answer.headers['etag']! } };
    await api.get('/api/delivery', { ...again, locale: 'ar' }).expect(304);
    await api.get('/api/delivery', again).expect(200);
  });

  test('names the slots of the day that is asked for', async () => {
    const fresh = await newShop();
    const slot = {
      start: '2030-05-01T09:00:00Z',
      end: '2030-05-01T11:00:00Z',
      cutoff: '2030-05-01T08:00:00Z',
    };
    const made = await api.post('/api/delivery/slots', { ...slot, capacity: 3 }, fresh.staff).expect(201);
    const on = async (date: string): Promise<unknown> =>
      (await api.get('/api/delivery', { ...fresh.visitor, query: { date } }).expect(200)).body.data.slots;
    expect(await on('2030-05-01')).toMatchObject([{ documentId: made.body.data.documentId, available: 3 }]);
    expect(await on('2030-05-02')).toEqual([]);
  });

  test.each(['2030-02-30', 'tomorrow', '2030-5-1', '2030-05-01T00:00:00Z', ''])(
    'refuses %p as a day',
    async (date) => {
      expectInvalid(await api.get('/api/delivery', { ...shop.visitor, query: { date } }), 'date');
    },
  );

  test('takes nothing else', async () => {
    const refused = await api.get('/api/delivery', { ...shop.visitor, query: { zone: 'x' } });
    expectRefusal(refused, 400, 'unknown_parameter');
  });
});
