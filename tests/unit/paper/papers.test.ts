import { bilingual, creditNoteOf, invoiceOf, type SoldOrder } from '../../../src/domain/invoice/invoice';
import type { PickingList } from '../../../src/domain/invoice/picking-list';
import type { PaperLanguage } from '../../../src/paper/language';
import { type Paper, print } from '../../../src/paper/print';
import { linesOf, pagesOf, sizesOf, wordsOn } from '../../support/poppler';
import { soldLine, soldOrder } from '../../support/sold-order';

const drawn = (paper: Paper, language: PaperLanguage = 'en'): Promise<Uint8Array> =>
  print({
    ...paper,
    writing: { language, brand: { name: 'Sapt', logo: null }, timezone: 'Asia/Riyadh' },
  });

const invoice = (order: SoldOrder, language?: PaperLanguage): Promise<Uint8Array> =>
  drawn({ kind: 'invoice', invoice: invoiceOf(order) }, language);

const receipt = (order: SoldOrder, language?: PaperLanguage): Promise<Uint8Array> =>
  drawn({ kind: 'receipt', invoice: invoiceOf(order) }, language);

/** Amounts as they are printed, in minor units. */
const minor = (text: string): number => Number(text.replace(/[^\d.−-]/g, '').replace('−', '-')) * 100;

/** The amounts that stand in a column of a paper, from top to bottom, by the right edge of the column. */
const columnOf = async (pdf: Uint8Array, right: number): Promise<number[]> =>
  (await wordsOn(pdf))
    .filter(({ text, xMax }) => /^−?[\d,]+\.\d\d$/.test(text) && Math.abs(xMax - right) < 1)
    .map(({ text }) => Math.round(minor(text)));

const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** Two rates, a coupon, points, a promotion and a delivery fee; prices with or without VAT. */
const mixedOrder = (vatInclusive: boolean): SoldOrder => {
  const lines = [
    soldLine({ id: '1', shelf: 3_030, promotionDiscount: 100, discount: 50, net: 2_880, vatRate: 15 }),
    soldLine({ id: '2', shelf: 3_030, promotionDiscount: 0, discount: 130, net: 2_900, vatRate: 5 }),
  ].map((line) => ({
    ...line,
    vat: Math.round((line.net * line.vatRate) / (vatInclusive ? 100 + line.vatRate : 100)),
  }));
  const fee = 1_000;
  const feeVat = vatInclusive ? 130 : 150;
  const [first, second] = lines as [(typeof lines)[0], (typeof lines)[0]];
  const [one, other] = [first.vat + feeVat, second.vat];
  const net = (amount: number, vat: number): number => (vatInclusive ? amount - vat : amount);
  return soldOrder({
    vatInclusive,
    lines,
    promotionDiscount: 100,
    couponDiscount: 100,
    pointsDiscount: 80,
    deliveryFee: fee,
    vat: one + other,
    vatByRate: [
      { rate: 5, net: net(2_900, other), vat: other },
      { rate: 15, net: net(3_880, one), vat: one },
    ],
    total: vatInclusive ? 6_780 : 6_780 + one + other,
    refundedTotal: 500,
    isPaid: true,
  });
};

describe.each([
  ['with VAT in the prices', true],
  ['with VAT beside the prices', false],
])('numbers on paper add up, %s', (_prices, inclusive) => {
  const order = mixedOrder(inclusive);

  test('on an invoice', async () => {
    const pdf = await invoice(order);
    const [right, vatRight] = [550.28, 470];
    const gross = await columnOf(pdf, right);
    const goods = gross.slice(0, 3);
    expect(sum(goods)).toBe(order.total);
    const vats = (await columnOf(pdf, vatRight)).slice(0, 3);
    expect(sum(vats)).toBe(order.vat);
    const sums = await columnOf(pdf, 555.28);
    const [shelf, promotion, coupon, points, fee, taxable, vat, total, refunded] = sums;
    expect(sums).toHaveLength(9);
    expect(shelf! + promotion! + coupon! + points! + fee!).toBe(inclusive ? order.total : taxable);
    expect(taxable! + vat!).toBe(total);
    expect([total, vat, refunded]).toEqual([order.total, order.vat, 500]);
  });

  test('on a receipt', async () => {
    const amounts = await columnOf(await receipt(order), 214.77);
    const [first, second, fee, taxable, vat, total, refunded] = amounts;
    expect(amounts).toHaveLength(7);
    expect(first! + second! + fee!).toBe(inclusive ? total : taxable);
    expect(taxable! + vat!).toBe(total);
    expect([total, refunded]).toEqual([order.total, 500]);
  });
});

test.each(['en', 'ar', 'both'] as const)(
  'papers of a customer who was erased can be drawn (%s)',
  async (language) => {
    const order = soldOrder({ buyer: { name: null, contact: null, email: null, address: 'Riyadh, SA' } });
    const word = language === 'ar' ? 'العميل' : 'Customer';
    expect(await linesOf(await invoice(order, language))).toContain(word);
    expect(await linesOf(await receipt(order, language))).toContain(word);
    const list: PickingList = {
      number: 1,
      placedAt: new Date(),
      recipient: null,
      notes: null,
      by: 'shelf',
      groups: [],
    };
    expect(await linesOf(await drawn({ kind: 'picking_list', list }, language))).toContain(word);
  },
);

