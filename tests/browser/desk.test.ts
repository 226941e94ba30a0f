/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { api, app } from '../support/application';
import { openBrowser, openPanel } from '../support/browser';
import { newStaff } from '../support/catalogue';
import { type DeliveryShop, newDeliveryShop, prepared, statesOf } from '../support/deliveries';
import { change, line, moveTo, type OrderItem, placed } from '../support/orders';

const SLOW = 30_000;

/** What a test leaves on the page, so that a reload would be seen, and the tones that were heard. */
interface Marked extends Window {
  stayed?: boolean;
  tones?: number;
}

let browser: Browser;
let context: BrowserContext;
let from: DeliveryShop;
let page: Page;

beforeAll(async () => {
  from = await newDeliveryShop();
  browser = await openBrowser();
  context = (await openPanel(browser, await newStaff('order_desk', [from.shop.company]))).context();
  await context.addInitScript(() => {
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (this: OscillatorNode, when?: number) {
      const marked = window as Marked;
      marked.tones = (marked.tones ?? 0) + 1;
      start.call(this, when);
    };
  });
});

afterAll(() => browser.close());

beforeEach(async () => {
  page = await context.newPage();
  page.setDefaultTimeout(SLOW);
});

afterEach(() => page.close());

const column = (name: string) => page.getByRole('region', { name, exact: true });

const cardOf = ({ documentId }: OrderItem) => page.locator(`[data-order="${documentId}"]`);

const card = (name: string, order: OrderItem) => column(name).locator(`[data-order="${order.documentId}"]`);

const openDesk = async (query = ''): Promise<void> => {
  await page.goto(`${app.url}/admin/plugins/connect/orders${query}`);
  await page.getByRole('status').filter({ hasText: 'Live' }).waitFor();
  await column('New').waitFor();
  await page.evaluate(() => {
    (window as Marked).stayed = true;
  });
};

const stayed = () => page.evaluate(() => (window as Marked).stayed);
const tones = () => page.evaluate(() => (window as Marked).tones ?? 0);

const drawer = ({ invoice }: OrderItem) => page.getByRole('dialog', { name: `Order ${String(invoice)}` });

