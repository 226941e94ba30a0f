import { api, sql } from '../support/application';
import { expectInvalid, expectRefusal, newShop, newStaff, type Shop, UNKNOWN_ID } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { newDriver } from '../support/drivers';
import { line, moveTo, type OrderItem, placed, stocked } from '../support/orders';
import { newPanelRole } from '../support/panel-roles';
import { newMedium } from '../support/pictures';
import { fetchPaper, paperOf, zatcaFieldsOn } from '../support/papers';
import { linesOf, pagesOf } from '../support/poppler';

const SELLER = {
  name: 'أسواق سبت التجارية',
  vatNumber: '310122393500003',
  address: 'King Fahd Road 12, Riyadh',
};

const MILK = { en: 'Nadec Full Fat Milk 1L', ar: 'حليب نادك 1L كامل الدسم' };
/** As the text layer has it: a mark keeps the blank behind the Latin word. */
const MILK_AR_READ = 'حليب نادك 1L\u200f كامل الدسم';
const RICE = { en: 'Basmati rice (Indian)', ar: 'أرز بسمتي (هندي)' };

let shop: Shop;
let customer: Customer;
let order: OrderItem;

beforeAll(async () => {
  shop = await newShop();
  await api.put('/api/setting', { seller: SELLER, order: { guestCheckout: true } }, shop.staff).expect(200);
  customer = await newCustomer(shop.company);
  const goods = [
    await stocked(shop, 50, { title: MILK, sku: 'MILK-1' }),
    await stocked(shop, 50, { title: RICE, sku: 'RICE-5' }),
  ];
  order = await placed(customer, [line(goods[0]!, 3), line(goods[1]!, 1)]);
});

const issuedAt = async (): Promise<string> => {
  const { rows } = await sql.query<{ at: string }>(
    `select to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from orders where document_id = $1`,
    [order.documentId],
  );
  return rows[0]!.at;
};

