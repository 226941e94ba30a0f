/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { api, app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newStaff } from '../support/catalogue';
import {
  codeOf,
  type DeliveryShop,
  given,
  newDeliveryShop,
  onTheWay,
  prepared,
  statesOf,
  tell,
  wrongCode,
} from '../support/deliveries';
import { type OrderItem, stockOf } from '../support/orders';
import { picture } from '../support/pictures';

const SLOW = 30_000;

let browser: Browser;
let context: BrowserContext;
let from: DeliveryShop;
let page: Page;

beforeAll(async () => {
  from = await newDeliveryShop();
  browser = await openBrowser();
  context = (await openPanel(browser, await newStaff('order_desk', [from.shop.company]))).context();
});

afterAll(() => browser.close());

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
});

afterEach(() => page.close());

const open = async ({ documentId }: OrderItem): Promise<void> => {
  await page.goto(`${app.url}/admin/content-manager/collection-types/api::order.order/${documentId}`);
  await page.getByRole('region', { name: /^(Delivery|التوصيل)$/ }).waitFor();
  await page.waitForLoadState('networkidle');
};

const drivers = () =>
  page.getByRole('list', { name: /^(Drivers of this order|سائقو هذا الطلب)$/ }).getByRole('listitem');

const newest = (): Promise<string> =>
  page.getByRole('list', { name: 'History' }).getByRole('listitem').first().innerText();

it('gives an order to a driver of whom it says how they stand, and tells what became of it', async () => {
  const order = await prepared(from);
  await open(order);
  await page.getByText('No driver had this order yet.').waitFor();
  await page.getByRole('combobox', { name: 'Driver', exact: true }).click();
  await page.getByRole('option', { name: 'Omar Driver · On duty · 0 of 5 orders', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await drivers().first().getByText('Asked').waitFor();
  expect(await drivers().first().innerText()).toMatch(/Omar Driver\s+Asked\s+Given by staff\s+Given /i);
  expect(await newest()).toMatch(/Delivery\s+Pending → Driver assigned/);

  await tell(from.driver, order, { status: 'refused', reason: 'Flat tyre' }).expect(200);
  await open(order);
  await drivers().first().getByText('Flat tyre').waitFor();
  expect(await drivers().first().innerText()).toMatch(/Omar Driver\s+Refused\s+Given by staff\s+Flat tyre/i);
  await page.getByRole('list', { name: 'History' }).getByText('Omar Driver · Refused · Flat tyre').waitFor();
});

it('says that the code is locked, and unlocks it', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  const code = await codeOf(order);
  for (let tries = 0; tries < 5; tries += 1) {
    await tell(from.driver, order, { status: 'delivered', code: wrongCode(code) });
  }
  await tell(from.driver, order, { status: 'delivered', code }).expect(423);
  await open(order);
  await page.getByText('The code is locked after 5 wrong ones').waitFor();
  await page.getByRole('button', { name: 'Unlock the code' }).click();
  await page.getByText('The code can be tried again').waitFor();
  await page.getByText('The code is locked', { exact: false }).waitFor({ state: 'detached' });
  await tell(from.driver, order, { status: 'delivered', code }).expect(200);
  expect(await statesOf(order)).toEqual({ order_status: 'delivered', delivery_status: 'delivered' });
});

it('shows the photo and the signature that the driver took', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  await api
    .post(`/api/mobile-delivery/orders/${order.documentId}/proof`, undefined, from.driver.options)
    .attach('photo', await picture('jpeg', 60, 40), 'photo.jpg')
    .attach('signature', await picture('png', 30, 20), 'signature.png')
    .expect(201);
  await open(order);
  const proofs = page.getByRole('list', { name: 'Proof of delivery' });
  const sizeOf = async (name: string): Promise<number[]> => {
    const shown = proofs.getByRole('img', { name, exact: true });
    await shown.waitFor();
    expect(await shown.getAttribute('src')).toMatch(/^blob:/);
    return shown.evaluate(async (element) => {
      const image = element as HTMLImageElement;
      await image.decode();
      return [image.naturalWidth, image.naturalHeight];
    });
  };
  expect(await sizeOf('Photo')).toEqual([60, 40]);
  expect(await sizeOf('Signature')).toEqual([30, 20]);
});

it('notes that goods are back, in Arabic too, and the stock rises only then', async () => {
  const order = await given(from);
  await onTheWay(from.driver, order);
  await tell(from.driver, order, { status: 'failed', reason: 'Nobody at home' }).expect(200);
  await tell(from.driver, order, { status: 'returned' }).expect(200);
  const before = await stockOf(from.milk.documentId);

  await page.goto(`${app.url}/admin`);
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await open(order);
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await drivers().first().getByText('يعيده').waitFor();
  await page.getByText('السائق يعيد البضاعة.').waitFor();
  expect(await stockOf(from.milk.documentId)).toEqual(before);
  await page.getByRole('button', { name: 'استُلمت البضاعة' }).click();
  await page.getByText('عادت البضاعة إلى المخزون').waitFor();
  await page.getByRole('button', { name: 'استُلمت البضاعة' }).waitFor({ state: 'detached' });
  expect(await stockOf(from.milk.documentId)).toEqual({ ...before, onHand: before.onHand + 4 });
  const { rows } = await sql.query<{ kind: string }>(
    `select kind from order_events where order_id = $1 order by seq desc limit 1`,
    [order.documentId],
  );
  expect(rows).toEqual([{ kind: 'order_returned' }]);
  await page.evaluate(() => localStorage.removeItem('strapi-admin-language'));
});
