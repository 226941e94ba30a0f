import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newStaff,
  panelUser,
  type Shop,
  UNKNOWN_ID,
} from '../support/catalogue';
import { type DeliveryShop, give, newDeliveryShop, place, prepared } from '../support/deliveries';
import { change, line, moveTo, type OrderItem, placed, recipient } from '../support/orders';

interface Card {
  documentId: string;
  invoice: number;
}

interface Board {
  counts: Record<string, number>;
  placed: number;
  columns: Record<string, Card[]>;
}

let from: DeliveryShop;
let other: DeliveryShop;
let desk: string;
let waiting: OrderItem;
let preparing: OrderItem;
let away: OrderItem;

const tokenOf = async (role: string, { company }: Shop): Promise<string> =>
  (await panelUser(await newStaff(role, [company]))).token;

const asked = (query: Record<string, string> = {}, token = desk, { shop } = from) => ({
  token,
  query: { company: shop.company.code, locale: 'en', ...query },
});

const readBoard = async (query: Record<string, string> = {}): Promise<Board> =>
  (await api.get('/saptmarkets/desk', asked(query)).expect(200)).body.data as Board;

const idsOf = ({ columns }: Board): string[] =>
  Object.values(columns).flatMap((column) => column.map(({ documentId }) => documentId));

const found = async (query: Record<string, string>): Promise<string[]> => idsOf(await readBoard(query));

beforeAll(async () => {
  [from, other] = [await newDeliveryShop(), await newDeliveryShop()];
  desk = await tokenOf('order_desk', from.shop);
  const zayd = { ...recipient, name: 'Zayd 100% Ali', contact: '+966511112222', deliveryLocation: place };
  waiting = await placed(from.customer, [line(from.milk, 4)], { user_info: zayd });
  preparing = await prepared(from);
  await give(from, preparing, from.driver);
  away = await prepared(from);
  await moveTo(from.shop, away, 'shipped');
});