describe('an invoice', () => {
  test('comes as a PDF that nobody keeps, of less than 200 KB', async () => {
    const { status, headers, body } = await fetchPaper(order, 'invoice.pdf', customer.options);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-disposition': `inline; filename="invoice-${order.invoice}.pdf"`,
    });
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect((body as Buffer).length).toBeLessThan(200_000);
  });

  test('says everything in both languages, Arabic in logical order', async () => {
    const lines = await linesOf(await paperOf(order, 'invoice.pdf', customer.options));
    const wanted = [
      'Simplified Tax Invoice',
      'فاتورة ضريبية مبسطة',
      MILK.en,
      MILK_AR_READ,
      RICE.en,
      RICE.ar,
      SELLER.name,
      'VAT number: 310122393500003',
      'الرقم الضريبي:\u200f 310122393500003',
    ];
    expect(wanted.filter((text) => !lines.join('\n').includes(text))).toEqual([]);
    expect(lines.join('\n')).toContain(`SAR ${order.total.toFixed(2)}`);
  });

  test('speaks one language where one is asked for', async () => {
    const arabic = (await linesOf(await paperOf(order, 'invoice.pdf?lang=ar', customer.options))).join('\n');
    expect(arabic).toContain(MILK_AR_READ);
    expect(arabic).not.toContain('Nadec');
    expect(arabic).not.toContain('Invoice');
    const english = (await linesOf(await paperOf(order, 'invoice.pdf?lang=en', customer.options))).join('\n');
    expect(english).toContain(MILK.en);
    expect(english).not.toContain('حليب');
    expect(english).not.toContain('فاتورة');
  });

  test.each(['en', 'ar', 'both'])('carries the code of the tax authority (%s)', async (lang) => {
    const pdf = await paperOf(order, `invoice.pdf?lang=${lang}`, customer.options);
    expect(await zatcaFieldsOn(pdf)).toEqual([
      SELLER.name,
      SELLER.vatNumber,
      await issuedAt(),
      order.total.toFixed(2),
      order.vat.toFixed(2),
    ]);
  });

  test('has its head on each of its pages', async () => {
    const good = await stocked(shop, 5);
    const long = await placed(customer, [line(good)]);
    await sql.query(
      `insert into order_lines (order_id, line, company_code, product_id, unit_id, title_en, title_ar, unit_type,
                                unit_value, pack_qty, quantity, ordered_quantity, unit_price, shelf, net, vat, vat_rate)
       select order_id, n, company_code, product_id, unit_id, 'Good ' || n, 'سلعة ' || n, unit_type, unit_value, pack_qty,
              quantity, ordered_quantity, unit_price, shelf, net, vat, vat_rate
         from order_lines, generate_series(2, 200) n where order_id = $1`,
      [long.documentId],
    );
    const pages = await pagesOf(await paperOf(long, 'invoice.pdf', customer.options));
    expect(pages.length).toBeGreaterThan(8);
    pages.forEach((page, index) => {
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      if (index < pages.length - 1) expect(page).toContain('Description');
    });
    const titles = pages.flatMap((page) => page.match(/سلعة \d+/g) ?? []);
    expect(titles).toHaveLength(199);
    expect(new Set(titles).size).toBe(199);
  });

  test('keeps the seller of its day, and is a plain one without a VAT number', async () => {
    const own = await newShop();
    const buyer = await newCustomer(own.company);
    const good = await stocked(own, 5);
    const before = await placed(buyer, [line(good)]);
    await api.put('/api/setting', { seller: SELLER }, own.staff).expect(200);
    const lines = await linesOf(await paperOf(before, 'invoice.pdf', buyer.options));
    expect(lines).toContain('فاتورة');
    expect(lines).not.toContain(SELLER.name);
    expect(lines.join('\n')).not.toContain('Simplified');
    await sql.query('update orders set seller = null where document_id = $1', [before.documentId]);
    const older = await linesOf(await paperOf(before, 'invoice.pdf', buyer.options));
    expect(older).toEqual(expect.arrayContaining(['Simplified Tax Invoice', SELLER.name]));
  });

  test('says that its order is cancelled', async () => {
    const good = await stocked(shop, 5);
    const cancelled = await placed(customer, [line(good)]);
    await api.put(`/api/order/${cancelled.documentId}/cancel`, {}, customer.options).expect(200);
    const lines = await linesOf(await paperOf(cancelled, 'invoice.pdf', customer.options));
    expect(lines).toEqual(expect.arrayContaining(['Cancelled', 'ملغاة']));
  });
});

describe('who may have papers', () => {
  test('an invoice: its customer, its guest, staff who read orders', async () => {
    const good = await stocked(shop, 5);
    const guests = await placed({ options: shop.visitor }, [line(good)]);
    const token = { 'X-Order-Token': guests['access_token'] as string };
    const withToken = { ...shop.visitor, headers: token };
    expect((await fetchPaper(guests, 'invoice.pdf', withToken)).status).toBe(200);
    expect((await fetchPaper(order, 'invoice.pdf', shop.staff)).status).toBe(200);
    expectRefusal(await api.get(`/api/order/${order.documentId}/invoice.pdf`, withToken), 404, 'not_found');
    expectRefusal(
      await api.get(`/api/order/${order.documentId}/invoice.pdf`, shop.visitor),
      401,
      'unauthenticated',
    );
    const stranger = await newCustomer(shop.company);
    expectRefusal(
      await api.get(`/api/order/${order.documentId}/invoice.pdf`, stranger.options),
      404,
      'not_found',
    );
    const other = await newShop();
    expectRefusal(await api.get(`/api/order/${order.documentId}/invoice.pdf`, other.staff), 404, 'not_found');
    const { token: clerk } = await newStaff(await newPanelRole([]), [shop.company]);
    const path = `/api/order/${order.documentId}`;
    const powerless = { company: shop.company.code, token: clerk };
    expectRefusal(await api.get(`${path}/invoice.pdf`, powerless), 403, 'forbidden');
    expectRefusal(await api.get(`${path}/receipt.pdf`, powerless), 403, 'forbidden');
    expectRefusal(await api.get(`${path}/picking-list.pdf`, customer.options), 403, 'forbidden');
    expectRefusal(await api.get(`${path}/receipt.pdf`, await newDriver(shop.company)), 403, 'forbidden');
  });

  test('nobody gets what is not there, or asks for what is not known', async () => {
    const path = `/api/order/${order.documentId}`;
    expectRefusal(await api.get(`/api/order/${UNKNOWN_ID}/invoice.pdf`, shop.staff), 404, 'not_found');
    expectRefusal(await api.get('/api/order/x/invoice.pdf', shop.staff), 400, 'invalid_id');
    expectRefusal(await api.get(`${path}/credit-notes/1.pdf`, shop.staff), 404, 'not_found');
    expectRefusal(await api.get(`${path}/credit-notes/one.pdf`, shop.staff), 404, 'not_found');
    expectRefusal(await api.get(`${path}/invoice.pdf?language=ar`, shop.staff), 400, 'unknown_parameter');
    expectInvalid(await api.get(`${path}/invoice.pdf?lang=fr`, shop.staff), 'lang');
    expectInvalid(await api.get(`${path}/picking-list.pdf?by=colour`, shop.staff), 'by');
    expectRefusal(await api.get(`${path}/invoice.pdf?by=shelf`, shop.staff), 400, 'unknown_parameter');
  });
});