test('a combo has its name above its goods', async () => {
  const combo = { en: 'Breakfast', ar: 'فطور' };
  const lines = [soldLine({ id: '1.1', combo }), soldLine({ id: '1.2', combo })];
  for (const draw of [invoice, receipt]) {
    const words = (await wordsOn(await draw(soldOrder({ lines })))).map(({ text }) => text);
    expect(words.filter((text) => text === 'Breakfast')).toHaveLength(1);
    expect(words.indexOf('Breakfast')).toBeLessThan(words.indexOf('Milk'));
  }
});

describe('a receipt', () => {
  test.each([
    ['To collect', {}],
    ['Not paid', { paymentMethod: 'stripe' as const }],
    ['Paid: nothing to collect', { isPaid: true }],
    ['Cancelled', { isCancelled: true }],
    ['Refunded in full', { isPaid: true, refundedTotal: 3_880 }],
  ])('says %s', async (words, state) => {
    const lines = await linesOf(await receipt(soldOrder(state)));
    const all = ['To collect', 'Not paid', 'Paid: nothing to collect', 'Cancelled', 'Refunded in full'];
    expect(lines.filter((text) => all.includes(text))).toEqual([words]);
  });

  test('has what its driver should know', async () => {
    expect(await linesOf(await receipt(soldOrder({ notes: 'Ring twice\nBack door' })))).toEqual(
      expect.arrayContaining(['Notes', 'Ring twice', 'Back door']),
    );
  });

  test('longer than a page may be is cut between lines', async () => {
    const lines = Array.from({ length: 400 }, (_, index) =>
      soldLine({
        id: String(index + 1),
        title: bilingual(`Good ${index} ${'long title '.repeat(10)}`, null),
      }),
    );
    const pdf = await receipt(soldOrder({ lines }));
    const heights = (await sizesOf(pdf)).map(({ height }) => height);
    expect(heights.length).toBeGreaterThan(1);
    for (const height of heights) expect(height).toBeLessThanOrEqual(14_400);
    const text = (await pagesOf(pdf)).join('\n');
    expect(text.match(/Good \d+/g)).toHaveLength(400);
    expect(text).toContain('Thank you');
  });
});

test('the notes of a picking list go on overleaf', async () => {
  const notes = Array.from({ length: 300 }, (_, index) => `note ${index}`).join('\n');
  const list: PickingList = {
    number: 1,
    placedAt: new Date(),
    recipient: 'Layla',
    notes,
    by: 'shelf',
    groups: [{ name: null, lines: [] }],
  };
  const words = await wordsOn(await drawn({ kind: 'picking_list', list }));
  expect(words.filter(({ text }) => text === 'note')).toHaveLength(300);
  expect(Math.max(...words.map(({ yMax }) => yMax))).toBeLessThan(842);
});

test('large amounts are printed smaller, not over each other', async () => {
  const line = soldLine({
    quantity: 999_999,
    unitPrice: 123_456_789_012,
    shelf: 123_456_665_555_211,
    promotionDiscount: 12_345_678_901,
    net: 123_444_319_876_260,
    vat: 16_101_432_157_773,
  });
  const words = await wordsOn(await invoice(soldOrder({ lines: [line], total: line.net })));
  const figures = words.filter(({ text }) => /\d,\d{3}/.test(text));
  expect(figures.length).toBeGreaterThan(6);
  for (const one of figures) {
    for (const other of figures.filter((each) => each !== one && Math.abs(each.yMin - one.yMin) < 4)) {
      expect(one.xMax <= other.xMin || other.xMax <= one.xMin).toBe(true);
    }
  }
});

test('a credit note says why, and what is credited at each rate', async () => {
  const stored = {
    number: 7,
    issuedAt: new Date('2026-12-01T08:00:00Z'),
    amount: 21_500,
    vat: 1_500,
    vatByRate: [
      { rate: 0, net: 10_000, vat: 0 },
      { rate: 15, net: 10_000, vat: 1_500 },
    ],
    lines: [],
    reason: null,
    seller: { name: null, vatNumber: null, address: null },
  };
  const drawNote = (order: SoldOrder): Promise<Uint8Array> =>
    drawn({ kind: 'credit_note', note: creditNoteOf(stored, order) });
  const pdf = await drawNote(soldOrder());
  expect(await linesOf(pdf)).toContain('Reason: Correction');
  expect((await columnOf(pdf, 550.28)).slice(0, 2)).toEqual([10_000, 11_500]);
  expect(await linesOf(await drawNote(soldOrder({ isCancelled: true })))).toContain(
    'Reason: Order cancelled',
  );
});

test('letters that the typeface does not have are left out', async () => {
  const title = { en: '🍎 Apples 日本 Ω Ж ④', ar: 'تفاح' };
  const lines = await linesOf(await invoice(soldOrder({ lines: [soldLine({ title })] })));
  expect(lines.find((text) => text.includes('Apples'))).toBe('Apples 4');
});

test('words of many letters take no more than their length', async () => {
  const lines = Array.from({ length: 100 }, (_, index) =>
    soldLine({
      id: String(index + 1),
      title: { en: `${index}x`.repeat(80), ar: `${index}ب`.repeat(80) },
    }),
  );
  const seconds = async (count: number): Promise<number> => {
    const from = performance.now();
    await invoice(soldOrder({ lines: lines.slice(0, count) }), 'both');
    return (performance.now() - from) / 1000;
  };
  await seconds(5);
  expect(await seconds(100)).toBeLessThan(8);
});
