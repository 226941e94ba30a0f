/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { api, app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, type Shop } from '../support/catalogue';
import { everyPermission, newPanelRole } from '../support/panel-roles';

const SLOW = 30_000;

let browser: Browser;
let shop: Shop;
let page: Page;

beforeAll(async () => {
  shop = await newShop();
  browser = await openBrowser();
  const settings = (await everyPermission()).filter(({ subject }) => subject === 'api::setting.setting');
  page = await openPanel(browser, await newStaff(await newPanelRole(settings), [shop.company]));
  page.setDefaultTimeout(SLOW);
});

afterAll(() => browser.close());

const offered = async (): Promise<string[]> => {
  const { body } = await api.get('/api/payment-methods', shop.visitor).expect(200);
  return (body.data as { method: string }[]).map(({ method }) => method);
};

it('keeps the keys of a provider, says what is none at its place, and shows no secret again', async () => {
  await page.getByRole('link', { name: 'Payments' }).click();
  const stripe = page.getByRole('region', { name: 'Stripe' });
  await stripe.getByText('Keys missing').waitFor();
  await stripe.getByLabel('Publishable key').fill('pk_test_open1');
  await stripe.getByLabel('Secret key').fill('nonsense');
  await stripe.getByLabel('Signing secret of the webhook').fill('whsec_hidden2');
  await stripe.getByLabel('Customers may pay this way').check();
  const save = stripe.getByRole('button', { name: 'Save: Stripe' });
  await save.click();
  await stripe.getByText('Not a secret key of Stripe', { exact: false }).waitFor();
  expect(await offered()).toEqual(['cod']);

  await stripe.getByLabel('Secret key').fill('sk_live_hidden1');
  await save.click();
  await stripe.getByText('Keys of tests and real keys do not go together').waitFor();
  expect(await offered()).toEqual(['cod']);

  await stripe.getByLabel('Secret key').fill('sk_test_hidden1');
  await save.click();
  await stripe.getByText('Offered', { exact: true }).waitFor();
  expect(await offered()).toEqual(['cod', 'stripe']);
  await page.reload();
  await stripe.getByText('Offered', { exact: true }).waitFor();
  expect(await stripe.getByText('Stored', { exact: true }).count()).toBe(2);
  expect(await page.content()).not.toMatch(/hidden[12]/);
  expect(await stripe.getByLabel('Webhook address').inputValue()).toBe(
    `${app.url}/api/payments/webhook/stripe?company=${shop.company.code}`,
  );
});

it('takes a key away, and switches cash off, in Arabic too', async () => {
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await page.reload();
  await page.getByRole('heading', { name: 'المدفوعات', level: 1 }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  const stripe = page.getByRole('region', { name: 'Stripe' });
  await stripe.getByRole('button', { name: 'حذف: المفتاح السري' }).click();
  await stripe.getByText('سيُحذف').waitFor();
  await stripe.getByRole('button', { name: 'حفظ: Stripe' }).click();
  await stripe.getByText('مفاتيح ناقصة').waitFor();
  expect(await offered()).toEqual(['cod']);

  const cash = page.getByRole('region', { name: 'نقداً عند التسليم' });
  const saved = page.waitForResponse(
    (answer) => answer.url().includes('/payment-accounts') && answer.request().method() === 'PUT',
  );
  await cash.getByLabel('يمكن للعملاء الدفع بهذه الطريقة').click();
  expect((await saved).status()).toBe(200);
  expect(await offered()).toEqual([]);
});
