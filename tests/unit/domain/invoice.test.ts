import { amountText, plainAmount, quantityText, rateText } from '../../../src/domain/invoice/amount-text';
import { bilingual, creditNoteOf, invoiceOf } from '../../../src/domain/invoice/invoice';
import { soldLine, soldOrder } from '../../support/sold-order';
import { type PickingLine, pickingGroups } from '../../../src/domain/invoice/picking-list';

describe('an invoice', () => {
  test('takes the VAT out of inclusive prices, and leaves out what was not delivered', () => {
    const { lines, shelf, delivery, taxable } = invoiceOf(soldOrder());
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ discount: 150, net: 2_504, vat: 376, gross: 2_880, unitPrice: 1_010 });
    expect(delivery).toEqual({ vatRate: 15, net: 870, vat: 130, gross: 1_000 });
    expect({ shelf, taxable }).toEqual({ shelf: 3_030, taxable: 3_374 });
  });

  test('adds the VAT to exclusive prices', () => {
    const order = soldOrder({
      vatInclusive: false,
      lines: [soldLine({ net: 2_880, vat: 432 })],
      vat: 582,
      vatByRate: [{ rate: 15, net: 3_880, vat: 582 }],
      total: 4_462,
    });
    const { lines, delivery } = invoiceOf(order);
    expect(lines[0]).toMatchObject({ net: 2_880, vat: 432, gross: 3_312 });
    expect(delivery).toEqual({ vatRate: 15, net: 1_000, vat: 150, gross: 1_150 });
  });

  test('its lines and delivery sum to the document', () => {
    const { lines, delivery, total, vat } = invoiceOf(soldOrder());
    expect(lines[0]!.gross + delivery!.gross).toBe(total);
    expect(lines[0]!.vat + delivery!.vat).toBe(vat);
  });

  test.each([
    [{ name: null, vatNumber: '310122393500003', address: null }],
    [{ name: 'Sapt', vatNumber: null, address: null }],
  ])('has no code without name and VAT number', (seller) => {
    expect(invoiceOf(soldOrder({ seller })).code).toBeNull();
    expect(invoiceOf(soldOrder()).code).not.toBeNull();
  });

  test('numbers its lines without gaps, goods of a combo below its name', () => {
    const combo = { en: 'Breakfast', ar: 'فطور' };
    const { lines } = invoiceOf(
      soldOrder({
        lines: [
          soldLine({ quantity: 0 }),
          soldLine({ id: '2' }),
          soldLine({ id: '3.1', combo, quantity: 0 }),
          soldLine({ id: '3.2', combo }),
          soldLine({ id: '3.3', combo }),
          soldLine({ id: '5' }),
        ],
      }),
    );
    expect(lines.map(({ number, heading }) => [number, heading])).toEqual([
      ['1', null],
      ['2.1', { number: '2', title: combo }],
      ['2.2', null],
      ['3', null],
    ]);
  });

  test('has no delivery where nothing was charged', () => {
    expect(invoiceOf(soldOrder({ deliveryFee: 0, vat: 376 })).delivery).toBeNull();
  });
});

