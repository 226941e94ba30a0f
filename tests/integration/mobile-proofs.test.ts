import sharp from 'sharp';
import { api, type RequestOptions, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, panelUser, type Shop } from '../support/catalogue';
import {
  type Courier,
  type DeliveryShop,
  give,
  given,
  newCourier,
  newDeliveryShop,
  onTheWay,
  readOf,
  stateOf,
  tell,
} from '../support/deliveries';
import type { OrderItem } from '../support/orders';
import { picture } from '../support/pictures';

let from: DeliveryShop;

beforeEach(async () => {
  from = await newDeliveryShop();
});

const pathOf = ({ documentId }: OrderItem): string => `/api/mobile-delivery/orders/${documentId}/proof`;

const addressOf = ({ documentId }: OrderItem, kind: string): string =>
  `/api/order/${documentId}/proofs/${kind}`;

const driverAddressOf = ({ documentId }: OrderItem, kind: string): string =>
  `/api/mobile-delivery/orders/${documentId}/proofs/${kind}`;

const prove = (order: OrderItem, pictures: Record<string, Buffer>, driver: Courier = from.driver) => {
  const call = api.post(pathOf(order), undefined, driver.options);
  for (const [field, bytes] of Object.entries(pictures)) void call.attach(field, bytes, `${field}.jpg`);
  return call;
};

const shownTo = async (reader: RequestOptions, order: OrderItem, kind: string): Promise<Buffer> => {
  const { body } = await api.get(addressOf(order, kind), reader).expect(200);
  return body as Buffer;
};

/** How many public files the shop has, and how many proofs. */
const kept = async (): Promise<unknown> => {
  const { rows } = await sql.query(
    `select (select count(*) from files where company_code = $1)::int as files,
            (select count(*) from delivery_proofs where company_code = $1)::int as proofs`,
    [from.shop.company.code],
  );
  return rows[0];
};

