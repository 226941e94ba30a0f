/// <reference lib="dom" />
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { api, app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import {
  countRows,
  create,
  expectReadModelTrue,
  newProduct,
  newShop,
  newStaff,
  type ProductItem,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import { newMedium } from '../support/pictures';

const SLOW = 30_000;

let browser: Browser;
let context: BrowserContext;
let shop: Shop;
let folder: string;

beforeAll(async () => {
  shop = await newShop();
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'saptmarkets-sheets-'));
  browser = await openBrowser();
  // One signing in for all: Strapi allows five in five minutes.
  context = (await openPanel(browser, await newStaff('merchandiser', [shop.company]))).context();
});

afterAll(async () => {
  await browser.close();
  await fs.rm(folder, { recursive: true });
});

let page: Page;

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
});

afterEach(async () => {
  await page.close();
});

const openPage = (address: string): Promise<unknown> => page.goto(`${app.url}/admin${address}`);

const button = (name: string): Locator => page.getByRole('button', { name, exact: true });

const says = (text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();

/** The texts of a table, row by row, without its header. */
const rowsOf = async (table: Locator): Promise<string[][]> => {
  await table.waitFor();
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()));
};

/** What the page answers to a check or a preview. */
const answer = (on: Page): Locator => on.getByRole('status').getByRole('grid');

const writeSheet = async (name: string, ...lines: string[]): Promise<string> => {
  const file = path.join(folder, name);
  const header = 'sku,barcode,title_en,title_ar,category,unit,unit_value,price,original_price,stock,status';
  await fs.writeFile(file, `\uFEFF${[header, ...lines].join('\r\n')}\r\n`);
  return file;
};

/** What a shopper finds under a SKU. */
const storefront = async (sku: string): Promise<ProductItem | undefined> => {
  const query = { 'filters[sku]': sku };
  const response = await api.get('/api/products', { ...shop.visitor, locale: 'ar', query }).expect(200);
  return (response.body.data as ProductItem[])[0];
};