describe('a credit note', () => {
  const stored = {
    number: 7,
    issuedAt: new Date('2026-12-01T08:00:00Z'),
    amount: 1_960,
    vat: 256,
    vatByRate: [{ rate: 15, net: 1_704, vat: 256 }],
    lines: [
      {
        id: '1',
        title: { en: 'Milk', ar: 'حليب' },
        replaces: null,
        unit: { en: 'piece', ar: 'قطعة' },
        quantity: 1_000,
        net: 835,
        vat: 125,
        vatRate: 15,
        amount: 960,
      },
    ],
    reason: 'Sour',
    seller: { name: null, vatNumber: null, address: null },
  };

  test('names its invoice, and what is credited beyond its lines', () => {
    const note = creditNoteOf(stored, soldOrder());
    expect(note).toMatchObject({
      invoice: { number: 10023, issuedAt: new Date('2026-11-27T17:15:00Z') },
      isCancelled: false,
      lines: [{ number: '1', sku: 'MILK', amount: 960 }],
      rest: [{ vatRate: 15, net: 869, vat: 131, amount: 1_000 }],
      taxable: 1_704,
      seller: { name: 'Sapt' },
    });
    const code = Buffer.from(note.code!, 'base64').toString('utf8');
    expect(code).toContain('2026-12-01T08:00:00Z');
    expect(code).toContain('19.60');
  });

  test('states each rate of what it credits beyond its lines', () => {
    const vatByRate = [
      { rate: 0, net: 10_000, vat: 0 },
      { rate: 15, net: 10_835, vat: 1_625 },
    ];
    expect(creditNoteOf({ ...stored, amount: 22_460, vat: 1_625, vatByRate }, soldOrder()).rest).toEqual([
      { vatRate: 0, net: 10_000, vat: 0, amount: 10_000 },
      { vatRate: 15, net: 10_000, vat: 1_500, amount: 11_500 },
    ]);
  });

  test('has the numbers of the invoice as it is printed', () => {
    const lines = [soldLine({ quantity: 0 }), soldLine({ id: '2', sku: 'RICE' })];
    const note = creditNoteOf({ ...stored, lines: [{ ...stored.lines[0]!, id: '2' }] }, soldOrder({ lines }));
    expect(note.lines).toMatchObject([{ number: '1', sku: 'RICE' }]);
  });

  test('has nothing beyond lines that say it all', () => {
    const vatByRate = [{ rate: 15, net: 835, vat: 125 }];
    expect(creditNoteOf({ ...stored, amount: 960, vat: 125, vatByRate }, soldOrder()).rest).toEqual([]);
  });
});

describe('texts', () => {
  test.each([
    [123_456_789, 2, '1,234,567.89'],
    [5, 2, '0.05'],
    [-1_250, 2, '-12.50'],
    [1_234, 0, '1,234'],
    [1_234, 3, '1.234'],
    [999, 0, '999'],
    [100_000, 2, '1,000.00'],
  ])('%d of %d decimals is %s', (amount, decimals, text) => {
    expect(amountText(amount, decimals)).toBe(text);
  });

  test('the plain amount has no separators', () => {
    expect(plainAmount(123_456_789, 2)).toBe('1234567.89');
  });

  test.each([
    [1_000, '1'],
    [1_500, '1.5'],
    [125, '0.125'],
    [10_000, '10'],
    [0, '0'],
  ])('%d thousandths are %s', (quantity, text) => {
    expect(quantityText(quantity)).toBe(text);
  });

  test('rates have no needless decimals', () => {
    expect([15, 7.5, 0].map(rateText)).toEqual(['15%', '7.5%', '0%']);
  });

  test('one language stands for a missing one', () => {
    expect(bilingual('Milk', null)).toEqual({ en: 'Milk', ar: 'Milk' });
    expect(bilingual(null, 'حليب')).toEqual({ en: 'حليب', ar: 'حليب' });
    expect(bilingual(null, '', 'SKU-1')).toEqual({ en: 'SKU-1', ar: 'SKU-1' });
  });
});

test('a picking list has its groups by name, nameless ones last, and SKUs in their order', () => {
  const of = (id: string, sku: string, category: string | null, quantity = 1_000): PickingLine => ({
    id,
    sku,
    title: { en: id, ar: id },
    replaces: null,
    unit: { en: '', ar: '' },
    quantity,
    category: category === null ? null : { en: category, ar: category },
    shelf: id === '1' ? 'B' : 'A',
  });
  const lines = [
    of('1', 'X-10', 'Milk'),
    of('2', 'X-9', 'Milk'),
    of('3', 'A', null),
    of('4', 'B', 'Bread', 0),
  ];
  const shown = (by: 'category' | 'shelf') =>
    pickingGroups(lines, by).map(({ name, lines: own }) => [name?.en ?? null, own.map(({ id }) => id)]);
  expect(shown('category')).toEqual([
    ['Milk', ['2', '1']],
    [null, ['3']],
  ]);
  expect(shown('shelf')).toEqual([
    ['A', ['3', '2']],
    ['B', ['1']],
  ]);
});
