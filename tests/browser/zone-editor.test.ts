/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { api, app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, type Shop } from '../support/catalogue';

const ZONES = 'api::delivery-zone.delivery-zone';
const SLOW = 30_000;

const store = { latitude: 24.7, longitude: 46.7 };

let browser: Browser;
let context: BrowserContext;
let shop: Shop;
let page: Page;

beforeAll(async () => {
  shop = await newShop();
  await api.put('/api/setting', { delivery: { store } }, shop.staff).expect(200);
  browser = await openBrowser();
  context = (await openPanel(browser, await newStaff('dispatcher', [shop.company]))).context();
});

afterAll(() => browser.close());

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
});

afterEach(() => page.close());

type Zone = { documentId: string; name: string; polygon: { latitude: number; longitude: number }[] };

const zones = async (): Promise<Zone[]> =>
  (await api.get('/api/delivery/zones', { ...shop.staff, locale: 'en' }).expect(200)).body.data as Zone[];

const openForm = async (path: string): Promise<void> => {
  await page.goto(`${app.url}/admin/content-manager/collection-types/${ZONES}/${path}`);
  await page.getByRole('group', { name: /^(Map of the area|خريطة المنطقة)$/ }).waitFor();
};

const corners = () => page.getByRole('button', { name: /^(Corner|الركن) \d/ });

const list = () => page.getByLabel(/^(Corners|الأركان):/);

const save = async (): Promise<number> => {
  const answered = page.waitForResponse(
    (answer) => answer.url().includes(`/collection-types/${ZONES}`) && answer.request().method() !== 'GET',
  );
  await page.getByRole('button', { name: /^(Save|حفظ)$/ }).click();
  return (await answered).status();
};

it('draws an area by mouse and keyboard, and keeps it', async () => {
  await openForm('create');
  await page.getByLabel('Name').fill('North');
  await page.getByLabel('Delivery fee').fill('7.5');
  await page.getByRole('button', { name: 'Begin with a square around the store' }).click();
  expect(await corners().count()).toBe(4);

  await corners().first().focus();
  await page.keyboard.press('Enter');
  expect(await corners().count()).toBe(5);
  await corners().nth(1).focus();
  await page.keyboard.press('Delete');
  expect(await corners().count()).toBe(4);
  const before = await list().inputValue();
  await corners().first().focus();
  await page.keyboard.press('Shift+ArrowUp');
  const [moved = '', ...others] = (await list().inputValue()).split('\n');
  expect(others).toEqual(before.split('\n').slice(1));
  expect(Number(moved.split(', ')[0])).toBeGreaterThan(24.715);
  expect(Number(moved.split(', ')[1])).toBeCloseTo(46.685, 5);

  await corners().nth(2).scrollIntoViewIfNeeded();
  const box = await corners().nth(2).boundingBox();
  await page.mouse.move(box!.x + box!.width / 2, box!.y + box!.height / 2);
  await page.mouse.down();
  await page.mouse.move(box!.x + 60, box!.y + 40, { steps: 4 });
  await page.mouse.up();
  const third = (await list().inputValue()).split('\n')[2]!.split(', ').map(Number);
  expect(third[0]).toBeLessThan(24.685);
  expect(third[1]).toBeGreaterThan(46.715);

  expect(await save()).toBe(201);
  const [zone] = await zones();
  expect(zone).toMatchObject({ name: 'North', fee: 7.5 });
  expect(zone!.polygon.map(({ latitude, longitude }) => `${latitude}, ${longitude}`)).toEqual(
    (await list().inputValue()).split('\n'),
  );
});

it('reads a pasted list, says what is none in it, and shows what the server refuses at the field', async () => {
  const [zone] = await zones();
  await openForm(zone!.documentId);
  await list().fill('24.7, 46.6\nnorth');
  await page.getByText('Line 2 is not a latitude', { exact: false }).waitFor();

  await list().fill('24.70, 46.60\n24.72, 46.62\n24.72, 46.60\n24.70, 46.62');
  expect(await save()).toBe(400);
  await page.locator('form').getByText('The sides of the area cross or touch each other').waitFor();
  expect(await zones()).toEqual([zone]);

  const pasted = {
    type: 'Polygon',
    coordinates: [
      [
        [46.6, 24.7],
        [46.62, 24.7],
        [46.62, 24.72],
        [46.6, 24.7],
      ],
    ],
  };
  await list().fill(JSON.stringify(pasted));
  expect(await save()).toBe(200);
  expect((await zones())[0]!.polygon).toEqual([
    { latitude: 24.7, longitude: 46.6 },
    { latitude: 24.7, longitude: 46.62 },
    { latitude: 24.72, longitude: 46.62 },
  ]);
});

it('is drawn in Arabic too, over the other areas of the shop', async () => {
  await page.goto(`${app.url}/admin`);
  await page.evaluate(() => localStorage.setItem('strapi-admin-language', 'ar'));
  await openForm('create');
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
  const map = page.getByRole('group', { name: 'خريطة المنطقة' });
  await map.getByText('North').waitFor();
  await map.getByText('المتجر').waitFor();
  await page.getByRole('button', { name: 'البدء بمربع حول المتجر' }).click();
  expect(await corners().count()).toBe(4);
  expect(await list().inputValue()).toBe('24.715, 46.685\n24.715, 46.715\n24.685, 46.715\n24.685, 46.685');
  await page.evaluate(() => localStorage.removeItem('strapi-admin-language'));
});
