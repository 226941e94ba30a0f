/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newStaff } from '../support/catalogue';
import {
  type DeliveryShop,
  give,
  newDeliveryShop,
  offer,
  onTheWay,
  prepared,
  statesOf,
} from '../support/deliveries';
import type { OrderItem } from '../support/orders';

const SLOW = 30_000;

const store = { latitude: 24.7, longitude: 46.6753 };

let browser: Browser;
let context: BrowserContext;
let from: DeliveryShop;
let page: Page;

beforeAll(async () => {
  from = await newDeliveryShop({ store });
  await sql.query(
    'update driver_states set latitude = 24.709, longitude = 46.6753, position_at = now() where driver_id = $1',
    [from.driver.documentId],
  );
  browser = await openBrowser();
  context = (await openPanel(browser, await newStaff('dispatcher', [from.shop.company]))).context();
});

afterAll(() => browser.close());

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
});

afterEach(() => page.close());

const openBoard = () => page.goto(`${app.url}/admin/saptmarkets/dispatch`);

const column = (name: string) => page.getByRole('region', { name, exact: true });

const card = (name: string, { invoice }: OrderItem) =>
  column(name)
    .getByRole('listitem')
    .filter({ hasText: String(invoice) });

it('shows what waits, and gives it to the driver who is chosen', async () => {
  const order = await prepared(from);
  await openBoard();
  const waiting = card('Waiting', order);
  await waiting.waitFor();
  expect(await waiting.innerText()).toMatch(
    /20\.00 SAR[^]+Riyadh[^]+Layla Mansour · King Fahd Road 1[^]+Due in/i,
  );
  const invoice = String(order.invoice);
  await waiting.getByRole('combobox', { name: `Driver of ${invoice}` }).click();
  await page
    .getByRole('option', { name: 'Omar Driver · On duty · 0 of 5 orders · 1 km from the store' })
    .click();
  await page.getByText(`${invoice} is given to Omar Driver`).waitFor();
  await card('Assigned', order).getByText('not accepted yet', { exact: false }).waitFor();
  expect(await card('Waiting', order).count()).toBe(0);
  expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'assigned' });

  const map = page.getByRole('group', { name: 'Map of orders and drivers' });
  for (const name of ['Store', 'Omar Driver', invoice]) {
    await map.getByText(name, { exact: true }).waitFor();
  }
});

it('follows what happens elsewhere by itself, and says what is late', async () => {
  const order = await prepared(from);
  await offer(from, order);
  await openBoard();
  await card('Offered', order).waitFor();
  await sql.query(
    `update orders set promised_delivery = now() at time zone 'utc' - interval '12 minutes 30 seconds'
      where document_id = $1`,
    [order.documentId],
  );
  await give(from, order, from.driver);
  await onTheWay(from.driver, order);
  const away = card('On the way', order);
  await away.waitFor();
  await away.getByText('Late: due 12 min', { exact: false }).waitFor();
  expect(await away.getByRole('combobox').count()).toBe(0);
});

it('reads in Arabic, and says when it could not be read', async () => {
  await openBoard();
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await page.reload();
  await page.getByRole('heading', { name: 'التوزيع', level: 1 }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await column('بالانتظار').getByText('لا شيء').waitFor();
  await column('مُسندة').getByText('Omar Driver').first().waitFor();

  await page.route('**/saptmarkets/dispatch?**', (route) => route.abort());
  await page.reload();
  await page.getByRole('alert').filter({ hasText: 'تعذّرت قراءة اللوحة' }).waitFor();
  const asked = page.waitForRequest('**/saptmarkets/dispatch?**');
  await page.getByRole('button', { name: 'إعادة المحاولة' }).click();
  await asked;
  await page.unroute('**/saptmarkets/dispatch?**');
  await column('بالانتظار').waitFor();
  await page.evaluate(() => localStorage.removeItem('strapi-admin-language'));
});
