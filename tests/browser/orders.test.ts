/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { api, app, sql } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newShop, newStaff, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer } from '../support/customers';
import { line, type OrderItem, placed, stocked, stockOf } from '../support/orders';

const ORDERS = 'api::order.order';
const SLOW = 30_000;

let browser: Browser;
let context: BrowserContext;
let shop: Shop;
let milk: ProductItem;
let customer: Customer;
let deskName: string;
let page: Page;

beforeAll(async () => {
  shop = await newShop();
  milk = await stocked(shop, 50);
  customer = await newCustomer(shop.company);
  const staff = await newStaff('order_desk', [shop.company]);
  const { rows } = await sql.query<{ name: string }>(
    `select concat_ws(' ', firstname, lastname) as name from admin_users where email = $1`,
    [staff.email],
  );
  deskName = rows[0]!.name;
  browser = await openBrowser();
  context = (await openPanel(browser, staff)).context();
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

const panelAddress = (path: string): string => `${app.url}/admin/content-manager/collection-types/${path}`;

const open = async ({ documentId }: OrderItem): Promise<void> => {
  await page.goto(panelAddress(`${ORDERS}/${documentId}`));
  await page.getByRole('heading', { name: 'Next step' }).waitFor();
  await page.waitForLoadState('networkidle');
};

const stored = async ({ documentId }: OrderItem): Promise<OrderItem> =>
  (await api.get(`/api/order/${documentId}`, shop.staff).expect(200)).body.data as OrderItem;

const choose = async (field: string, choice: string): Promise<void> => {
  await page.getByRole('combobox', { name: field, exact: true }).click();
  await page.getByRole('option', { name: choice, exact: true }).click();
};

const history = () => page.getByRole('list', { name: 'History' }).getByRole('listitem');

describe('the order desk in the panel', () => {
  it('finds an order in the list by who ordered it, with its total and state', async () => {
    const order = await placed(customer, [line(milk, 2)]);
    await page.goto(panelAddress(ORDERS));
    const row = page.getByRole('row').filter({ hasText: String(order.invoice) });
    await row.waitFor();
    expect(await row.innerText()).toMatch(
      /Layla Mansour\s+5\.00 SAR\s+Pending\s+Pending\s+Cash on delivery/i,
    );
    expect(await page.getByRole('link', { name: 'Create new entry' }).count()).toBe(0);
    await row.getByText('Layla Mansour').click();
    await page.getByRole('heading', { name: 'Next step' }).waitFor();
    expect(page.url()).toContain(order.documentId);
  });

  it('shows what was ordered, by whom, and moves it on by its buttons; the history says who did it', async () => {
    const order = await placed(customer, [line(milk, 2)]);
    await open(order);
    const view = page.getByRole('region', { name: 'Order', exact: true });
    for (const text of ['Layla Mansour', 'King Fahd Road 1', 'Milk', '5.00 SAR']) {
      await view.getByText(text).first().waitFor();
    }
    expect(await history().count()).toBe(1);
    await page.getByRole('button', { name: 'Start preparing' }).click();
    await page.getByText('The order has moved on').waitFor();
    await page.getByRole('button', { name: 'Goods have left' }).waitFor();
    const last = await history().first().innerText();
    expect(last).toContain('Pending → In preparation');
    expect(last).toContain(deskName);
    // The form is read anew a moment later.
    await page
      .getByRole('combobox', { name: 'Order', exact: true })
      .filter({ hasText: 'In preparation' })
      .waitFor();
    expect(await stored(order)).toMatchObject({ order_status: 'processing' });
  });

  it('is told visibly that an order cannot go there, and nothing changes', async () => {
    const order = await placed(customer, [line(milk, 2)]);
    const before = [await stored(order), await stockOf(milk.documentId)];
    await open(order);
    await choose('Order', 'Delivered');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const words = '“Pending” cannot become “Delivered”; possible: In preparation, Cancelled';
    await page
      .getByRole('status')
      .filter({ hasText: words })
      .or(page.getByRole('alert').filter({ hasText: words }))
      .first()
      .waitFor();
    await page.locator('form').getByText(words).first().waitFor();
    expect([await stored(order), await stockOf(milk.documentId)]).toEqual(before);

    await choose('Order', 'In preparation');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Goods have left' }).waitFor();
    expect(await history().first().innerText()).toContain(deskName);
    expect(await stored(order)).toMatchObject({ order_status: 'processing' });
  });

  it('asks before it cancels', async () => {
    const order = await placed(customer, [line(milk, 2)]);
    await open(order);
    await page.getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the order' }).click();
    await page.getByText('The order has moved on').waitFor();
    await history().first().getByText('Pending → Cancelled').waitFor();
    expect(await stored(order)).toMatchObject({ order_status: 'cancelled' });
  });
});
