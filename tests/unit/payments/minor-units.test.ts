import fc from 'fast-check';
import { amountAt, decimalsAt, rescale } from '../../../src/payments/minor-units';
import { ProviderRefusal } from '../../../src/payments/provider';

describe('minor units of Stripe and Razorpay', () => {
  test.each([
    ['SAR', 2],
    ['USD', 2],
    ['INR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['JOD', 3],
    ['KWD', 3],
    ['ISK', 2],
    ['UGX', 2],
  ])('of %s have %i decimals', (currency, decimals) => {
    expect(decimalsAt(currency)).toBe(decimals);
  });

  test.each([
    ['SAR', 13_704, 2, 13_704],
    ['JPY', 500, 0, 500],
    ['JOD', 1_010, 3, 1_010],
    ['KWD', 5, 1, 500],
    ['ISK', 500, 0, 50_000],
    ['ALL', 7, 0, 700],
  ])('%s %i with %i decimals is %i there', (currency, amount, decimals, there) => {
    expect(amountAt({ amount, currency, decimals })).toBe(there);
  });

  test('that are too coarse for an amount are refused, not rounded', () => {
    expect(amountAt({ amount: 1_500, currency: 'JPY', decimals: 2 })).toBe(15);
    const yen = () => amountAt({ amount: 1_550, currency: 'JPY', decimals: 2 });
    expect(yen).toThrow(ProviderRefusal);
    expect(yen).toThrow(expect.objectContaining({ code: 'amount_too_fine' }));
  });

  test('of three decimals are charged by two', () => {
    for (const currency of ['BHD', 'JOD', 'KWD', 'OMR', 'TND']) {
      const fine = () => amountAt({ amount: 1_005, currency, decimals: 3 });
      expect(fine).toThrow(expect.objectContaining({ code: 'amount_too_fine' }));
      expect(amountAt({ amount: 1_000, currency, decimals: 3 })).toBe(1_000);
    }
  });

  test('finer ones and back are the same amount', () => {
    const decimals = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 40 }), decimals, decimals, (amount, one, other) => {
        const [coarse, fine] = one < other ? [one, other] : [other, one];
        return rescale(rescale(amount, coarse, fine), fine, coarse) === amount;
      }),
    );
  });
});
