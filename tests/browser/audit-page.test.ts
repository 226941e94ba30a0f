/// <reference lib="dom" />
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { api, app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newProduct, newShop, newStaff, type Shop, unique } from '../support/catalogue';
import { superAdmin } from '../support/staff';

const SLOW = 30_000;

let browser: Browser;
let context: BrowserContext;
let shop: Shop;
let word: string;
let merchandiser: Awaited<ReturnType<typeof newStaff>>;

beforeAll(async () => {
  browser = await openBrowser();
  shop = await newShop();
  merchandiser = await newStaff('merchandiser', [shop.company]);
  word = unique('Zaytoun');
  await sql.query('update admin_users set firstname = $1, lastname = null where id = $2', [
    word,
    merchandiser.id,
  ]);
  const product = await newProduct(shop);
  await sql.query(
    `insert into audit_log (actor_kind, actor_name, action, subject_type, subject_id)
     select 'staff', $1, 'sign_out', 'admin::user', n::text from generate_series(1, 60) n`,
    [word],
  );
  const change = { featured: true, title: { en: 'Fresh milk' } };
  const mine = { token: merchandiser.token, company: shop.company.code };
  await api.put(`/api/products/${product.documentId}`, change, mine).expect(200);
  context = (await openPanel(browser, await superAdmin())).context();
});

afterAll(() => browser.close());

const open = async (address: string, language: 'en' | 'ar' = 'en'): Promise<Page> => {
  const page = await context.newPage();
  page.setDefaultTimeout(SLOW);
  if (language === 'ar') {
    await page.addInitScript(() => localStorage.setItem('strapi-admin-language', 'ar'));
  }
  await page.goto(`${app.url}/admin${address}`);
  return page;
};

/** The texts of a table, row by row, without its header. */
const rowsOf = async (table: Locator): Promise<string[][]> => {
  await table.locator('tbody tr').first().waitFor();
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.innerText.replace(/\s+/g, ' ').trim()),
      ),
    );
};

it('shows super admins who changed what, before and after', async () => {
  const page = await open('/');
  await page.getByRole('link', { name: 'Audit log' }).click();
  const who = page.getByLabel('Who', { exact: true });
  await who.fill(word);
  await who.press('Enter');
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Changed', exact: true }).click();
  await page.waitForURL(/action=update/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  const [row] = await rowsOf(page.locator('table'));
  expect(row!.slice(1, 5)).toEqual([
    expect.stringMatching(new RegExp(`^${word} .*127\\.0\\.0\\.1$`)),
    'CHANGED',
    'Fresh milk Products',
    shop.company.code,
  ]);
  expect(row![5]).toContain('Featured');
  await page.screenshot({ path: '/tmp/audit-en-1.png', fullPage: true });

  await page.locator('tbody tr').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Before').waitFor();
  const told = await rowsOf(dialog.locator('table'));
  expect(told).toEqual([
    ['Featured', 'no', 'yes'],
    ['Title (English)', 'Milk', 'Fresh milk'],
  ]);
  await page.waitForTimeout(600);
  await page.screenshot({ path: '/tmp/audit-en-2.png' });
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Clear filters' }).click();
  await who.fill(word);
  await who.press('Enter');
  await page.getByRole('button', { name: 'Older' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length < 50);
  expect(await page.getByRole('button', { name: 'Older' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 50);
  await page.screenshot({ path: '/tmp/audit-en-3.png' });
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.waitForTimeout(1500);
  await page.screenshot({ path: '/tmp/audit-en-4.png' });
  await page.close();
});

it('speaks Arabic, from right to left', async () => {
  const page = await open(`/saptmarkets/audit?who=${word}&action=update`, 'ar');
  await page.getByRole('heading', { name: 'سجل التدقيق' }).waitFor();
  const [row] = await rowsOf(page.locator('table'));
  expect(row!.slice(2, 4)).toEqual(['تعديل', 'Fresh milk المنتجات']);
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await page.screenshot({ path: '/tmp/audit-ar-1.png', fullPage: true });
  await page.locator('tbody tr').first().click();
  await page.getByRole('dialog').getByText('قبل').waitFor();
  await page.waitForTimeout(600);
  await page.screenshot({ path: '/tmp/audit-ar-2.png' });
  await page.close();
});

it('is not for others', async () => {
  const page = await openPanel(browser, merchandiser);
  await page.getByRole('link', { name: 'Import and prices' }).waitFor();
  expect(await page.getByRole('link', { name: 'Audit log' }).count()).toBe(0);
  await page.goto(`${app.url}/admin/saptmarkets/audit`);
  await page.getByText(/don't have the permissions/i).waitFor();
});
