/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newStaff } from '../support/catalogue';
import { type DeliveryShop, give, newDeliveryShop, prepared } from '../support/deliveries';
import { line, moveTo, type OrderItem, placed } from '../support/orders';

const SLOW = 30_000;

let browser: Browser;
let from: DeliveryShop;
let page: Page;
let late: OrderItem;

beforeAll(async () => {
  from = await newDeliveryShop();
  late = await placed(from.customer, [line(from.milk, 3)]);
  await sql.query(
    `update orders set promised_delivery = now() at time zone 'utc' - interval '12 minutes 30 seconds'
      where document_id = $1`,
    [late.documentId],
  );
  await placed(from.customer, [line(from.milk, 2)]);
  await give(from, await prepared(from), from.driver);
  await moveTo(from.shop, await prepared(from), 'shipped');
  await moveTo(from.shop, await prepared(from), 'shipped', 'delivered');
  await moveTo(from.shop, await prepared(from), 'cancelled');
  browser = await openBrowser();
  page = await openPanel(browser, await newStaff('order_desk', [from.shop.company]));
  page.setDefaultTimeout(SLOW);
});

afterAll(() => browser.close());

const open = async (language: 'en' | 'ar', width: number): Promise<void> => {
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate((spoken) => localStorage.setItem('strapi-admin-language', spoken), language);
  await page.goto(`${app.url}/admin/plugins/connect/orders`);
  await page.getByText(language === 'ar' ? 'مباشر' : 'Live', { exact: true }).waitFor();
  await page.locator(`[data-order="${late.documentId}"]`).waitFor();
};

/** Whether nothing sticks out of the page. */
const fits = () =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

const leftOf = async (name: string): Promise<number> =>
  (await page.getByRole('region', { name, exact: true }).boundingBox())!.x;

describe('the look of the desk', () => {
  it.each([1440, 1280])('has five columns from left to right in English, %d wide', async (width) => {
    await open('en', width);
    const names = ['New', 'In preparation', 'On the way', 'Delivered today', 'Cancelled today'];
    const lefts = await Promise.all(names.map(leftOf));
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
    expect(await fits()).toBe(true);
    await page
      .locator(`[data-order="${late.documentId}"]`)
      .getByText(/Late: due \d+ min/)
      .waitFor();
  });

  it('runs from right to left in Arabic, and opens orders at the left', async () => {
    await open('ar', 1280);
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    const names = ['جديدة', 'قيد التجهيز', 'في الطريق', 'سُلّمت اليوم', 'أُلغيت اليوم'];
    const lefts = await Promise.all(names.map(leftOf));
    expect(lefts).toEqual([...lefts].sort((a, b) => b - a));
    expect(await fits()).toBe(true);
    await page.locator(`[data-order="${late.documentId}"]`).click();
    const dialog = page.getByRole('dialog', { name: `الطلب ${String(late.invoice)}` });
    await dialog.getByRole('button', { name: 'بدء التجهيز' }).waitFor();
    expect((await dialog.boundingBox())!.x).toBe(0);
    expect(await fits()).toBe(true);
  });

  it('shows one column at a time on a narrow screen', async () => {
    await open('en', 900);
    expect(await page.getByRole('region', { name: 'On the way', exact: true }).count()).toBe(0);
    await page.getByRole('tab', { name: 'On the way 1' }).click();
    await page.getByRole('region', { name: 'On the way', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('column')).toBe('shipped');
    expect(await fits()).toBe(true);
    await open('ar', 900);
    expect(await fits()).toBe(true);
  });

  it('is readable in the dark', async () => {
    await page.evaluate(() => localStorage.setItem('STRAPI_THEME', 'dark'));
    await open('en', 1440);
    await page.locator(`[data-order="${late.documentId}"]`).click();
    await page.getByRole('button', { name: 'Start preparing' }).waitFor();
    const shade = await page
      .getByRole('dialog')
      .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(shade).toBe('rgb(33, 33, 52)');
  });
});