describe('papers of the shop', () => {
  test('a receipt says what is to be collected, until it is paid', async () => {
    const good = await stocked(shop, 5);
    const own = await placed(customer, [line(good, 2)]);
    const open = await paperOf(own, 'receipt.pdf', shop.staff);
    expect(await linesOf(open)).toEqual(expect.arrayContaining(['To collect', 'المبلغ المطلوب تحصيله']));
    expect((await zatcaFieldsOn(open))[3]).toBe('5.00');
    await moveTo(shop, own, 'processing', 'shipped', 'delivered');
    expect(await linesOf(await paperOf(own, 'receipt.pdf', shop.staff))).toContain(
      'Paid: nothing to collect',
    );
  });

  test('a picking list groups by category, or by where the goods lie', async () => {
    const byCategory = await linesOf(await paperOf(order, 'picking-list.pdf?lang=en', shop.staff));
    expect(byCategory).toEqual(expect.arrayContaining([String(order.invoice), MILK.en, 'MILK-1', 'RICE-5']));
    const { rows } = await sql.query<{ name: string }>(
      `select name from locations where company_code = $1 and is_default`,
      [shop.company.code],
    );
    const byShelf = await linesOf(await paperOf(order, 'picking-list.pdf?lang=en&by=shelf', shop.staff));
    expect(byShelf).toContain(rows[0]!.name);
  });
});

describe('a logo', () => {
  test('stands in the place of the name, where the settings have one', async () => {
    const own = await newShop();
    const buyer = await newCustomer(own.company);
    const good = await stocked(own, 5);
    const sold = await placed(buyer, [line(good)]);
    const before = await paperOf(sold, 'invoice.pdf?lang=en', buyer.options);
    expect((await linesOf(before))[0]).toContain(own.company.name);
    const { documentId: logo } = await newMedium(own.staff, 'webp');
    const { body } = await api.put('/api/setting', { logo }, own.staff).expect(200);
    expect(body.data.logo).toMatchObject({ documentId: logo });
    const after = await paperOf(sold, 'invoice.pdf?lang=en', buyer.options);
    expect(after.toString('latin1')).toContain('/Subtype /Image');
    expect(before.toString('latin1')).not.toContain('/Subtype /Image');
    expect((await linesOf(after))[0]).not.toBe(own.company.name);
    await api.put('/api/setting', { logo: null }, own.staff).expect(200);
    const without = await paperOf(sold, 'invoice.pdf?lang=en', buyer.options);
    expect(without.toString('latin1')).not.toContain('/Subtype /Image');
  });

  test('is one of the company’s own pictures', async () => {
    const own = await newShop();
    const { documentId: foreign } = await newMedium((await newShop()).staff);
    expectInvalid(await api.put('/api/setting', { logo: foreign }, own.staff), 'logo');
    expectInvalid(await api.put('/api/setting', { logo: UNKNOWN_ID }, own.staff), 'logo');
    expect((await api.get('/api/setting', own.staff).expect(200)).body.data.logo).toBeNull();
  });
});
