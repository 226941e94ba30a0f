import type { Browser, BrowserContext, Page } from 'playwright-core';
import { app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, panelUser, type Shop } from '../support/catalogue';

const SLOW = 30_000;
const TEMPLATE = 'api::notification-template.notification-template';

let browser: Browser;
let context: BrowserContext;
let page: Page;
let shop: Shop;
let template: string;

beforeAll(async () => {
  shop = await newShop();
  const merchandiser = await newStaff('merchandiser', [shop.company]);
  const panel = await panelUser(merchandiser);
  const texts = { company_code: shop.company.code, kind: 'order_on_its_way', title: 'Off we go, {{name}}!' };
  template = (await panel.create(TEMPLATE, texts).expect(201)).body.data.documentId as string;
  await panel.update(TEMPLATE, template, { title: 'انطلقنا يا {{name}}!' }, 'ar').expect(200);
  browser = await openBrowser();
  context = (await openPanel(browser, merchandiser)).context();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
});

afterEach(async () => {
  await page.close();
});

const open = async (language: 'en' | 'ar'): Promise<void> => {
  await page.addInitScript((chosen) => localStorage.setItem('strapi-admin-language', chosen), language);
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/${TEMPLATE}/${template}?plugins[i18n][locale]=${language}`,
  );
};

/** The card that shows what customers read in a language. */
const card = (language: string) => page.locator(`section > [lang="${language}"]`);

test('what is typed is what customers will read, in both languages and by each channel', async () => {
  await open('en');
  await card('en').getByText('Off we go, Layla!').waitFor();
  await card('en').getByText('The driver has your order 10023 and is on the way soon.').waitFor();
  await card('ar').getByText('انطلقنا يا ليلى!').waitFor();
  expect(await card('ar').getAttribute('dir')).toBe('rtl');

  await page.getByLabel('Message', { exact: false }).first().fill('Order {{invoice}} is with {{driver}}.');
  await card('en').getByText('Order 10023 is with.').waitFor();
  await page.getByRole('alert').getByText('{{driver}}').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('{{driver}} (English) stands for nothing here.', { exact: false }).first().waitFor();

  await page.getByLabel('Message', { exact: false }).first().fill('Order {{invoice}} comes for {{total}}.');
  await card('en').getByText('Order 10023 comes for 137.04 SAR.').waitFor();
  await page.getByRole('combobox', { name: 'Shown as' }).click();
  await page.getByRole('option', { name: 'E-mail' }).click();
  await card('en').getByText('Order 10023 comes for 137.04 SAR.').waitFor();
}, 120_000);

test('in Arabic the panel is Arabic, and so is what it shows first', async () => {
  await open('ar');
  await page.getByText('معاينة').first().waitFor();
  await card('ar').getByText('انطلقنا يا ليلى!').waitFor();
  await page.getByLabel('الرسالة', { exact: false }).first().fill('طلبك {{invoice}} بقيمة {{total}}');
  await card('ar').getByText('طلبك 10023 بقيمة 137.04 ر.س.').waitFor();
  const english = card('en').getByText('Off we go, Layla!');
  expect(await english.evaluate((text) => getComputedStyle(text).direction)).toBe('ltr');
  await page.getByRole('combobox', { name: 'طريقة العرض' }).click();
  await page.getByRole('option', { name: 'إشعار منبثق' }).click();
}, 120_000);
