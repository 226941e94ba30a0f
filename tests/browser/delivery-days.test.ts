/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { api, app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, type Shop } from '../support/catalogue';
import { superAdmin } from '../support/staff';

const SLOW = 30_000;

let browser: Browser;
let shop: Shop;
let page: Page;

beforeAll(async () => {
  shop = await newShop();
  browser = await openBrowser();
});

afterAll(() => browser.close());

const signIn = async (staff: { email: string; password: string }): Promise<void> => {
  page = await openPanel(browser, staff);
  page.setDefaultTimeout(SLOW);
};

const openType = (path: string) => page.goto(`${app.url}/admin/content-manager/collection-types/${path}`);

const save = async (name: string): Promise<number> => {
  const answered = page.waitForResponse(
    (answer) =>
      answer.url().includes('/content-manager/') && ['POST', 'PUT'].includes(answer.request().method()),
  );
  await page.getByRole('button', { name, exact: true }).click();
  return (await answered).status();
};

it('has the days of a weekly window ticked, and lists them by name', async () => {
  await signIn(await newStaff('dispatcher', [shop.company]));
  await openType('api::delivery-window.delivery-window/create');
  const days = page.getByRole('group', { name: 'Days' });
  await page.getByLabel('From').fill('09:00');
  await page.getByLabel('To', { exact: true }).fill('12:00');
  await page.getByLabel('Places').fill('10');
  await days.getByRole('checkbox', { name: 'Sunday' }).click();
  await days.getByRole('checkbox', { name: 'Monday' }).click();
  await days.getByRole('checkbox', { name: 'Friday' }).press('Space');
  await days.getByRole('checkbox', { name: 'Friday' }).press('Space');
  expect(await save('Save')).toBe(201);
  const { body } = await api.get('/api/delivery/windows', shop.staff).expect(200);
  expect(body.data).toMatchObject([{ weekdays: [1, 7], from: '09:00', to: '12:00', capacity: 10 }]);
  await openType('api::delivery-window.delivery-window');
  await page.getByRole('row').filter({ hasText: 'Mon, Sun' }).waitFor();
});

it('has closed days picked from the calendar and taken away again, in Arabic too', async () => {
  const { documentId } = (await api.get('/api/setting', shop.staff).expect(200)).body.data;
  await signIn(await superAdmin());
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await openType(`api::setting.setting/${String(documentId)}`);
  const picker = page.getByRole('combobox', { name: 'التوصيل: أيام الإغلاق' });
  for (const day of ['25/12/2026', '26/12/2026']) {
    await picker.fill(day);
    await picker.press('Enter');
  }
  await page.getByRole('button', { name: 'إزالة السبت، 26 ديسمبر 2026' }).click();
  expect(await save('حفظ')).toBe(200);
  const { body } = await api.get('/api/setting', shop.staff).expect(200);
  expect(body.data.delivery.closedDays).toEqual(['2026-12-25']);
});