describe('proofs', () => {
  test('that the shop wants are needed for the handover; staff see them, customers do not', async () => {
    from = await newDeliveryShop({ proof: { code: false, photo: true, signature: true } });
    const order = await given(from);
    await onTheWay(from.driver, order);
    const before = await stateOf(order);
    const refused = await tell(from.driver, order, { status: 'delivered' });
    expect(expectRefusal(refused, 422, 'proof_required')).toEqual({ missing: ['photo', 'signature'] });
    const photo = await prove(order, { photo: await picture('jpeg', 60, 40) }).expect(201);
    expect(photo.body.data).toEqual({
      photo: { url: driverAddressOf(order, 'photo'), at: expect.any(String) },
      signature: null,
    });
    const half = await tell(from.driver, order, { status: 'delivered' });
    expect(expectRefusal(half, 422, 'proof_required')).toEqual({ missing: ['signature'] });
    expect(await stateOf(order)).toEqual(before);
    const both = await prove(order, {
      photo: await picture('png', 50, 50),
      signature: await picture('png', 40, 20),
    }).expect(201);
    expect(both.body.data).toEqual({
      photo: { url: driverAddressOf(order, 'photo'), at: expect.any(String) },
      signature: { url: driverAddressOf(order, 'signature'), at: expect.any(String) },
    });
    expect(both.body.data.photo.at > photo.body.data.photo.at).toBe(true);
    expect(await kept()).toEqual({ files: 0, proofs: 2 });
    await tell(from.driver, order, { status: 'delivered' }).expect(200);
    const seen = await api.get(`/api/order/${order.documentId}`, from.shop.staff).expect(200);
    expect(seen.body.data.proofs).toMatchObject([
      {
        kind: 'photo',
        url: addressOf(order, 'photo'),
        at: both.body.data.photo.at,
        driver: { documentId: from.driver.documentId, name: 'Omar Driver' },
      },
      { kind: 'signature', url: addressOf(order, 'signature') },
    ]);
    const own = await api.get(`/api/order/${order.documentId}`, from.customer.options).expect(200);
    expect(own.body.data).not.toHaveProperty('proofs');
    // It is not with the driver any more.
    const shown = await shownTo(from.shop.staff, order, 'photo');
    expectRefusal(await prove(order, { photo: await picture('png', 30, 30) }), 409, 'illegal_transition');
    expect(await shownTo(from.shop.staff, order, 'photo')).toEqual(shown);
  });

  test('are taken of goods that are on their way, by whoever has them', async () => {
    from = await newDeliveryShop({ proof: { code: false, photo: true } });
    const order = await given(from);
    const photo = await picture('png', 50, 50);
    const early = expectRefusal(await prove(order, { photo }), 409, 'illegal_transition');
    expect(early).toEqual({ delivery_status: 'assigned', allowed: ['picked'] });
    await onTheWay(from.driver, order);
    await prove(order, { photo }).expect(201);
    await tell(from.driver, order, { status: 'failed', reason: 'Nobody there' }).expect(200);
    const other = await newCourier(from.shop);
    await give(from, order, other);
    await tell(other, order, { status: 'picked' }).expect(200);
    const before = await stateOf(order);
    const refused = await tell(other, order, { status: 'delivered' });
    expect(expectRefusal(refused, 422, 'proof_required')).toEqual({ missing: ['photo'] });
    expect(await stateOf(order)).toEqual(before);
    await prove(order, { photo }, other).expect(201);
    await tell(other, order, { status: 'delivered' }).expect(200);
  });

  test('are kept upright, of moderate size and without where the camera was', async () => {
    const order = await given(from);
    await onTheWay(from.driver, order);
    const taken = await sharp(await picture('jpeg', 2000, 1000))
      .withExif({
        IFD0: { Make: 'PhoneMaker' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '24/1 42/1 49/1' },
      })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await sharp(taken).metadata()).toMatchObject({ orientation: 6, exif: expect.any(Buffer) });
    expect(taken.includes('PhoneMaker')).toBe(true);
    await prove(order, { photo: taken }).expect(201);
    const shown = await shownTo(from.shop.staff, order, 'photo');
    const { format, width, height, exif, xmp, iptc, icc } = await sharp(shown).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 800, height: 1600 });
    expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined]);
    expect(shown.includes('PhoneMaker')).toBe(false);

    await prove(order, { photo: await picture('png', 70, 30) }).expect(201);
    const replaced = await sharp(await shownTo(from.shop.staff, order, 'photo')).metadata();
    expect(replaced).toMatchObject({ format: 'webp', width: 70, height: 30 });
    expect(await kept()).toEqual({ files: 0, proofs: 1 });
  });

  test('are shown to staff of the company and to who brings the order, and to nobody else', async () => {
    const order = await given(from);
    await onTheWay(from.driver, order);
    const own = `/api/mobile-delivery/orders/${order.documentId}/proofs`;
    expectRefusal(await api.get(addressOf(order, 'photo'), from.shop.staff), 404, 'not_found');
    await prove(order, { photo: await picture('png', 70, 30) }).expect(201);

    const { headers, body } = await api.get(addressOf(order, 'photo'), from.shop.staff).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline',
    });
    expect((await api.get(`${own}/photo`, from.driver.options).expect(200)).body).toEqual(body);

    const { staff, visitor } = from.shop;
    expectRefusal(await api.get(addressOf(order, 'signature'), staff), 404, 'not_found');
    expectRefusal(await api.get(addressOf(order, 'selfie'), staff), 404, 'not_found');
    expectRefusal(await api.get(`${own}/selfie`, from.driver.options), 404, 'not_found');
    const foreign = await newShop();
    expectRefusal(await api.get(addressOf(order, 'photo'), foreign.staff), 404, 'not_found');
    const hired = await newStaff('order_desk', [foreign.company]);
    const reaching = { token: hired.token, company: from.shop.company.code };
    expectRefusal(await api.get(addressOf(order, 'photo'), reaching), 403, 'forbidden');
    expectRefusal(await api.get(addressOf(order, 'photo'), from.customer.options), 403, 'forbidden');
    expectRefusal(await api.get(addressOf(order, 'photo'), from.driver.options), 403, 'forbidden');
    expectRefusal(await api.get(addressOf(order, 'photo'), visitor), 401, 'unauthenticated');
    expectRefusal(await api.get(`${own}/photo`, visitor), 401, 'unauthenticated');
    const other = await newCourier(from.shop);
    expectRefusal(await api.get(`${own}/photo`, other.options), 404, 'not_found');
  });

  test('are shown in the panel to who may read orders of the company', async () => {
    const order = await given(from);
    await onTheWay(from.driver, order);
    await prove(order, { signature: await picture('png', 40, 20) }).expect(201);
    const path = `/saptmarkets/orders/${order.documentId}/proofs`;
    const tokenOf = async (role: string, { company }: Shop): Promise<string> =>
      (await panelUser(await newStaff(role, [company]))).token;
    const desk = { token: await tokenOf('order_desk', from.shop) };
    const { headers, body } = await api.get(`${path}/signature`, desk).expect(200);
    expect(headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'private, no-store' });
    expect(body).toEqual(await shownTo(from.shop.staff, order, 'signature'));
    expectRefusal(await api.get(`${path}/photo`, desk), 404, 'not_found');
    expectRefusal(await api.get(`${path}/selfie`, desk), 404, 'not_found');
    const stranger = { token: await tokenOf('order_desk', await newShop()) };
    expectRefusal(await api.get(`${path}/signature`, stranger), 404, 'not_found');
    const merchandiser = { token: await tokenOf('merchandiser', from.shop) };
    expect((await api.get(`${path}/signature`, merchandiser)).status).toBe(403);
    expect((await api.get(`${path}/signature`)).status).toBe(401);
  });

  test('that are none are refused, and leave nothing', async () => {
    const order = await given(from);
    await onTheWay(from.driver, order);
    const good = await picture('png', 50, 50);
    const text = Buffer.from('not a picture at all');
    expectRefusal(await prove(order, { photo: text }), 415, 'unsupported_media_type');
    expectRefusal(await prove(order, { photo: good, signature: text }), 415, 'unsupported_media_type');
    expectRefusal(await prove(order, { photo: Buffer.alloc(4 * 1024 * 1024 + 1) }), 413, 'payload_too_large');
    expectInvalid(await prove(order, { selfie: good }), 'selfie');
    expectInvalid(await api.post(pathOf(order), undefined, from.driver.options).field('photo', 'x'), 'photo');
    expectRefusal(await api.post(pathOf(order), {}, from.driver.options), 415, 'unsupported_media_type');
    expectRefusal(await prove(order, { photo: good }, await newCourier(from.shop)), 404, 'not_found');
    expect(await kept()).toEqual({ files: 0, proofs: 0 });
    const seen = await readOf(from.driver, order).expect(200);
    expect(seen.body.data.proof.taken).toEqual({ photo: null, signature: null });
    const { rows: tried } = await sql.query(
      `select after from audit_log where subject_id = $1 and action = 'delivery_refused' and actor_id = $2 order by id`,
      [order.documentId, from.driver.documentId],
    );
    expect(tried).toEqual([
      { after: { wanted: 'proof', refused: 'unsupported_media_type', attempts: 1 } },
      { after: { wanted: 'proof', refused: 'unsupported_media_type', attempts: 2 } },
      { after: { wanted: 'proof', refused: 'payload_too_large', attempts: 1 } },
    ]);
  });
});
