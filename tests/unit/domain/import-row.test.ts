import fc from 'fast-check';
import { decimalsIn, readDecimal, roundHalfUp } from '../../../src/domain/catalogue/decimal-text';
import { guardCell, unguardCell } from '../../../src/domain/catalogue/formula-cell';
import { readImportRow } from '../../../src/domain/catalogue/import-row';
import { changedPrice } from '../../../src/domain/catalogue/price-change';

const rounded = (text: string, decimals: number): string => roundHalfUp(readDecimal(text)!, decimals);

describe('decimal texts', () => {
  test.each([
    ['1.005', 2, '1.01'],
    ['1.004999', 2, '1.00'],
    ['0.5', 0, '1'],
    ['12', 3, '12.000'],
    ['.25', 1, '0.3'],
    ['099.95', 1, '100.0'],
    ['١٢٫٥', 2, '12.50'],
    ['۷', 0, '7'],
    ['-0.5', 0, '-1'],
    ['99999999999.999', 2, '100000000000.00'],
  ])('%s to %d decimals is %s', (text, decimals, expected) => {
    expect(rounded(text, decimals)).toBe(expected);
  });

  test.each(['', '.', '1,5', '1,234.50', '1e3', 'x', '1.2.3', '--1', '12 kg'])('%s is no number', (text) => {
    expect(readDecimal(text)).toBeNull();
  });

  test('zeros at the end are no decimals', () => {
    expect(decimalsIn(readDecimal('1.2500')!)).toBe(2);
  });

  test('rounding whole minor units changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.constantFrom(0, 2, 3), (minor, decimals) => {
        const text = (minor / 10 ** decimals).toFixed(decimals);
        expect(rounded(text, decimals)).toBe(text);
      }),
    );
  });
});

describe('cells that look like formulas', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+966', "'+966"],
    ['-', "'-"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ["'=x", "''=x"],
    ["'plain", "'plain"],
    ['plain', 'plain'],
    ['', ''],
  ])('%j becomes %j', (text, expected) => {
    expect(guardCell(text)).toBe(expected);
  });

  test('come back as they were, whatever they are', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a', ' ') });
    fc.assert(
      fc.property(text, (any) => {
        expect(unguardCell(guardCell(any))).toBe(any);
        expect(guardCell(any)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
  });
});

describe('rows of a sheet', () => {
  test('are read as they are stored', () => {
    const { row, complaints } = readImportRow(
      {
        sku: " '-A1 ",
        title_ar: 'حليب',
        unit_value: '0.5',
        price: '2.505',
        original_price: '3',
        stock: '1.25',
        status: 'Active',
        barcode: '   ',
      },
      2,
    );
    expect(complaints).toEqual([]);
    expect(row).toEqual({
      sku: '-A1',
      barcode: null,
      titleEn: null,
      titleAr: 'حليب',
      category: null,
      unit: null,
      unitValue: '0.500',
      price: '2.51',
      originalPrice: '3.00',
      stock: '1250',
      status: 'active',
    });
  });

  test.each([
    [{ sku: 'x'.repeat(81) }, 'sku', 'too_long'],
    [{ sku: 'a\0b' }, 'sku', 'bad_character'],
    [{}, 'sku', 'key_required'],
    [{ sku: 'a', price: '1,5' }, 'price', 'not_a_number'],
    [{ sku: 'a', price: '-0.01' }, 'price', 'negative'],
    [{ sku: 'a', price: '100000000000' }, 'price', 'too_large'],
    [{ sku: 'a', price: '99999999999.999' }, 'price', 'too_large'],
    [{ sku: 'a', unit_value: '0' }, 'unit_value', 'not_positive'],
    [{ sku: 'a', unit_value: '1.2345' }, 'unit_value', 'too_fine'],
    [{ sku: 'a', stock: '1.0005' }, 'stock', 'too_fine'],
    [{ sku: 'a', status: 'on' }, 'status', 'unknown_status'],
  ])('%j is refused', (cells, column, code) => {
    const { complaints } = readImportRow(cells, 2);
    expect(complaints.map((complaint) => [complaint.column, complaint.code])).toEqual([[column, code]]);
  });
});

describe('bulk price changes', () => {
  test.each([
    [2.5, 'percentage', 10, 2, 2.75],
    [1.05, 'percentage', 10, 2, 1.16],
    [0.1, 'percentage', -100, 2, 0],
    [9.99, 'percentage', 33.333, 2, 13.32],
    [1.005, 'percentage', 100, 3, 2.01],
    [7, 'percentage', -50, 0, 4],
    [2.5, 'amount', 0.25, 2, 2.75],
    [0.1, 'amount', -1, 2, -0.9],
    [1, 'amount', 0.005, 2, 1.01],
  ] as const)('%d by %s %d with %d decimals is %d', (price, type, value, decimals, expected) => {
    expect(changedPrice(price, { type, value }, decimals)).toBe(expected);
  });
});
