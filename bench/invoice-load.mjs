/**
 * Draws invoices in a process of its own, as the application does: by the press and its thread. Prints what it measured
 * as JSON. The yardstick is PDFKit alone with the same words in a standard font, from left to right, unshaped.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { percentile } from './statistics.mjs';

const projectDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(path.join(projectDir, 'package.json'));
const built = (file) => require(path.join(projectDir, 'dist', 'src', file));
const { invoiceOf } = built('domain/invoice/invoice.js');
const { openPress, printPaper } = built('paper/press.js');
const PDFDocument = require('pdfkit');
const sharp = require('sharp');

const LINES = 20;
const WARM_UPS = 20;
const SINGLE = 40;
const AT_ONCE = 20;

const titles = [
  { en: 'Nadec Full Fat Milk 1L', ar: 'حليب نادك 1L كامل الدسم' },
  { en: 'Basmati rice (Indian) 5 kg', ar: 'أرز بسمتي (هندي) 5 كجم' },
  { en: 'Orange juice 100% 1.5 L', ar: 'عصير برتقال 100% طبيعي' },
  { en: 'Fresh tomatoes', ar: 'طماطم طازجة' },
];

/** An order whose words are its own in each invoice, so that nothing is found among what was laid out before. */
const orderOf = (number) => {
  const lines = Array.from({ length: LINES }, (_, index) => {
    const { en, ar } = titles[index % titles.length];
    const net = 1150 * (1 + (index % 3));
    return {
      id: String(index + 1),
      combo: null,
      sku: `SKU-${number}-${index}`,
      title: { en: `${en} ${number}`, ar: `${ar} ${number}` },
      unit: { en: 'piece', ar: 'قطعة' },
      quantity: 1000,
      unitPrice: net,
      shelf: net,
      promotionDiscount: 0,
      discount: 0,
      net,
      vat: Math.round((net * 15) / 115),
      vatRate: 15,
    };
  });
  const vat = lines.reduce((total, line) => total + line.vat, 0);
  const total = lines.reduce((sum, line) => sum + line.net, 0);
  return {
    number: 10_000 + number,
    issuedAt: new Date(),
    seller: { name: 'أسواق سبت التجارية', vatNumber: '310122393500003', address: 'King Fahd Road, Riyadh' },
    buyer: {
      name: 'Layla Mansour',
      contact: '+966500000001',
      email: null,
      address: 'King Fahd Road 1, Riyadh',
    },
    currency: 'SAR',
    decimals: 2,
    vatInclusive: true,
    vatRate: 15,
    lines,
    promotionDiscount: 0,
    couponDiscount: 0,
    couponCode: null,
    pointsDiscount: 0,
    deliveryFee: 0,
    vat,
    vatByRate: [{ rate: 15, net: total - vat, vat }],
    total,
    refundedTotal: 0,
    paymentMethod: 'cod',
    isPaid: true,
    isCancelled: false,
    notes: null,
  };
};

const closePress = openPress((error) => {
  throw error;
});

const writing = { language: 'both', brand: { name: 'SaptMarkets', logo: null }, timezone: 'Asia/Riyadh' };

/** A photograph as a logo, as the application makes it. */
const photograph = () =>
  sharp({
    create: {
      width: 600,
      height: 208,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg({ quality: 85 })
    .toBuffer();

let drawn = 0;
const draw = (logo = null) => {
  const invoice = invoiceOf(orderOf(drawn++));
  const brand = { ...writing.brand, logo };
  return printPaper({ kind: 'invoice', invoice, writing: { ...writing, brand } }, { caller: null });
};

const bare = () =>
  new Promise((resolve) => {
    const doc = new PDFDocument({ size: 'A4' });
    doc.on('data', () => {});
    doc.on('end', resolve);
    const { lines } = orderOf(drawn++);
    for (const { id, title, sku, net } of lines) {
      for (const text of [id, title.en, title.en, sku, '1', 'piece', 'piece', net, net, net, net]) {
        doc.text(String(text), { continued: false, lineBreak: false });
      }
      doc.moveDown();
    }
    doc.end();
  });

async function timed(work, times) {
  const took = [];
  let last;
  for (let time = 0; time < times; time += 1) {
    const from = performance.now();
    last = await work();
    took.push(performance.now() - from);
  }
  return { p50: percentile(took, 0.5), p95: percentile(took, 0.95), last };
}

const logo = await photograph();
await timed(() => draw(), WARM_UPS);
await timed(bare, WARM_UPS);
const single = await timed(() => draw(), SINGLE);
const withLogo = await timed(() => draw(logo), SINGLE);
const yardstick = await timed(bare, SINGLE);

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const from = performance.now();
await Promise.all(Array.from({ length: AT_ONCE }, () => draw()));
const together = performance.now() - from;
delay.disable();
await closePress();

process.stdout.write(
  `${JSON.stringify({
    p50: single.p50,
    p95: single.p95,
    bareP50: yardstick.p50,
    ratio: single.p50 / yardstick.p50,
    bytes: single.last.length,
    logoP50: withLogo.p50,
    logoBytes: withLogo.last.length,
    atOnce: AT_ONCE,
    together,
    longestHold: delay.max / 1e6,
  })}\n`,
);