describe('importing a file', () => {
  const [good, bad] = [unique('IMP-'), unique('IMP-')];

  it('shows what is wrong by row and column, takes the mended file, and the storefront has the product', async () => {
    const first = `${good},,Labneh,لبنة,Dairy,pcs,1,3.25,,12,active`;
    const wrong = await writeSheet(
      'products.csv',
      first,
      `${bad},,Cheese,جبن,Dairy,pcs,1,cheap,,4,active`,
      `${unique('IMP-')},,Cream,قشطة,Nowhere,pcs,1,2,,4,active`,
    );
    const before = await countRows('products', shop);
    await openPage('/saptmarkets/import');
    await page.locator('input[type=file]').setInputFiles(wrong);
    await button('Check').click();

    const errors = await rowsOf(answer(page));
    expect(errors.map(([row, column]) => [row, column])).toEqual([
      ['3', 'price'],
      ['4', 'category'],
    ]);
    expect(errors[0]?.[2]).toContain('"cheap" is not a number');
    await expect(button('Import').isDisabled()).resolves.toBe(true);
    expect(await countRows('products', shop)).toBe(before);

    const mended = await writeSheet('products.csv', first, `${bad},,Cheese,جبن,Dairy,pcs,1,4.50,,4,active`);
    await page.locator('input[type=file]').setInputFiles(mended);
    await answer(page).waitFor({ state: 'detached' });
    await button('Check').click();
    await says('The file is in order.');
    expect(await storefront(good)).toBeUndefined();
    await button('Import').click();
    const list = page.getByRole('region', { name: 'Last imports' }).getByRole('grid');
    await list.getByText('Done').waitFor();

    const [job] = await rowsOf(list);
    expect(job?.slice(0, 6)).toEqual(['products.csv', 'DONE', '2', '2', '0', '0']);
    expect(await storefront(good)).toMatchObject({ title: 'لبنة', price: 3.25, stock: 12 });
    expect(await storefront(bad)).toMatchObject({ title: 'جبن', price: 4.5, stock: 4 });
    await expectReadModelTrue(shop);
  });

  it('says that a file which the shop knows already changes nothing, and does not import it', async () => {
    const file = await writeSheet('again.csv', `${good},,Labneh,لبنة,Dairy,pcs,1,3.25,,12,active`);
    await openPage('/saptmarkets/import');
    await page.locator('input[type=file]').setInputFiles(file);
    await button('Check').click();
    await says('There is nothing to import');
    await expect(button('Import').isDisabled()).resolves.toBe(true);
  });

  it('refuses what is no sheet', async () => {
    const file = path.join(folder, 'picture.csv');
    await fs.writeFile(file, 'no sheet');
    await openPage('/saptmarkets/import');
    await page.locator('input[type=file]').setInputFiles(file);
    await button('Check').click();
    await says('The column "no sheet" is not known');
    await expect(button('Import').isDisabled()).resolves.toBe(true);
  });

  it('gives the catalogue back as a file, and an empty one to fill in', async () => {
    await openPage('/saptmarkets/import');
    const download = async (name: string): Promise<[string, string]> => {
      const [file] = await Promise.all([page.waitForEvent('download'), button(name).click()]);
      return [file.suggestedFilename(), await fs.readFile(await file.path(), 'utf8')];
    };
    const [name, content] = await download('All products as CSV');
    expect(name).toBe(`products-${shop.company.code}.csv`);
    expect(content).toContain(`${good},`);
    const [, template] = await download('Empty file with all columns');
    expect(template).toBe(
      '\uFEFFsku,barcode,title_en,title_ar,category,unit,unit_value,price,original_price,stock,status\r\n',
    );
  });

  it('speaks Arabic, errors too, from right to left', async () => {
    const file = await writeSheet('arabic.csv', `${unique('IMP-')},,,قشطة,Dairy,pcs,1,غالٍ,,4,active`);
    // In a session of its own, so that the other tests go on in English.
    const own = await browser.newContext({ storageState: await context.storageState() });
    const arabic = await own.newPage();
    arabic.setDefaultTimeout(SLOW);
    await arabic.addInitScript(() => localStorage.setItem('strapi-admin-language', 'ar'));
    await arabic.goto(`${app.url}/admin/saptmarkets/import`);
    await arabic.locator('input[type=file]').setInputFiles(file);
    await arabic.getByRole('button', { name: 'فحص' }).click();
    const [error] = await rowsOf(answer(arabic));
    expect(error).toEqual(['2', 'price', expect.stringContaining('ليس رقماً')]);
    await expect(arabic.evaluate(() => document.documentElement.dir)).resolves.toBe('rtl');
    await own.close();
  });
});

describe('what is not translated', () => {
  it('is counted on the home page, leads to just those entries, and is said beside their form', async () => {
    const own = await newShop();
    const staff = await newStaff('merchandiser', [own.company]);
    const untitled = await newProduct(own, {
      title: { en: 'Olive oil' },
      description: { en: 'Cold pressed', ar: 'معصور على البارد' },
    });
    await newProduct(own);
    await create(own, '/category', { name: { ar: 'زيوت' } });
    const panel = await openPanel(browser, staff);
    panel.setDefaultTimeout(SLOW);

    await panel.getByRole('link', { name: 'Categories: 1 without English' }).waitFor();
    await panel.getByRole('link', { name: 'Products: 1 without Arabic' }).click();
    await panel.waitForURL(/locale\]=ar/);
    await panel.getByText('1 entry found').waitFor();
    await panel.locator('tbody tr').first().click();
    await panel.waitForURL(new RegExp(untitled.documentId));

    await panel.getByRole('heading', { name: 'Translation' }).waitFor();
    await panel.getByText('Not written in Arabic yet').waitFor();
    await expect(panel.getByText('Olive oil', { exact: true }).isVisible()).resolves.toBe(true);
    await expect(panel.getByText('Cold pressed').isVisible()).resolves.toBe(false);

    await panel.getByRole('textbox', { name: /^Title/ }).fill('زيت زيتون');
    await panel.getByText('Not written in Arabic yet').waitFor({ state: 'detached' });
    await Promise.all([
      panel.waitForResponse((response) => response.request().method() === 'PUT' && response.ok()),
      panel.getByRole('button', { name: 'Save', exact: true }).click(),
    ]);
    expect(await readProduct(own, untitled.documentId)).toMatchObject({
      title: { en: 'Olive oil', ar: 'زيت زيتون' },
    });
    await panel.goto(`${app.url}/admin`);
    await panel.getByRole('link', { name: 'Categories: 1 without English' }).waitFor();
    await expect(panel.getByRole('link', { name: /without Arabic/ }).count()).resolves.toBe(0);
    await panel.context().close();
  });
});

