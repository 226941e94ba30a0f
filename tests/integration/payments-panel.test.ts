import { api, sql } from '../support/application';
import {
  expectInvalid,
  expectRefusal,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  type Shop,
} from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { expectStockTrue, line, type OrderItem, placed, stocked, stockOf } from '../support/orders';
import { everyPermission, newPanelRole } from '../support/panel-roles';
import { booksOf, delivered, expectBooksBalance, readOrder } from '../support/refunds';

type Panel = Awaited<ReturnType<typeof panelUser>>;

let shop: Shop;
let milk: ProductItem;
let customer: Customer;
let desk: Panel;
let accountant: Panel;
let stranger: Panel;
let keeper: Panel;

beforeAll(async () => {
  shop = await newShop();
  const foreign = await newShop();
  milk = await stocked(shop, 500);
  customer = await newCustomer(shop.company);
  desk = await panelUser(await newStaff('order_desk', [shop.company]));
  accountant = await panelUser(await newStaff('accountant', [shop.company]));
  stranger = await panelUser(await newStaff('order_desk', [foreign.company]));
  const settings = (await everyPermission()).filter(({ subject }) => subject === 'api::setting.setting');
  keeper = await panelUser(await newStaff(await newPanelRole(settings), [shop.company]));
});

/** Four bottles for 2.50 each, paid at the door. */
const sold = (): Promise<OrderItem> => delivered(shop, customer, [line(milk, 4)]);

const post = (
  panel: Panel,
  { documentId }: OrderItem,
  path: string,
  body: object,
  { locale = 'en', headers = {} }: { locale?: string; headers?: Record<string, string> } = {},
) => api.post(`/saptmarkets/orders/${documentId}/${path}`, body, { token: panel.token, locale, headers });

const paper = (panel: Panel, { documentId }: OrderItem, path: string) =>
  api.get(`/saptmarkets/orders/${documentId}/${path}`, { token: panel.token });

const twoBottles = { lines: [{ line: '1', quantity: 2 }] };

describe('a refund in the panel', () => {
  it('says what would go back without giving it back', async () => {
    const order = await sold();
    const before = [await readOrder(shop, order), await booksOf(order), await stockOf(milk.documentId)];
    const ofLines = await post(desk, order, 'refund/preview', twoBottles).expect(200);
    expect(ofLines.body.data).toEqual({ amount: 5, vat: 0.65, providers: ['cod'] });
    const ofAmount = await post(desk, order, 'refund/preview', { amount: 3.45 }).expect(200);
    expect(ofAmount.body.data).toEqual({ amount: 3.45, vat: 0.45, providers: ['cod'] });

    const tooMuch = await post(desk, order, 'refund/preview', { amount: 10.01 });
    expect(expectRefusal(tooMuch, 422, 'refund_too_large')).toEqual({ refundable: 10 });
    expectInvalid(await post(desk, order, 'refund/preview', {}), 'lines');
    const five = { lines: [{ line: '1', quantity: 5 }] };
    expectInvalid(await post(desk, order, 'refund/preview', five), 'lines.0.quantity');
    expect([await readOrder(shop, order), await booksOf(order), await stockOf(milk.documentId)]).toEqual(
      before,
    );
  });

  it('is made once under its key, by whoever works there', async () => {
    const order = await sold();
    const headers = { 'Idempotency-Key': 'panel-1' };
    const body = { ...twoBottles, reason: 'Broken', restock: true };
    const first = await post(desk, order, 'refund', body, { headers }).expect(200);
    expect(first.body.data).toMatchObject({ kind: 'credit', status: 'succeeded', amount: 5, vat: 0.65 });
    const again = await post(desk, order, 'refund', body, { headers }).expect(200);
    expect(again.body).toEqual(first.body);
    const other = await post(desk, order, 'refund', { ...body, reason: 'Sour' }, { headers });
    expectRefusal(other, 422, 'idempotency_key_reused');

    const { refunded_total, refunds, timeline } = await readOrder(shop, order);
    expect(refunded_total).toBe(5);
    expect(refunds).toMatchObject([{ reason: 'Broken', credit_note: expect.any(Number) }]);
    expect(timeline.at(-1)).toMatchObject({ kind: 'order_refunded', actor: { kind: 'staff' } });
    await expectBooksBalance(order);
    await expectStockTrue(milk.documentId);
  });

  it('is refused in the words of the panel, and changes nothing', async () => {
    const unpaid = await placed(customer, [line(milk, 2)]);
    const before = await readOrder(shop, unpaid);
    const refused = await post(desk, unpaid, 'refund', { amount: 1, reason: 'Sour' }, { locale: 'ar' });
    expectRefusal(refused, 409, 'not_paid');
    expect(refused.body.error.message).toBe('لم يُدفع ثمن هذا الطلب بعد');
    expectInvalid(await post(desk, unpaid, 'refund', { amount: 1 }), 'reason');
    expect(await readOrder(shop, unpaid)).toEqual(before);
  });

  it('says beforehand that nothing was paid, and does not wait for whoever is at the order', async () => {
    const unpaid = await placed(customer, [line(milk, 4)]);
    expectRefusal(await post(desk, unpaid, 'refund/preview', { amount: 1 }), 409, 'not_paid');
    const order = await sold();
    const other = await sql.connect();
    await other.query('begin');
    await other.query('select 1 from orders where document_id = $1 for update', [order.documentId]);
    try {
      const shown = await post(desk, order, 'refund/preview', { amount: 1 }).expect(200);
      expect(shown.body.data).toMatchObject({ amount: 1 });
    } finally {
      await other.query('rollback');
      other.release();
    }
  });

  it('that came back is sent again, once', async () => {
    const order = await sold();
    const { body } = await post(desk, order, 'refund', { amount: 4, reason: 'Sour' }).expect(200);
    const { documentId } = (body as { data: { documentId: string } }).data;
    const path = `refunds/${documentId}/retry`;
    expectRefusal(await post(desk, order, path, {}), 409, 'illegal_transition');
    await sql.query(`update refunds set failure = 'returned' where id = $1`, [documentId]);
    await post(accountant, order, path, {}).expect(403);
    expectRefusal(await post(stranger, order, path, {}), 404, 'not_found');
    expectRefusal(await post(desk, await sold(), path, {}), 404, 'not_found');
    const again = await post(desk, order, path, {}).expect(200);
    expect(again.body.data).toMatchObject({
      kind: 'resend',
      status: 'succeeded',
      amount: 4,
      retry_of: documentId,
      actor: { kind: 'staff' },
    });
    expectRefusal(await post(desk, order, path, {}), 409, 'illegal_transition');
    await expectBooksBalance(order);
  });

  it('is not for accountants, nor for staff of other companies', async () => {
    const order = await sold();
    const before = [await readOrder(shop, order), await booksOf(order)];
    const body = { amount: 1, reason: 'Sour' };
    await post(accountant, order, 'refund', body).expect(403);
    await post(accountant, order, 'refund/preview', { amount: 1 }).expect(403);
    expectRefusal(await post(stranger, order, 'refund', body), 404, 'not_found');
    expectRefusal(await post(stranger, order, 'refund/preview', { amount: 1 }), 404, 'not_found');
    expect([await readOrder(shop, order), await booksOf(order)]).toEqual(before);

    const shown = await api
      .get(`/saptmarkets/orders/${order.documentId}`, { token: accountant.token })
      .expect(200);
    expect(shown.body).toMatchObject({
      data: { payments: [{ provider: 'cod', status: 'paid', amount: 10 }], refunds: [] },
      meta: { mayChange: false },
    });
  });
});

