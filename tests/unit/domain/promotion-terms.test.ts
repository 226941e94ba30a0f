import fc from 'fast-check';
import { assertPeriod, periodErrors } from '../../../src/domain/catalogue/period';
import { assertPromotionTerms, type PromotionTerms } from '../../../src/domain/catalogue/promotion-terms';
import { ValidationError } from '../../../src/domain/errors';

const discount: PromotionTerms = {
  type: 'discount',
  discount_type: 'percentage',
  discount_value: 10,
  requiredItemCount: null,
  comboPrice: null,
  buyQuantity: null,
  getQuantity: null,
  minimum_order: null,
  maximum_discount: null,
  startDate: null,
  endDate: null,
  hasScope: false,
};
const combo: PromotionTerms = {
  ...discount,
  type: 'combo',
  requiredItemCount: 3,
  comboPrice: 12,
  hasScope: true,
};
const bogo: PromotionTerms = { ...discount, type: 'bogo', buyQuantity: 2, getQuantity: 1, hasScope: true };

const faults = (terms: PromotionTerms, decimals = 2): string[] => {
  try {
    assertPromotionTerms(terms, decimals);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    return (error as ValidationError & { details: { errors: { path: string }[] } }).details.errors.map(
      ({ path }) => path,
    );
  }
};

describe('assertPromotionTerms', () => {
  test.each<[string, PromotionTerms, string[]]>([
    ['a percentage', discount, []],
    ['all of it', { ...discount, discount_value: 100 }, []],
    ['more than all', { ...discount, discount_value: 100.01 }, ['discount_value']],
    ['nothing', { ...discount, discount_value: 0 }, ['discount_value']],
    ['less than nothing', { ...discount, discount_value: -1 }, ['discount_value']],
    [
      'no kind and no value',
      { ...discount, discount_type: null, discount_value: null },
      ['discount_type', 'discount_value'],
    ],
    ['a fixed sum over 100', { ...discount, discount_type: 'fixed', discount_value: 250.5 }, []],
    ['a sum too fine', { ...discount, discount_type: 'fixed', discount_value: 0.005 }, ['discount_value']],
    ['a combo', combo, []],
    ['a combo for nothing', { ...combo, comboPrice: 0 }, []],
    ['a combo without a scope', { ...combo, hasScope: false }, ['products']],
    ['a combo of nothing', { ...combo, requiredItemCount: 0 }, ['requiredItemCount']],
    [
      'a combo without terms',
      { ...combo, requiredItemCount: null, comboPrice: null },
      ['requiredItemCount', 'comboPrice'],
    ],
    ['a combo price too fine', { ...combo, comboPrice: 1.999 }, ['comboPrice']],
    ['a negative combo price', { ...combo, comboPrice: -1 }, ['comboPrice']],
    ['a bogo', bogo, []],
    ['a bogo that says no numbers', { ...bogo, buyQuantity: null, getQuantity: null }, []],
    ['a bogo of nothing', { ...bogo, buyQuantity: 0, getQuantity: 0 }, ['buyQuantity', 'getQuantity']],
    ['a bogo of everything', { ...bogo, hasScope: false }, ['products']],
    ['a minimum too fine', { ...bogo, minimum_order: 0.001 }, ['minimum_order']],
    ['a negative cap', { ...bogo, maximum_discount: -0.5 }, ['maximum_discount']],
  ])('%s', (_what, terms, paths) => {
    expect(faults(terms)).toEqual(paths);
  });

  test('a percentage may be finer than the currency, a sum may not', () => {
    expect(faults({ ...discount, discount_value: 12.345 }, 0)).toEqual([]);
    expect(faults({ ...discount, discount_type: 'fixed', discount_value: 12.345 }, 3)).toEqual([]);
    expect(faults({ ...discount, discount_type: 'fixed', discount_value: 12.345 }, 2)).toEqual([
      'discount_value',
    ]);
  });

  test('every percentage above 0 and up to 100 holds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (hundredths) => {
        expect(faults({ ...discount, discount_value: hundredths / 100 })).toEqual([]);
        expect(faults({ ...discount, discount_value: 100 + hundredths / 100 })).toEqual(['discount_value']);
      }),
    );
  });
});

describe('periods', () => {
  test('end after they begin; open ends are fine', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), fc.date({ noInvalidDate: true }), (one, other) => {
        const wrong = one.getTime() >= other.getTime();
        expect(periodErrors(one, other)).toEqual(
          wrong ? [{ path: 'endDate', message: 'must be after startDate' }] : [],
        );
        expect(periodErrors(one, null)).toEqual([]);
        expect(periodErrors(null, other)).toEqual([]);
      }),
    );
  });

  test('of no length are refused', () => {
    const moment = new Date('2026-01-01T00:00:00Z');
    expect(() => assertPeriod(moment, new Date(moment))).toThrow('endDate: must be after startDate');
    expect(() => assertPeriod(moment, new Date(moment.getTime() + 1))).not.toThrow();
    expect(faults({ ...discount, startDate: moment, endDate: moment })).toEqual(['endDate']);
  });
});
