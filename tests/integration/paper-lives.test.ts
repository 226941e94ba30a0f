import sharp from 'sharp';
import { api } from '../support/application';
import { create, expectRefusal, newShop, type ProductItem, type Shop } from '../support/catalogue';
import { type Customer, newCustomer, PASSWORD } from '../support/customers';
import { line, moveTo, type OrderItem, placed, stocked } from '../support/orders';
import { fetchPaper, paperOf } from '../support/papers';
import { upload } from '../support/pictures';
import { linesOf } from '../support/poppler';
import { refunded } from '../support/refunds';

let shop: Shop;
let customer: Customer;
let milk: ProductItem;
let bread: ProductItem;

beforeAll(async () => {
  shop = await newShop();
  milk = await stocked(shop, 100, { title: { en: 'Milk', ar: 'حليب' } });
  bread = await stocked(shop, 100, { title: { en: 'Bread', ar: 'خبز' } });
});

beforeEach(async () => {
  customer = await newCustomer(shop.company);
});

const PAPERS = ['invoice.pdf', 'receipt.pdf', 'picking-list.pdf'];

const expectPapers = async (order: OrderItem, ...further: string[]): Promise<string[][]> =>
  Promise.all([...PAPERS, ...further].map(async (paper) => linesOf(await paperOf(order, paper, shop.staff))));

test('papers of a customer who was erased name nobody', async () => {
  const order = await placed(customer, [line(milk, 3)]);
  await moveTo(shop, order, 'processing', 'shipped', 'delivered');
  const { credit_note } = await refunded(shop, order, { amount: 2.5, reason: 'Sour' });
  const note = `credit-notes/${credit_note}.pdf`;
  for (const lines of await expectPapers(order, note)) expect(lines.join('\n')).toContain('Layla Mansour');
  await api.post('/api/customer/profile/erase', { currentPassword: PASSWORD }, customer.options).expect(204);
  const papers = await expectPapers(order, note);
  for (const lines of papers) {
    expect(lines.join('\n')).not.toContain('Layla');
    expect(lines.join('\n')).toContain('العميل');
  }
  expect(papers[3]!.join('\n')).toContain('Reason: Correction');
});

test('staff print the papers of an order that was cancelled and deleted, its customer does not', async () => {
  const order = await placed(customer, [line(milk)]);
  await api.put(`/api/order/${order.documentId}/cancel`, {}, customer.options).expect(200);
  await api.delete(`/api/order/${order.documentId}`, shop.staff).expect(204);
  const [invoice] = await expectPapers(order);
  expect(invoice).toContain('Cancelled');
  expect((await fetchPaper(order, 'invoice.pdf', customer.options)).status).toBe(404);
  const other = await newShop();
  expectRefusal(await api.get(`/api/order/${order.documentId}/invoice.pdf`, other.staff), 404, 'not_found');
});

test('a combo stands on papers under its name, its goods below', async () => {
  const promotion = await create(shop, '/promotions', {
    name: 'Breakfast',
    type: 'combo',
    requiredItemCount: 2,
    comboPrice: 4,
    products: [milk.documentId, bread.documentId],
  });
  const order = await placed(customer, [
    line(milk),
    {
      isCombo: true,
      promotion: promotion.documentId,
      quantity: 1,
      selectedProducts: [line(milk), line(bread)],
    },
  ]);
  for (const paper of ['invoice.pdf?lang=en', 'receipt.pdf?lang=en']) {
    const lines = await linesOf(await paperOf(order, paper, shop.staff));
    expect(lines).toContain('Breakfast');
    expect(lines.indexOf('Breakfast')).toBeLessThan(lines.indexOf('Bread'));
  }
  const invoice = await linesOf(await paperOf(order, 'invoice.pdf?lang=en', shop.staff));
  expect(invoice).toEqual(expect.arrayContaining(['1', '2', '2.1', '2.2']));
});

test('a photograph as logo leaves an invoice below 200 KB', async () => {
  const own = await newShop();
  const buyer = await newCustomer(own.company);
  const order = await placed(buyer, [line(await stocked(own, 5))]);
  const photo = await sharp({
    create: {
      width: 1_200,
      height: 420,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .png()
    .toBuffer();
  const { body } = await upload(own.staff, photo, 'photograph.png').expect(201);
  await api.put('/api/setting', { logo: body.data.documentId }, own.staff).expect(200);
  const pdf = await paperOf(order, 'invoice.pdf', own.staff);
  expect(pdf.toString('latin1')).toContain('/Subtype /Image');
  expect(pdf.length).toBeLessThan(200_000);
});
