import fc from 'fast-check';
import { ValidationError } from '../../../src/domain/errors';
import { assertAmount, decimalsOf } from '../../../src/domain/money';

describe('decimalsOf', () => {
  test.each([
    [0, 0],
    [7, 0],
    [-7, 0],
    [0.1, 1],
    [137.04, 2],
    [-1.255, 3],
    [1e21, 0],
    [1.5e21, 0],
    [1e-7, 7],
    [1.25e-7, 9],
    [0.1 + 0.2, 17],
  ])('%d has %i', (value, decimals) => {
    expect(decimalsOf(value)).toBe(decimals);
  });

  test('counts the digits that a number was written with', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 0, max: 6 }), (units, places) => {
        const value = Number(`${units}e-${places}`);
        const significant = String(units)
          .padStart(places + 1, '0')
          .slice(-places || Infinity);
        const written = places === 0 ? 0 : significant.replace(/0+$/, '').length;
        expect(decimalsOf(value)).toBe(written);
      }),
    );
  });
});

describe('assertAmount', () => {
  test('takes every whole number of minor units', () => {
    fc.assert(
      fc.property(fc.nat(1e12), fc.constantFrom(0, 2, 3), (minor, decimals) => {
        expect(() => assertAmount('price', minor / 10 ** decimals, decimals)).not.toThrow();
      }),
    );
  });

  test('refuses what is finer than the currency', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(0, 2, 3),
        (whole, digit, decimals) => {
          const amount = Number(`${whole}.${'0'.repeat(decimals)}${digit}`);
          expect(() => assertAmount('price', amount, decimals)).toThrow(`at most ${decimals} decimals`);
        },
      ),
    );
  });

  test('refuses negative and endless amounts, naming the field', () => {
    for (const amount of [-0.01, -5, NaN, Infinity, -Infinity]) {
      expect(() => assertAmount('units.0.price', amount, 2)).toThrow(
        new ValidationError([{ path: 'units.0.price', message: 'must not be negative' }]),
      );
    }
  });
});