describe('the desk in the panel', () => {
  it('is led to from the home page, which counts what is new', async () => {
    await placed(from.customer, [line(from.milk)]);
    await page.goto(`${app.url}/admin`);
    await page.getByRole('link', { name: '1 new order', exact: true }).click();
    await column('New').waitFor();
  });

  it('moves by itself while orders are placed and moved over REST, rings, and counts what is new', async () => {
    await openDesk();
    await page.getByRole('heading', { name: 'Orders', level: 1 }).click();
    const order = await placed(from.customer, [line(from.milk, 4)]);
    const fresh = card('New', order);
    await fresh.waitFor();
    expect(await fresh.innerText()).toMatch(
      new RegExp(`${String(order.invoice)}\\s+20\\.00 SAR\\s+Layla Mansour\\s+Riyadh · 1 item\\s+Cash on`),
    );
    await page.getByRole('status').filter({ hasText: '1 new order' }).waitFor();
    await page.waitForFunction(() => document.title === '(1) Orders | SaptMarkets');
    expect(await tones()).toBe(2);
    await page.mouse.move(400, 400);
    await page.waitForFunction(() => document.title === 'Orders | SaptMarkets');

    await moveTo(from.shop, order, 'processing');
    await card('In preparation', order).waitFor();
    expect(await card('New', order).count()).toBe(0);
    await moveTo(from.shop, order, 'shipped', 'delivered');
    await card('Delivered today', order).waitFor();
    expect(await stayed()).toBe(true);
    expect(await tones()).toBe(2);
  });

  it('opens an order beside the board, moves it by its buttons, and shows what others do to it', async () => {
    const order = await placed(from.customer, [line(from.milk, 4)]);
    await openDesk();
    await cardOf(order).click();
    const open = drawer(order);
    for (const text of ['Layla Mansour', 'King Fahd Road 1', '+966500000001', 'Milk', '20.00 SAR']) {
      await open.getByText(text).first().waitFor();
    }
    await open.getByRole('button', { name: 'Start preparing' }).click();
    await card('In preparation', order).waitFor();
    await open.getByRole('button', { name: 'Goods have left' }).waitFor();
    expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'pending' });

    await open.getByRole('combobox', { name: `Driver of ${String(order.invoice)}` }).click();
    await page.getByRole('option', { name: /^Omar Driver/ }).click();
    await card('In preparation', order).getByText('Omar Driver').waitFor();
    expect(await statesOf(order)).toEqual({ order_status: 'processing', delivery_status: 'assigned' });

    await moveTo(from.shop, order, 'shipped');
    await open.getByRole('list', { name: 'History' }).getByText('In preparation → Shipped').waitFor();
    await card('On the way', order).waitFor();
    expect(await stayed()).toBe(true);
  });

  it('is worked by keys, and focus comes back to where it was', async () => {
    const first = await prepared(from);
    const second = await placed(from.customer, [line(from.milk)]);
    await openDesk();
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['order']);
    await cardOf(second).focus();
    await page.keyboard.press('ArrowRight');
    expect(await focused()).not.toBe(second.documentId);
    await cardOf(second).focus();
    await page.keyboard.press('Enter');
    await drawer(second).waitFor();
    expect(await focused()).toBeUndefined();
    await page.keyboard.press('j');
    await drawer(second).waitFor({ state: 'detached' });
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('K');
    await drawer(second).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForFunction(
      (id) => (document.activeElement as HTMLElement).dataset['order'] === id,
      second.documentId,
    );

    // The card that has focus moves: focus goes with it.
    await moveTo(from.shop, second, 'processing');
    await card('In preparation', second).waitFor();
    expect(await focused()).toBe(second.documentId);
    await page.keyboard.press('/');
    await page.keyboard.type(String(first.invoice));
    await card('In preparation', second).waitFor({ state: 'detached' });
    await card('In preparation', first).waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe(String(first.invoice));
  });

  it('keeps its filters in the address, and moves within them', async () => {
    const given = await prepared(from);
    const free = await prepared(from);
    await change(from.shop, given, { delivery_personnel: from.driver.documentId }).expect(200);
    await openDesk(`?driver=${from.driver.documentId}`);
    await card('In preparation', given).waitFor();
    expect(await cardOf(free).count()).toBe(0);
    await change(from.shop, free, { delivery_personnel: from.driver.documentId }).expect(200);
    await cardOf(free).waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.waitForURL((url) => !url.searchParams.has('driver'));
  });

  it('gets another token where its own no longer holds', async () => {
    let isRefused = false;
    await page.routeWebSocket('**/socket.io/**', (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => {
        const isFirst = !isRefused && String(message).startsWith('40{');
        if (isFirst) isRefused = true;
        server.send(isFirst ? '40{"token":"of yesterday"}' : message);
      });
    });
    const renewed = page.waitForRequest(
      (request) => isRefused && new URL(request.url()).pathname === '/admin/access-token',
    );
    await openDesk();
    await renewed;
    const order = await placed(from.customer, [line(from.milk)]);
    await card('New', order).waitFor();
  });

  it('goes on by asking while it hears nothing, and is silent when told to be', async () => {
    await context.route('**/socket.io/**', (route) => route.abort());
    await page.routeWebSocket('**/socket.io/**', (socket) => socket.close());
    await page.goto(`${app.url}/admin/plugins/connect/orders`);
    await page.getByRole('status').filter({ hasText: 'Refreshed every 15 s' }).waitFor();
    await page.getByRole('button', { name: 'Sound is on' }).click();
    await page.getByRole('button', { name: 'Sound is off' }).waitFor();
    const order = await placed(from.customer, [line(from.milk)]);
    await card('New', order).waitFor();
    expect(await tones()).toBe(0);
    await context.unroute('**/socket.io/**');
    await page.reload();
    await page.getByRole('button', { name: 'Sound is off' }).click();
  });

  it('waits before it asks again for what it lacks, while the server is away', async () => {
    await placed(from.customer, [line(from.milk)]);
    let asked = 0;
    await page.route('**/saptmarkets/desk?**', async (route) => {
      asked += 1;
      if (asked > 1) return route.abort();
      const response = await route.fetch();
      const { data } = (await response.json()) as { data: { counts: { pending: number } } };
      data.counts.pending += 1;
      return route.fulfill({ response, json: { data } });
    });
    await openDesk('?payment=barter');
    await page.getByText('The orders could not be refreshed').waitFor();
    await page.waitForTimeout(2_000);
    expect(asked).toBeLessThanOrEqual(4);
  });

  it('is not there for whoever does not read orders, and without buttons for whoever only reads them', async () => {
    const order = await placed(from.customer, [line(from.milk)]);
    const merchandiser = await openPanel(browser, await newStaff('merchandiser', [from.shop.company]));
    merchandiser.setDefaultTimeout(SLOW);
    await merchandiser.getByRole('link', { name: 'Catalogue and shop' }).waitFor();
    expect(await merchandiser.getByRole('link', { name: 'Orders', exact: true }).count()).toBe(0);
    await merchandiser.goto(`${app.url}/admin/plugins/connect/orders`);
    await merchandiser
      .getByText(/don't have the permissions/i)
      .first()
      .waitFor();
    await merchandiser.context().close();

    const accountant = await openPanel(browser, await newStaff('accountant', [from.shop.company]));
    accountant.setDefaultTimeout(SLOW);
    await accountant.getByRole('link', { name: 'Orders', exact: true }).click();
    await accountant.locator(`[data-order="${order.documentId}"]`).click();
    const open = accountant.getByRole('dialog', { name: `Order ${String(order.invoice)}` });
    await open.getByText('Layla Mansour').first().waitFor();
    expect(await open.getByRole('button', { name: 'Start preparing' }).count()).toBe(0);
    expect(await open.getByRole('combobox').count()).toBe(0);
    await accountant.context().close();
    expect((await api.get(`/api/order/${order.documentId}`, from.shop.staff)).body.data.order_status).toBe(
      'pending',
    );
  });
});
