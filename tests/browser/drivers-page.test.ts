/// <reference lib="dom" />
import { createId } from '@paralleldrive/cuid2';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { api, app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, type Shop } from '../support/catalogue';

const SLOW = 30_000;

let browser: Browser;
let context: BrowserContext;
let shop: Shop;
let page: Page;

beforeAll(async () => {
  shop = await newShop();
  browser = await openBrowser();
  context = (await openPanel(browser, await newStaff('dispatcher', [shop.company]))).context();
});

afterAll(() => browser.close());

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
  await page.goto(`${app.url}/admin/saptmarkets/drivers`);
});

afterEach(() => page.close());

type Driver = { documentId: string; name: string; [field: string]: unknown };

const drivers = async (): Promise<Driver[]> =>
  (await api.get('/api/delivery-personnel', shop.staff).expect(200)).body.data as Driver[];

/** Cash that a driver has taken at a door, in minor units. */
const takeCash = (driverId: string, amount: number) =>
  sql.query(
    `insert into driver_cash (company_code, driver_id, kind, amount, currency, decimals, order_id, actor_kind)
     values ($1, $2, 'collected', $3, 'SAR', 2, $4, 'driver')`,
    [shop.company.code, driverId, amount, createId()],
  );

const row = (name: string) => page.getByRole('row').filter({ hasText: name });

it('says that nobody delivers yet, makes a driver, and says at its field what is refused', async () => {
  await page.getByText('Nobody delivers for this company yet.').waitFor();
  await page.getByRole('button', { name: 'New driver' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Omar Haddad');
  await dialog.getByLabel('Phone').fill('12');
  await dialog.getByLabel('E-mail').fill('omar@saptmarkets.test');
  await dialog.getByLabel('Password').fill('Desert-Falcon-77');
  await dialog.getByLabel('Vehicle').fill('Van 12');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('phone', { exact: false }).last().waitFor();
  expect(await drivers()).toEqual([]);

  await dialog.getByLabel('Phone').fill('0512345678');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The driver is saved').waitFor();
  expect(await row('Omar Haddad').innerText()).toMatch(/Van 12\s+Off duty\s+0 \/ 5\s+—\s+—\s+0\s+0\.00 SAR/i);
  expect(await drivers()).toMatchObject([
    { name: 'Omar Haddad', phone: '+966512345678', vehicle: 'Van 12', capacity: 5, isActive: true },
  ]);
});

it('changes a driver and deactivates them', async () => {
  await page.getByRole('button', { name: 'Edit: Omar Haddad' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Orders at once').fill('3');
  await dialog.getByLabel('Works for the shop').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row('Omar Haddad').getByText('Deactivated').waitFor();
  expect(await drivers()).toMatchObject([{ name: 'Omar Haddad', capacity: 3, isActive: false }]);
});

it('has cash counted before it says how much it should be', async () => {
  const [driver] = await drivers();
  await takeCash(driver!.documentId, 12_550);
  await page.reload();
  await row('Omar Haddad').getByText('125.50 SAR').waitFor();
  await page.getByRole('button', { name: 'Count cash: Omar Haddad' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.innerText()).not.toContain('125.50');
  const note = dialog.getByRole('button', { name: 'Note the count' });
  expect(await note.isDisabled()).toBe(true);
  await dialog.getByLabel('Counted (SAR)').fill('120,255');
  await dialog.getByText('Too many decimals').waitFor();
  expect(await note.isDisabled()).toBe(true);

  await dialog.getByLabel('Counted (SAR)').fill('١٢٠٫٥');
  await page.keyboard.press('Enter');
  await dialog.getByText('Money is missing.').waitFor();
  expect(await dialog.innerText()).toMatch(
    /Counted\s+120\.50 SAR\s+Should have been there\s+125\.50 SAR\s+Difference\s+-5\.00 SAR/,
  );
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await row('Omar Haddad').getByText('0.00 SAR').waitFor();
  const { rows } = await sql.query<{ kind: string; amount: string }>(
    'select kind, amount from driver_cash where company_code = $1 order by id',
    [shop.company.code],
  );
  expect(rows).toEqual([
    { kind: 'collected', amount: '12550' },
    { kind: 'handed_in', amount: '-12050' },
    { kind: 'discrepancy', amount: '-500' },
  ]);
});

it('adds up the cash of the day, and shows a day, in Arabic too', async () => {
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await page.reload();
  await page.getByRole('heading', { name: 'السائقون', level: 1 }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await page.getByRole('button', { name: 'يوم Omar Haddad' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('النقد المسلّم').waitFor();
  expect(await dialog.innerText()).toMatch(/النقد المستلم\s+125\.50 SAR\s+النقد المسلّم\s+120\.50 SAR/);
  await dialog.getByRole('button', { name: 'إغلاق' }).last().click();

  await page.getByRole('tab', { name: 'نقد اليوم' }).click();
  const sum = row('كل السائقين');
  await sum.waitFor();
  expect(await sum.innerText()).toMatch(/1\s+125\.50 SAR\s+120\.50 SAR\s+\u200e?-5\.00 SAR\s+0\.00 SAR/);
  await page.evaluate(() => localStorage.removeItem('strapi-admin-language'));
});

it('is for reading only to whoever may not change deliveries', async () => {
  const accountant = await openPanel(browser, await newStaff('accountant', [shop.company]));
  accountant.setDefaultTimeout(SLOW);
  await accountant.getByRole('link', { name: 'Drivers' }).click();
  await accountant.getByRole('row').filter({ hasText: 'Omar Haddad' }).waitFor();
  expect(await accountant.getByRole('button', { name: 'New driver' }).count()).toBe(0);
  expect(await accountant.getByRole('button', { name: /^(Edit|Count cash)/ }).count()).toBe(0);
  await accountant.context().close();
});
