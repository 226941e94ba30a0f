import fc from 'fast-check';
import { packQuantity, toDifference, toThousandths, type UnitType } from '../../../src/domain/quantity';

const types: UnitType[] = ['weight', 'volume', 'piece'];

describe('toThousandths', () => {
  test.each<[number, UnitType, number]>([
    [0, 'piece', 0],
    [12, 'piece', 12_000],
    [1.5, 'weight', 1_500],
    [0.001, 'volume', 1],
    [1.005, 'weight', 1_005],
    [4.35, 'weight', 4_350],
    [9_007_199_254_740, 'piece', 9_007_199_254_740_000],
  ])('%d %s is %i', (quantity, type, thousandths) => {
    expect(toThousandths('qty', quantity, type)).toBe(thousandths);
  });

  test('is exact for every thousandth', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 31 - 1), fc.constantFrom<UnitType>('weight', 'volume'), (thousandths, type) => {
        expect(toThousandths('qty', Number(`${thousandths}e-3`), type)).toBe(thousandths);
      }),
    );
  });

  test.each<[number, UnitType, string]>([
    [-1, 'piece', 'must not be negative'],
    [-0.001, 'weight', 'must not be negative'],
    [NaN, 'weight', 'must not be negative'],
    [Infinity, 'weight', 'must not be negative'],
    [0.0005, 'weight', 'at most 3 decimals'],
    [1.5, 'piece', 'pieces must be whole'],
    [1e16, 'piece', 'is too large'],
  ])('%d %s is refused', (quantity, type, message) => {
    expect(() => toThousandths('stock.0.qty', quantity, type)).toThrow(message);
  });
});

describe('toDifference', () => {
  test.each<[number, UnitType, number]>([
    [3, 'piece', 3_000],
    [-3, 'piece', -3_000],
    [-0.125, 'weight', -125],
  ])('%d %s is %i', (quantity, type, thousandths) => {
    expect(toDifference('delta', quantity, type)).toBe(thousandths);
  });

  test.each<[number, UnitType, string]>([
    [0, 'piece', 'must not be 0'],
    [-1.5, 'piece', 'pieces must be whole'],
    [-0.0005, 'weight', 'at most 3 decimals'],
    [NaN, 'weight', 'must not be negative'],
  ])('%d %s is refused', (quantity, type, message) => {
    expect(() => toDifference('delta', quantity, type)).toThrow(message);
  });
});

describe('packQuantity', () => {
  test.each<[number, number, UnitType, number]>([
    [1, 1, 'piece', 1],
    [2, 12, 'piece', 24],
    [0.5, 12, 'piece', 6],
    [250, 0.001, 'weight', 0.25],
    [0.1, 3, 'weight', 0.3],
    [1, 0.000001, 'volume', 0.000001],
  ])('%d of rate %d (%s) holds %d', (unitValue, rate, type, packQty) => {
    expect(packQuantity(unitValue, rate, type)).toBe(packQty);
  });

  test('whole packs of pieces stay whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e4 }), fc.integer({ min: 1, max: 1e4 }), (value, rate) => {
        expect(packQuantity(value, rate, 'piece')).toBe(value * rate);
      }),
    );
  });

  test('halves that a rate makes whole are taken, others refused', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e4 }), (count) => {
        expect(packQuantity(count + 0.5, 2, 'piece')).toBe(2 * count + 1);
        expect(() => packQuantity(count + 0.5, 1, 'piece')).toThrow('whole pieces');
      }),
    );
  });

  test('what holds nothing is refused, whatever it measures', () => {
    for (const type of types) {
      for (const [value, rate] of [
        [0, 1],
        [1, 0],
        [-1, 1],
        [NaN, 1],
        [1e-4, 1e-4],
      ] as const) {
        expect(() => packQuantity(value, rate, type)).toThrow('unitValue: must be greater than 0');
      }
    }
  });
});
