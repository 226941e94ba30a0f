/// <reference lib="dom" />
import type { Browser, Page } from 'playwright-core';
import { sql } from '../support/application';
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

/** Writes dead letters of a topic that nobody works on, and answers their ids. */
const bury = async (errors: string[]): Promise<string[]> => {
  const { rows } = await sql.query<{ id: string }>(
    `insert into outbox (topic, key, company_code, payload, attempts, last_error, failed_at)
     select 'parcel', 'order1', $1, '{"orderId": "order1", "link": "https://x/?token=secret"}', 8, error,
            now() - place * interval '1 minute'
     from unnest($2::text[]) with ordinality errors (error, place) returning id::text`,
    [shop.company.code, errors],
  );
  return rows.map(({ id }) => id);
};

const left = async (): Promise<{ id: string; dead: boolean }[]> => {
  const { rows } = await sql.query<{ id: string; dead: boolean }>(
    `select id::text, failed_at is not null as dead from outbox where topic = 'parcel' order by id`,
  );
  return rows;
};

it('shows what could not be delivered and why, tries it again, and discards it once that is confirmed', async () => {
  await page.getByRole('link', { name: 'Undelivered' }).click();
  await page.getByText('Nothing was given up.').waitFor();
  const [first, second, third] = await bury([
    'no such address: nobody@example.com',
    'the server did not answer within 10 seconds',
    'the mailbox is full',
  ]);
  await page.reload();
  const given = page.getByRole('region', { name: 'Given up' });
  await given.getByText('no such address: nobody@example.com').waitFor();
  expect(await page.content()).not.toContain('secret');
  const figures = page.getByRole('region', { name: 'On the way' }).getByRole('row', { name: 'parcel' });
  expect(await figures.getByRole('gridcell').allInnerTexts()).toEqual(['parcel', '0', '0', '3', '—']);

  await given.getByRole('button', { name: `Try again: parcel, no. ${first}`, exact: true }).click();
  await given.getByText('no such address: nobody@example.com').waitFor({ state: 'detached' });
  await given.getByRole('button', { name: `Discard: parcel, no. ${second}`, exact: true }).click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await left()).toEqual([
    { id: first, dead: false },
    { id: second, dead: true },
    { id: third, dead: true },
  ]);
  await given.getByRole('button', { name: `Discard: parcel, no. ${second}`, exact: true }).click();
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await given.getByText('the server did not answer').waitFor({ state: 'detached' });
  expect(await left()).toEqual([
    { id: first, dead: false },
    { id: third, dead: true },
  ]);
});

it('tries all again, in Arabic from right to left', async () => {
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await page.reload();
  await page.getByRole('heading', { name: 'لم تصل', level: 1 }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  await page.getByText('the mailbox is full').waitFor();
  await page.getByRole('button', { name: 'إعادة محاولة الكل' }).click();
  await page.getByText('لم تتوقف محاولات أي شيء.').waitFor();
  expect((await left()).map(({ dead }) => dead)).toEqual([false, false]);
});
