import type { Browser, BrowserContext, Page } from 'playwright-core';
import { app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import {
  create,
  type Item,
  newProduct,
  newShop,
  newStaff,
  type ProductItem,
  type Shop,
} from '../support/catalogue';

const SLOW = 30_000;
const DAY = 86_400_000;

let browser: Browser;
let context: BrowserContext;
let page: Page;
let shop: Shop;
let halloumi: ProductItem;
let promotion: Item;

beforeAll(async () => {
  shop = await newShop();
  halloumi = await newProduct(shop, {
    title: { en: 'Halloumi', ar: 'جبنة حلوم' },
    units: [
      { unitId: shop.piece, unitValue: 1, price: 12, isDefault: true },
      { unitId: shop.dozen, unitValue: 1, price: 120 },
    ],
  });
  await newProduct(shop, { title: { en: 'Olive oil', ar: 'زيت زيتون' } });
  promotion = await create(shop, '/promotions', {
    name: { en: 'Cheese week', ar: 'أسبوع الجبن' },
    type: 'bogo',
    buyQuantity: 2,
    getQuantity: 1,
    products: [halloumi.documentId],
    startDate: new Date(Date.now() + DAY).toISOString(),
    endDate: new Date(Date.now() + 8 * DAY).toISOString(),
  });
  browser = await openBrowser();
  context = (await openPanel(browser, await newStaff('merchandiser', [shop.company]))).context();
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

const open = async (language: 'en' | 'ar', button: string): Promise<void> => {
  await page.addInitScript((chosen) => localStorage.setItem('strapi-admin-language', chosen), language);
  await page.goto(
    `${app.url}/admin/content-manager/collection-types/api::promotion.promotion/${promotion.documentId}?plugins[i18n][locale]=${language}`,
  );
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByRole('grid').waitFor();
};

/** What isolates a text of another direction is not seen. */
const ISOLATES = /[\u2066-\u2069]/g;

/** The table's rows as a person reads them. */
const rows = async (): Promise<string[][]> => {
  const found = await page.getByRole('dialog').locator('tbody tr').all();
  return Promise.all(
    found.map(async (row) =>
      (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.replace(ISOLATES, '').trim()),
    ),
  );
};

const rowsBecome = async (wanted: string[][]): Promise<void> => {
  const deadline = Date.now() + SLOW;
  while (JSON.stringify(await rows()) !== JSON.stringify(wanted) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await rows()).toEqual(wanted);
};

describe('the preview of a promotion', () => {
  it('shows at once what it takes off a cart of its products when it starts', async () => {
    await open('en', 'Try it on a cart');
    await rowsBecome([
      ['Halloumi · 3 × 1 Piece', '36.00 SAR', '36.00 SAR', '24.00 SAR', '-12.00 SAR'],
      ['Goods', '36.00 SAR', '36.00 SAR', '24.00 SAR', '-12.00 SAR'],
      ['Delivery', '', '0.00 SAR', '0.00 SAR', ''],
      ['Total', '', '36.00 SAR', '24.00 SAR', ''],
    ]);
    await page.getByText('Then the cart costs 12.00 SAR less.').waitFor();
  });

  it('follows products, units, quantities and the time', async () => {
    await open('en', 'Try it on a cart');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Add a product' }).pressSequentially('زيت');
    await page.getByRole('option', { name: 'Olive oil' }).click();
    await dialog.getByRole('textbox', { name: 'Quantity of Olive oil' }).fill('٢');
    await rowsBecome([
      ['Halloumi · 3 × 1 Piece', '36.00 SAR', '36.00 SAR', '24.00 SAR', '-12.00 SAR'],
      ['Olive oil · 2 × 1 Piece', '5.00 SAR', '5.00 SAR', '5.00 SAR', '–'],
      ['Goods', '41.00 SAR', '41.00 SAR', '29.00 SAR', '-12.00 SAR'],
      ['Delivery', '', '0.00 SAR', '0.00 SAR', ''],
      ['Total', '', '41.00 SAR', '29.00 SAR', ''],
    ]);
    await dialog.getByRole('button', { name: 'Take Olive oil out' }).click();
    await dialog.getByRole('combobox', { name: 'Unit of Halloumi' }).click();
    await page.getByRole('option', { name: '1 Dozen' }).click();
    await dialog.getByRole('textbox', { name: 'Quantity of Halloumi' }).fill('1');
    await rowsBecome([
      ['Halloumi · 1 × 1 Dozen', '120.00 SAR', '120.00 SAR', '80.00 SAR', '-40.00 SAR'],
      ['Goods', '120.00 SAR', '120.00 SAR', '80.00 SAR', '-40.00 SAR'],
      ['Delivery', '', '0.00 SAR', '0.00 SAR', ''],
      ['Total', '', '120.00 SAR', '80.00 SAR', ''],
    ]);
    await dialog.getByRole('button', { name: 'Clear date' }).click();
    await page.getByText('The cart costs the same at both times.').waitFor();
    await dialog.getByRole('checkbox', { name: 'As if this promotion were live then' }).click();
    await page.getByText('Then the cart costs 40.00 SAR less.').waitFor();
    await dialog.getByRole('textbox', { name: 'Quantity of Halloumi' }).fill('');
    await page.getByText('Put products and quantities into the cart').waitFor();
  });

  it('reads from right to left in Arabic', async () => {
    await open('ar', 'تجربة على سلة');
    const [first] = await rows();
    expect(first?.[0]).toBe('جبنة حلوم · 3 × 1 حبة');
    await page.getByText(/حينها تقل تكلفة السلة بمقدار/).waitFor();
  });
});