describe('papers in the panel', () => {
  it('are PDFs for whoever may read the order', async () => {
    const order = await sold();
    const { body } = await post(desk, order, 'refund', { ...twoBottles, reason: 'Sour' }).expect(200);
    const { credit_note: number } = body.data as { credit_note: number };
    const papers = ['invoice.pdf', 'receipt.pdf', 'picking-list.pdf', `credit-notes/${number}.pdf`];
    for (const path of papers) {
      const response = await paper(accountant, order, path).expect(200);
      expect([path, response.type, String(response.body).slice(0, 5)]).toEqual([
        path,
        'application/pdf',
        '%PDF-',
      ]);
      expectRefusal(await paper(stranger, order, path), 404, 'not_found');
    }
    expectInvalid(await paper(desk, order, 'invoice.pdf?lang=fr'), 'lang');
    expectRefusal(await paper(desk, order, 'credit-notes/99999.pdf'), 404, 'not_found');
  });
});

describe('the accounts of a company in the panel', () => {
  const address = '/saptmarkets/payment-accounts';
  const of = (panel: Panel) => ({ token: panel.token, query: { company: shop.company.code } });
  const keys = {
    publishableKey: 'pk_test_open1',
    secretKey: 'sk_test_hidden1',
    webhookSecret: 'whsec_hidden2',
  };

  const stored = async (): Promise<unknown[]> => {
    const { rows } = await sql.query(
      `select method, is_enabled, is_complete, mode, public_keys,
              (select array_agg(s.name order by s.name) from secrets s where s.company_code = a.company_code) as secrets
         from payment_accounts a where company_code = $1 order by method`,
      [shop.company.code],
    );
    return rows;
  };

  it('take keys, and show of the secret ones only that they are there', async () => {
    const saved = await api.put(address, { stripe: { enabled: true, ...keys } }, of(keeper)).expect(200);
    expect(saved.body.data.accounts.stripe).toEqual({
      enabled: true,
      complete: true,
      mode: 'test',
      publishableKey: 'pk_test_open1',
      hasSecretKey: true,
      hasWebhookSecret: true,
    });
    const { code } = shop.company;
    expect(saved.body.data.webhooks.stripe).toMatch(
      new RegExp(`^http://[^/]+/api/payments/webhook/stripe\\?company=${code}$`),
    );
    const shown = await api.get(address, of(keeper)).expect(200);
    expect(shown.body).toEqual(saved.body);
    expect(shown.text).not.toMatch(/hidden/);
  });

  it('refuse what is no key at its place, keys of two modes, and whoever may not change settings', async () => {
    const before = await stored();
    const wrong = { stripe: { secretKey: 'nonsense', webhookSecret: 'whsec_new' } };
    expectInvalid(await api.put(address, wrong, of(keeper)), 'stripe.secretKey');
    const mixed = { stripe: { secretKey: 'sk_live_hidden3' } };
    expectRefusal(await api.put(address, mixed, of(keeper)), 422, 'payment_keys_mismatch');
    for (const panel of [desk, accountant]) {
      await api.get(address, of(panel)).expect(403);
      await api.put(address, { cod: { enabled: false } }, of(panel)).expect(403);
    }
    const foreign = { token: keeper.token, query: { company: (await newShop()).company.code } };
    expectRefusal(await api.get(address, foreign), 403, 'forbidden');
    expect(await stored()).toEqual(before);
  });
});