describe('changing many prices', () => {
  it('shows the prices before and after, applies them, and takes them back', async () => {
    const [first, second] = [
      await newProduct(shop, { tag: ['promo'], units: [{ unitId: shop.piece, unitValue: 1, price: 10 }] }),
      await newProduct(shop, { tag: ['promo'], units: [{ unitId: shop.piece, unitValue: 1, price: 5.55 }] }),
    ];
    const untouched = await newProduct(shop);
    const prices = async (): Promise<(number | undefined)[]> =>
      Promise.all([first, second, untouched].map(async ({ sku }) => (await storefront(sku))?.price));

    await openPage('/saptmarkets/import?tab=prices');
    await page.getByRole('combobox', { name: 'Prices' }).click();
    await page.getByRole('option', { name: 'Lower' }).click();
    await page.getByRole('textbox', { name: 'By', exact: true }).fill('١٠');
    await page.getByRole('textbox', { name: 'Tag' }).fill('promo');
    await button('Preview').click();

    const preview = await rowsOf(answer(page));
    expect(preview.map(([, sku, , before, after]) => [sku, before, after]).sort()).toEqual(
      [
        [first.sku, '10.00 SAR', '9.00 SAR'],
        [second.sku, '5.55 SAR', '5.00 SAR'],
      ].sort(),
    );
    expect(await prices()).toEqual([10, 5.55, 2.5]);

    await button('Apply').click();
    await says('Change 2 prices?');
    await button('Cancel').click();
    expect(await prices()).toEqual([10, 5.55, 2.5]);
    await button('Apply').click();
    await button('Confirm').click();
    await says('The prices are changed');
    expect(await prices()).toEqual([9, 5, 2.5]);

    const history = page.getByRole('region', { name: 'Past changes' }).getByRole('grid');
    expect((await rowsOf(history))[0]?.slice(0, 2)).toEqual(['Lowered by 10%', '2']);
    await history.getByRole('button', { name: 'Undo' }).first().click();
    await button('Confirm').click();
    await says('2 prices are as before.');
    await history.getByText('Undone').waitFor();
    expect(await prices()).toEqual([10, 5.55, 2.5]);
    await expectReadModelTrue(shop);
  });

  it('does not apply what would bring a price below zero', async () => {
    const { sku } = await newProduct(shop, { tag: ['cheap'] });
    await openPage('/saptmarkets/import?tab=prices');
    await page.getByRole('combobox', { name: 'Prices' }).click();
    await page.getByRole('option', { name: 'Lower' }).click();
    await page.getByRole('combobox', { name: 'Counted in' }).click();
    await page.getByRole('option', { name: 'SAR' }).click();
    await page.getByRole('textbox', { name: 'By', exact: true }).fill('3');
    await page.getByRole('textbox', { name: 'Tag' }).fill('cheap');
    await button('Preview').click();
    await says('1 price would fall below zero');
    await expect(button('Apply').isDisabled()).resolves.toBe(true);
    expect(await storefront(sku)).toMatchObject({ price: 2.5 });
  });
});

describe('pictures without a text', () => {
  it('get one in both languages, and leave the list', async () => {
    const medium = await newMedium(shop.staff);
    const { name } = (await app.strapi.db
      .query('plugin::upload.file')
      .findOne({ where: { documentId: medium.documentId } })) as { name: string };
    const product = await newProduct(shop, { image: [medium.documentId] });
    await openPage('/saptmarkets/pictures');
    const form = page.getByRole('form', { name });
    await form.getByText('shown in 1 place').waitFor();
    await form.getByRole('textbox', { name: 'Text in English' }).fill('A glass of milk');
    await form.getByRole('textbox', { name: 'Text in Arabic' }).fill('  كأس حليب ');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });

    expect(await storefront(product.sku)).toMatchObject({ image: [{ alternativeText: 'كأس حليب' }] });
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      image: [{ alternativeText: { en: 'A glass of milk', ar: 'كأس حليب' } }],
    });
  });
});
