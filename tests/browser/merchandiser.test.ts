/// <reference lib="dom" />
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { api, app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import {
  expectLedgerTrue,
  expectReadModelTrue,
  newProduct,
  newShop,
  newStaff,
  panelUser,
  type ProductItem,
  readProduct,
  type Shop,
  unique,
} from '../support/catalogue';
import { type SignedIn, superAdmin } from '../support/staff';

const PRODUCTS = 'api::product.product';
const SLOW = 30_000;

let browser: Browser;
let context: BrowserContext;
let shop: Shop;
let staff: SignedIn;

beforeAll(async () => {
  shop = await newShop();
  staff = await newStaff('merchandiser', [shop.company]);
  browser = await openBrowser();
  // One signing in for all: Strapi allows five in five minutes.
  context = (await openPanel(browser, staff)).context();
});

afterAll(async () => {
  await browser.close();
});

const panelAddress = (path: string): string => `${app.url}/admin/content-manager/collection-types/${path}`;

const priceInput = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Price of 1 Piece', exact: true });

const openProduct = async (page: Page, product: ProductItem): Promise<void> => {
  await page.goto(panelAddress(`${PRODUCTS}/${product.documentId}?plugins[i18n][locale]=en`));
  await priceInput(page).waitFor();
};

const saysSo = (page: Page, text: string): Promise<void> =>
  page.getByText(text, { exact: false }).first().waitFor();

/** What a shopper reads at this moment. */
const storefront = async (slug: string): Promise<ProductItem> => {
  const response = await api.get(`/api/products/slug/${slug}`, { ...shop.visitor, locale: 'ar' }).expect(200);
  return response.body.data as ProductItem;
};

describe('a merchandiser in the panel', () => {
  let page: Page;

  beforeEach(async () => {
    page = await context.newPage();
    page.setDefaultTimeout(SLOW);
  });

  afterEach(async () => {
    await page.close();
  });

  it('edits the Arabic title and the price, and the storefront shows both at the next request', async () => {
    const product = await newProduct(shop, { title: { en: 'Labneh', ar: 'لبنه' } });
    expect(await storefront(product.slug)).toMatchObject({ title: 'لبنه', price: 2.5 });

    await page.goto(panelAddress(PRODUCTS));
    await page.getByRole('link', { name: 'Labneh' }).click();
    await priceInput(page).waitFor();
    // The header draws its actions anew while the page loads, which closes what was opened.
    await page.waitForLoadState('networkidle');
    await page.getByRole('combobox', { name: 'Locales' }).click();
    await page.getByRole('option', { name: /\(ar\)/ }).click();
    await page.waitForURL(/locale\]=ar/);
    const title = page.getByRole('textbox', { name: /^Title/ });
    await expect(title.inputValue()).resolves.toBe('لبنه');
    await title.fill('لبنة كاملة الدسم');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await saysSo(page, 'Saved');

    await priceInput(page).fill('3.75');
    await page.getByRole('button', { name: 'Save price and stock' }).click();
    await saysSo(page, 'Price and stock are saved');

    expect(await storefront(product.slug)).toMatchObject({
      title: 'لبنة كاملة الدسم',
      price: 3.75,
      units: [{ price: 3.75, isDefault: true }],
    });
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      title: { en: 'Labneh', ar: 'لبنة كاملة الدسم' },
      status: 'active',
    });
    await expectReadModelTrue(shop);
  });

  it('sets stock at a location, typed in Arabic digits', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 5 }] });
    const { name } = product.locationStocks[0]!;

    await openProduct(page, product);
    const quantity = page.getByRole('textbox', { name: `Quantity at ${name}` });
    await expect(quantity.inputValue()).resolves.toBe('5');
    await quantity.fill('٣٦');
    await quantity.press('Enter');
    await saysSo(page, 'Price and stock are saved');

    await expect(quantity.inputValue()).resolves.toBe('36');
    expect(await readProduct(shop, product.documentId)).toMatchObject({
      stock: 36,
      locationStocks: [{ qty: 36 }],
    });
    await expectLedgerTrue(product.documentId);
  });

  it('is told when the stock moved meanwhile, and nothing is saved', async () => {
    const product = await newProduct(shop, { stock: [{ locationId: 1, qty: 5 }] });
    const { name, locationId } = product.locationStocks[0]!;
    await openProduct(page, product);
    await priceInput(page).fill('9.5');
    const quantity = page.getByRole('textbox', { name: `Quantity at ${name}` });
    await quantity.fill('50');

    const colleague = await panelUser(await superAdmin());
    await api
      .put(
        `/saptmarkets/products/${product.documentId}/offer`,
        { stock: [{ locationId, qty: 3 }] },
        { token: colleague.token },
      )
      .expect(200);
    await page.getByRole('button', { name: 'Save price and stock' }).click();
    await saysSo(page, 'The stock changed while you were typing');

    await page.waitForFunction(
      (label) => document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)?.value === '3',
      `Quantity at ${name}`,
    );
    expect(await readProduct(shop, product.documentId)).toMatchObject({ stock: 3, price: 2.5 });
  });

  it('cannot save a price that the currency cannot carry', async () => {
    const product = await newProduct(shop);
    await openProduct(page, product);
    await priceInput(page).fill('2.505');
    await saysSo(page, 'At most 2 decimals');
    await expect(page.getByRole('button', { name: 'Save price and stock' }).isDisabled()).resolves.toBe(true);
  });

  it('creates a product with tags, then its first selling unit', async () => {
    const sku = unique('NEW-');
    await page.goto(panelAddress(`${PRODUCTS}/create?plugins[i18n][locale]=en`));
    await saysSo(page, 'Save the product first');
    await page.getByRole('textbox', { name: /^Title/ }).fill('Halloumi');
    await page.getByRole('textbox', { name: /^SKU/ }).fill(sku);
    const tags = page.getByRole('textbox', { name: /^Tags/ });
    await tags.fill('cheese');
    await tags.press('Enter');
    await tags.fill('طازج،');
    await tags.fill('wrong');
    await tags.press('Enter');
    await page.getByRole('button', { name: 'Remove wrong' }).click();
    for (const [field, option] of [
      ['Main category', 'Dairy'],
      ['Basic unit', 'Kilogram'],
    ] as const) {
      await page.getByRole('combobox', { name: new RegExp(`^${field}`) }).click();
      await page.getByRole('option', { name: option }).click();
    }
    await page.getByRole('button', { name: 'Save', exact: true }).click();

    await saysSo(page, 'This product has no selling unit yet');
    await page.getByRole('button', { name: 'Add a selling unit' }).click();
    const form = page.getByRole('group', { name: 'Add a selling unit' });
    await form.getByRole('textbox', { name: /^Price/ }).fill('12.25');
    await form.getByRole('button', { name: 'Add', exact: true }).click();
    await saysSo(page, 'The selling unit is added');

    const documentId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await readProduct(shop, documentId)).toMatchObject({
      sku,
      title: { en: 'Halloumi' },
      tag: ['cheese', 'طازج'],
      price: 12.25,
      units: [{ unitId: shop.kilo, unitValue: 1, price: 12.25, isDefault: true }],
      category: { documentId: shop.category },
    });
  });

  it('reads the panel in Arabic, from right to left', async () => {
    const product = await newProduct(shop);
    await page.addInitScript(() => localStorage.setItem('strapi-admin-language', 'ar'));
    await page.goto(panelAddress(`${PRODUCTS}/${product.documentId}`));
    await page.getByRole('textbox', { name: 'سعر 1 حبة', exact: true }).waitFor();

    expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      'ar',
      'rtl',
    ]);
    await expect(page.getByRole('link', { name: 'المنتجات' }).first().isVisible()).resolves.toBe(true);
    await saysSo(page, 'السعر والمخزون');
    await expect(page.title()).resolves.toMatch(/\| SaptMarkets$/);
  });
});
