import { vatOf } from '../../../../src/domain/pricing/vat';
import { itemsOf, line, piece, price, rules } from './carts';

const inclusive = { rate: 15, inclusive: true };
const exclusive = { rate: 15, inclusive: false };

describe('the VAT of a document', () => {
  test('3 × 10.10 at 15 % inclusive is 3.95 = 1.32 + 1.32 + 1.31', () => {
    const items = [1, 2, 3].map(() => ({ net: 1010, vatRate: 15 }));
    expect(vatOf(items, 0, inclusive)).toEqual({
      lines: [132, 132, 131],
      fee: 0,
      groups: [{ rate: 15, net: 2635, vat: 395 }],
      vat: 395,
    });
    expect(vatOf(items, 0, exclusive)).toEqual({
      lines: [152, 152, 151],
      fee: 0,
      groups: [{ rate: 15, net: 3030, vat: 455 }],
      vat: 455,
    });
  });

  test('zero-rated goods stand apart, and the delivery is taxed even so', () => {
    expect(vatOf([{ net: 1000, vatRate: 0 }], 1150, inclusive)).toEqual({
      lines: [0],
      fee: 150,
      groups: [
        { rate: 15, net: 1000, vat: 150 },
        { rate: 0, net: 1000, vat: 0 },
      ],
      vat: 150,
    });
  });

  test('rates of two decimals, the highest first', () => {
    const items = [
      { net: 1000, vatRate: 5.25 },
      { net: 1000, vatRate: 7.5 },
    ];
    expect(vatOf(items, 0, exclusive)).toEqual({
      lines: [53, 75],
      fee: 0,
      groups: [
        { rate: 7.5, net: 1000, vat: 75 },
        { rate: 5.25, net: 1000, vat: 53 },
      ],
      vat: 128,
    });
  });

  test('of nothing is nothing', () => {
    expect(vatOf([], 0, inclusive)).toEqual({ lines: [], fee: 0, groups: [], vat: 0 });
    expect(vatOf([{ net: 0, vatRate: 15 }], 0, exclusive).vat).toBe(0);
  });
});

describe('the VAT of a cart', () => {
  test('comes on top of exclusive prices, with that of the delivery', () => {
    const cart = price([line(piece('a', 1010), 3), line(piece('zero', 500, { vatRate: 0 }), 1)], {
      rules: { ...rules, vat: exclusive, delivery: { ...rules.delivery, basePrice: 1000 } },
    });
    expect(cart).toMatchObject({ subtotal: 3530, vat: 605, total: 5135, delivery: { fee: 1000, vat: 150 } });
    expect(itemsOf(cart).map(({ vat, vatRate }) => [vat, vatRate])).toEqual([
      [455, 15],
      [0, 0],
    ]);
  });

  test('is within inclusive prices, and ties go by product', () => {
    const cart = price(['c', 'b', 'a'].map((id) => line(piece(id, 1010), 1)));
    expect(cart).toMatchObject({ subtotal: 3030, vat: 395, total: 3030 });
    expect(itemsOf(cart).map(({ vat }) => vat)).toEqual([131, 132, 132]);
  });
});
