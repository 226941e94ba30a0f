/// <reference lib="dom" />
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { expectStockTrue, line, type OrderItem, stocked, stockOf } from '../support/orders';
import { booksOf, delivered, expectBooksBalance, readOrder, refunded } from '../support/refunds';

const SLOW = 30_000;

let browser: Browser;
let desk: BrowserContext;
let shop: Shop;
let milk: ProductItem;
let customer: Customer;

beforeAll(async () => {
  shop = await newShop();
  milk = await stocked(shop, 50);
  customer = await newCustomer(shop.company);
  browser = await openBrowser();
  desk = (await openPanel(browser, await newStaff('order_desk', [shop.company]))).context();
});

afterAll(() => browser.close());

/** Four bottles for 2.50 each, paid at the door. */
const sold = (): Promise<OrderItem> => delivered(shop, customer, [line(milk, 4)]);

const open = async (
  context: BrowserContext,
  { documentId }: OrderItem,
  language: 'en' | 'ar' = 'en',
): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW);
  await page.addInitScript((code) => localStorage.setItem('strapi-admin-language', code), language);
  await page.goto(`${app.url}/admin/content-manager/collection-types/api::order.order/${documentId}`);
  await page
    .getByRole('region', { name: language === 'en' ? 'Payments' : 'المدفوعات' })
    .getByText('10.00 SAR')
    .first()
    .waitFor();
  await page.waitForLoadState('networkidle');
  return page;
};

const payments = (page: Page): Locator => page.getByRole('region', { name: 'Payments' });

it('refunds goods once, after it has said how much goes back', async () => {
  const order = await sold();
  const page = await open(desk, order);
  const sent: (string | undefined)[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/refund?')) {
      sent.push(request.headers()['idempotency-key']);
    }
  });
  await payments(page).getByRole('button', { name: 'Refund', exact: true }).click();
  const dialog = page.getByRole('dialog');
  const quantity = dialog.getByLabel('Refunded of Milk');
  await quantity.fill('5');
  await dialog.getByText('At most 4').waitFor();
  await quantity.fill('2');
  await dialog.getByText('VAT in it: 0.65 SAR').waitFor();
  const confirm = dialog.getByRole('button', { name: 'Refund 5.00 SAR' });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog.getByLabel('Reason').fill('The bottles were broken');
  await confirm.dblclick();
  await page.getByText('The money is refunded').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await payments(page).getByText('The bottles were broken').waitFor();
  await payments(page)
    .getByRole('button', { name: /^Credit note \d+$/ })
    .waitFor();
  await page.getByRole('list', { name: 'History' }).getByText('Money refunded').waitFor();
  expect(sent).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);

  const { refunded_total, refunds } = await readOrder(shop, order);
  expect({ refunded_total, refunds }).toMatchObject({
    refunded_total: 5,
    refunds: [{ amount: 5, vat: 0.65, reason: 'The bottles were broken', actor: { name: 'Sami Haddad' } }],
  });
  await expectBooksBalance(order);
  await expectStockTrue(milk.documentId);
  await page.close();
});

it('is told in Arabic, at the amount, that somebody else has refunded meanwhile', async () => {
  const order = await sold();
  const page = await open(desk, order, 'ar');
  await page.getByRole('button', { name: 'إعادة مبلغ', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('tab', { name: 'حسب المبلغ' }).click();
  const amount = dialog.getByLabel('المبلغ (SAR)');
  await amount.fill('٨');
  await dialog.getByLabel('السبب').fill('لم يعجبه الطعم');
  const confirm = dialog.getByRole('button', { name: /^إعادة .*8\.00 SAR/ });
  await confirm.waitFor();
  await refunded(shop, order, { amount: 3 });
  const before = [await readOrder(shop, order), await booksOf(order), await stockOf(milk.documentId)];
  await confirm.click();
  await dialog.getByText(/أقصى.*7\.00 SAR/).waitFor();
  expect(await amount.getAttribute('aria-invalid')).toBe('true');
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  expect([await readOrder(shop, order), await booksOf(order), await stockOf(milk.documentId)]).toEqual(
    before,
  );
  await page.close();
});

it('shows whoever may only read payments and papers, and marks money that does not match', async () => {
  const order = await sold();
  await sql.query(
    `insert into payments (id, company_code, order_id, provider, provider_id, status, amount, currency, decimals, failure)
     values ($1, $2, $3, 'stripe', 'pi_look', 'mismatched', 1000, 'SAR', 2, 'paid 9 SAR')`,
    [`m${order.documentId}`.slice(0, 24), shop.company.code, order.documentId],
  );
  const accountant = await openPanel(browser, await newStaff('accountant', [shop.company]));
  const page = await open(accountant.context(), order);
  const entry = payments(page).getByRole('listitem').filter({ hasText: 'pi_look' });
  await entry.getByText('Does not match').waitFor();
  await entry.getByText('Look at this payment at Stripe', { exact: false }).waitFor();
  expect(await page.getByRole('button', { name: 'Refund', exact: true }).count()).toBe(0);

  await page.getByRole('button', { name: 'Invoice', exact: true }).click();
  const [answer] = await Promise.all([
    page.waitForResponse(/\/invoice\.pdf\?lang=both/),
    page.getByRole('menuitem', { name: 'Arabic and English' }).click(),
  ]);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.getByRole('button', { name: 'Send the invoice by mail' }).click();
  await page.getByText('The invoice is on its way to layla@saptmarkets.test').first().waitFor();
});

it('sends money again that a bank had sent back', async () => {
  const order = await sold();
  const { documentId } = await refunded(shop, order, { amount: 3 });
  await sql.query(`update refunds set failure = 'returned' where id = $1`, [documentId]);
  const page = await open(desk, order);
  await payments(page).getByRole('button', { name: 'Send again', exact: true }).click();
  await page.getByText('The money is refunded').first().waitFor();
  await payments(page).getByText('Sent again').waitFor();
  expect(await payments(page).getByRole('button', { name: 'Send again', exact: true }).count()).toBe(0);
  await expectBooksBalance(order);
  await page.close();
});