describe('the desk', () => {
  it('shows every order where it stands, with what somebody has to know of it', async () => {
    const board = await readBoard();
    expect(board).toMatchObject({
      counts: { pending: 1, processing: 1, shipped: 1, delivered: 0, cancelled: 0 },
      placed: 3,
    });
    const { columns } = board;
    expect([columns['delivered'], columns['cancelled']]).toEqual([[], []]);
    expect(columns['shipped']).toMatchObject([{ documentId: away.documentId, invoice: away.invoice }]);
    expect(columns['pending']).toEqual([
      {
        documentId: waiting.documentId,
        invoice: waiting.invoice,
        seq: 1,
        order_status: 'pending',
        delivery_status: 'pending',
        customer: 'Zayd 100% Ali',
        phone: '+966511112222',
        area: 'Riyadh',
        total: 20,
        currency: 'SAR',
        decimals: 2,
        payment_method: 'cod',
        payment_status: 'pending',
        items: 1,
        slot: null,
        promised: waiting['promised_delivery'] ?? null,
        estimated: waiting['estimated_delivery'] ?? null,
        driver: null,
        createdAt: waiting['createdAt'],
        endedAt: null,
      },
    ]);
    expect(columns['processing']).toMatchObject([
      {
        documentId: preparing.documentId,
        delivery_status: 'assigned',
        driver: { documentId: from.driver.documentId, name: 'Omar Driver' },
      },
    ]);
  });

  it('finds by invoice, name and phone, by payment, driver and time', async () => {
    expect(await found({ q: String(waiting.invoice) })).toEqual([waiting.documentId]);
    expect(await found({ q: 'zayd 100%' })).toEqual([waiting.documentId]);
    expect(await found({ q: '+966 51 111' })).toEqual([waiting.documentId]);
    expect(await found({ q: 'Zayd _00' })).toEqual([]);
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ payment: 'stripe' })).toEqual([]);
    expect(await found({ payment: 'cod', paid: 'pending' })).toHaveLength(3);
    expect(await found({ driver: from.driver.documentId })).toEqual([preparing.documentId]);
    expect(await found({ driver: 'none' })).toEqual([waiting.documentId, away.documentId]);
    expect(await found({ due: 'slot' })).toEqual([]);
    const filtered = await readBoard({ driver: 'none' });
    expect(filtered.counts).toMatchObject({ pending: 1, processing: 0, shipped: 1 });
    expect(filtered.placed).toBe(3);
  });

  it('finds in whatever letters and digits something is written', async () => {
    const token = await tokenOf('order_desk', other.shop);
    const info = { ...recipient, name: 'أحمد بن فاطِمة', contact: '٠٥٠ (١٢٣) 45-67' };
    const { documentId, invoice } = await placed(other.customer, [line(other.milk)], { user_info: info });
    const arabic = String(invoice).replace(/\d/g, (digit) => String.fromCodePoint(0x0660 + Number(digit)));
    for (const q of [arabic, 'احمد', 'فاطمه', '0501234567', '123 45', '٤٥٦٧']) {
      const { body } = await api.get('/saptmarkets/desk', asked({ q }, token, other)).expect(200);
      expect([q, idsOf(body.data as Board)]).toEqual([q, [documentId]]);
    }
  });

  it('says how many orders stand where, to whoever reads them', async () => {
    const query = { company: from.shop.company.code };
    const counts = (token?: string) =>
      api.get('/saptmarkets/desk/counts', { query, ...(token && { token }) });
    expect((await counts(desk).expect(200)).body).toEqual({
      data: { pending: 1, processing: 1, shipped: 1, delivered: 0, cancelled: 0 },
    });
    expect((await counts()).status).toBe(401);
    expect((await counts(await tokenOf('merchandiser', from.shop))).status).toBe(403);
    expectRefusal(await counts(await tokenOf('order_desk', other.shop)), 403, 'forbidden');
  });

  it('puts what is promised first before the rest, or what came last', async () => {
    const late = await placed(from.customer, [line(from.milk)]);
    await sql.query(
      `update orders set promised_delivery = now() at time zone 'utc' - interval '5 minutes' where document_id = $1`,
      [late.documentId],
    );
    await sql.query(
      `update orders set promised_delivery = now() at time zone 'utc' + interval '5 minutes' where document_id = $1`,
      [waiting.documentId],
    );
    const pending = async (query: Record<string, string> = {}) =>
      (await readBoard(query)).columns['pending']?.map(({ documentId }) => documentId);
    expect(await pending()).toEqual([late.documentId, waiting.documentId]);
    expect(await found({ due: 'late' })).toEqual([late.documentId]);
    expect(await found({ due: 'soon', sort: 'newest', q: 'Zayd' })).toEqual([waiting.documentId]);
    const newest = await placed(from.customer, [line(from.milk)]);
    expect(await pending({ sort: 'newest' })).toEqual([
      newest.documentId,
      late.documentId,
      waiting.documentId,
    ]);
    await change(from.shop, late, { order_status: 'cancelled' }).expect(200);
    await change(from.shop, newest, { order_status: 'cancelled' }).expect(200);
  });

  it('keeps of those that have ended only today’s', async () => {
    const sold = await prepared(from);
    await moveTo(from.shop, sold, 'shipped', 'delivered');
    const board = await readBoard();
    expect(board.columns['delivered']).toMatchObject([
      { documentId: sold.documentId, payment_status: 'paid' },
    ]);
    expect(board.counts).toMatchObject({ delivered: 1, cancelled: 2 });
    await sql.query(
      `update orders set actual_delivery = actual_delivery - interval '1 day' where document_id = $1`,
      [sold.documentId],
    );
    await sql.query(
      `update orders set cancelled_at = cancelled_at - interval '1 day' where company_code = $1 and cancelled_at is not null`,
      [from.shop.company.code],
    );
    expect((await readBoard()).counts).toMatchObject({ delivered: 0, cancelled: 0 });
    const ids = { ids: sold.documentId };
    const { body } = await api.get('/saptmarkets/desk/orders', asked(ids)).expect(200);
    expect(body.data.orders).toEqual([]);
  });

  it('reads some orders anew: those of the company that its filters leave', async () => {
    const foreign = await placed(other.customer, [line(other.milk)]);
    const ids = [waiting, preparing, foreign, { documentId: UNKNOWN_ID }].map(({ documentId }) => documentId);
    const path = '/saptmarkets/desk/orders';
    const all = await api.get(path, asked({ ids: ids.join(',') })).expect(200);
    const board = await readBoard();
    const cards = Object.values(board.columns).flat();
    expect(new Set(all.body.data.orders)).toEqual(
      new Set(cards.filter(({ documentId }) => documentId !== away.documentId)),
    );
    expect(all.body.data).toMatchObject({ counts: board.counts, placed: board.placed });
    const unassigned = await api.get(path, asked({ ids: ids.join(','), driver: 'none' })).expect(200);
    expect(unassigned.body.data.orders).toMatchObject([{ documentId: waiting.documentId }]);
    expect(unassigned.body.data.orders).toHaveLength(1);
  });

  it('is for whoever reads orders, in their companies', async () => {
    const merchandiser = await tokenOf('merchandiser', from.shop);
    const stranger = await tokenOf('order_desk', other.shop);
    const ids = { ids: waiting.documentId };
    for (const [path, query] of [
      ['/saptmarkets/desk', {}],
      ['/saptmarkets/desk/orders', ids],
    ] as const) {
      expect((await api.get(path, { query })).status).toBe(401);
      expect((await api.get(path, asked(query, merchandiser))).status).toBe(403);
      expectRefusal(await api.get(path, asked(query, stranger)), 403, 'forbidden');
    }
    const theirs = await api.get('/saptmarkets/desk/orders', asked(ids, stranger, other)).expect(200);
    expect(theirs.body.data.orders).toEqual([]);
  });

  it('refuses what it does not know', async () => {
    expectInvalid(await api.get('/saptmarkets/desk', asked({ payment: 'barter' })), 'payment');
    expectInvalid(await api.get('/saptmarkets/desk', asked({ driver: 'nobody' })), 'driver');
    expectInvalid(await api.get('/saptmarkets/desk', asked({ status: 'pending' })), 'status');
    expectInvalid(await api.get('/saptmarkets/desk', asked({ q: 'x'.repeat(201) })), 'q');
    const many = Array.from({ length: 101 }, () => UNKNOWN_ID).join(',');
    expectInvalid(await api.get('/saptmarkets/desk/orders', asked({ ids: many })), 'ids');
    expectInvalid(await api.get('/saptmarkets/desk/orders', asked()), 'ids');
  });
});
