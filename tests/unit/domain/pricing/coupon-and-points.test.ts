import type { Coupon, PriceRules } from '../../../../src/domain/pricing/cart';
import { estimateCoupon } from '../../../../src/domain/pricing/coupon';
import { at, coupon, fixed, itemsOf, line, nets, percentage, piece, price, refusalOf, rules } from './carts';

const a = piece('a', 600);
const b = piece('b', 450);
const cart = [line(a, 2), line(b, 1)];
const later = new Date(at.getTime() + 1);

describe('a coupon', () => {
  test.each<[string, Coupon, number]>([
    ['takes a part', coupon(), 165],
    ['no more than its maximum', coupon({ maximumDiscount: 100 }), 100],
    ['a sum', coupon({ type: 'fixed', value: 500 }), 500],
    ['no more than there is', coupon({ type: 'fixed', value: 5000 }), 1650],
    ['off its products', coupon({ productIds: ['b'] }), 45],
    ['at the last moment', coupon({ endsAt: later, startsAt: at }), 165],
    ['at its minimum', coupon({ minimumOrder: 1650 }), 165],
  ])('%s', (_what, given, couponDiscount) => {
    const priced = price(cart, { coupon: given });
    expect(priced).toMatchObject({ couponDiscount, discount: couponDiscount, couponId: 'coupon' });
    expect(priced.total).toBe(1650 - couponDiscount);
  });

  test('is spread over its lines after promotions', () => {
    const promotions = [percentage('p', 50, { productIds: ['a'] })];
    const priced = price(cart, { promotions, coupon: coupon({ type: 'fixed', value: 100 }) });
    expect(nets(priced)).toEqual([543, 407]);
    expect(itemsOf(priced)[0]?.adjustments).toEqual([
      { kind: 'promotion', id: 'p', amount: 600 },
      { kind: 'coupon', id: 'coupon', amount: 57 },
    ]);
    // The subtotal, and what compares with it, does not know the coupon.
    expect(priced).toMatchObject({ subtotal: 1050, promotionDiscount: 600 });
  });

  const faults: [string, Partial<Coupon>, object][] = [
    ['coupon_not_found', { isActive: false }, {}],
    ['coupon_not_started', { startsAt: later }, { startsAt: '2026-03-01T09:00:00.001Z' }],
    ['coupon_expired', { endsAt: at }, { endsAt: '2026-03-01T09:00:00.000Z' }],
    ['coupon_min_order', { minimumOrder: 1651 }, { minimum: 16.51, missing: 0.01 }],
    ['coupon_not_eligible', { productIds: ['z'] }, {}],
    ['coupon_exhausted', { isExhausted: true }, {}],
    ['coupon_customer_exhausted', { isExhaustedForCustomer: true }, {}],
  ];

  test.each(faults)('%s', (code, fault, details) => {
    expect(refusalOf(() => price(cart, { coupon: coupon(fault) }))).toEqual({ code, details });
  });

  test('the first that holds is told', () => {
    const told = faults.map((_, index) => {
      const all = Object.assign({}, ...faults.slice(index).map(([, fault]) => fault)) as Partial<Coupon>;
      return refusalOf(() => price(cart, { coupon: coupon(all) })).code;
    });
    expect(told).toEqual(faults.map(([code]) => code));
  });

  test('of nobody is not found', () => {
    expect(refusalOf(() => price(cart, { coupon: 'unknown' }))).toEqual({
      code: 'coupon_not_found',
      details: {},
    });
  });

  test('with nothing left to reduce is not eligible', () => {
    const all = { promotions: [percentage('p', 100)], coupon: coupon() };
    expect(refusalOf(() => price(cart, all)).code).toBe('coupon_not_eligible');
    expect(refusalOf(() => price([line(piece('t', 4), 1)], { coupon: coupon() })).code).toBe(
      'coupon_not_eligible',
    );
  });

  test('minimums compare the shelf price', () => {
    const promotions = [percentage('p', 50)];
    expect(price(cart, { promotions, coupon: coupon({ minimumOrder: 1650 }) }).couponDiscount).toBe(83);
  });
});

describe('the estimate of a coupon', () => {
  test('knows the subtotal alone', () => {
    expect(estimateCoupon(coupon({ productIds: ['z'] }), 1005, at, rules)).toBe(101);
    expect(estimateCoupon(coupon({ maximumDiscount: 50 }), 1005, at, rules)).toBe(50);
  });

  test.each<[string, Coupon | 'unknown', number]>([
    ['coupon_not_found', 'unknown', 1000],
    ['coupon_not_found', coupon({ isActive: false }), 1000],
    ['coupon_min_order', coupon({ minimumOrder: 1001 }), 1000],
    ['coupon_not_eligible', coupon(), 0],
    ['coupon_exhausted', coupon({ isExhausted: true }), 1000],
  ])('%s', (code, given, subtotal) => {
    expect(refusalOf(() => estimateCoupon(given, subtotal, at, rules)).code).toBe(code);
  });
});

describe('points', () => {
  const loyal = (redeemValue: number, earnPerUnit = 0, more: Partial<PriceRules> = {}): PriceRules => ({
    ...rules,
    loyalty: { redeemValue, earnPerUnit },
    ...more,
  });

  test.each([
    [10, 5, 10, 50],
    [400, 5, 330, 1650],
    [400, 7, 236, 1650],
    [235, 7, 235, 1645],
    [0, 5, 0, 0],
    [10, 0, 0, 0],
  ])('%i asked at %d each: %i used', (asked, redeemValue, used, pointsDiscount) => {
    const priced = price(cart, { points: { asked, balance: 400 }, rules: loyal(redeemValue) });
    expect(priced).toMatchObject({ pointsUsed: used, pointsDiscount, total: 1650 - pointsDiscount });
  });

  test('never pay for the delivery', () => {
    const delivered = loyal(5, 0, { delivery: { ...rules.delivery, basePrice: 1000 } });
    const priced = price(cart, { points: { asked: 5000, balance: 5000 }, rules: delivered });
    expect(priced).toMatchObject({ pointsUsed: 330, total: 1000 });
  });

  test('come after the coupon', () => {
    const priced = price(cart, {
      coupon: coupon({ type: 'fixed', value: 1600 }),
      points: { asked: 100, balance: 100 },
      rules: loyal(20),
    });
    expect(priced).toMatchObject({ couponDiscount: 1600, pointsUsed: 3, pointsDiscount: 50, discount: 1650 });
    expect(priced.total).toBe(0);
    expect(itemsOf(priced)[0]?.adjustments.at(-1)).toEqual({ kind: 'points', id: null, amount: 36 });
  });

  test('over the balance are refused', () => {
    const refused = (): unknown => price(cart, { points: { asked: 11, balance: 10 }, rules: loyal(5) });
    expect(refusalOf(refused)).toEqual({ code: 'insufficient_points', details: { asked: 11, balance: 10 } });
  });

  test.each([
    [1, 2, 16],
    [0.5, 2, 8],
    [0.0606, 2, 0],
    [0.0607, 2, 1],
    [1, 0, 1650],
    [1, 3, 1],
    [0, 2, 0],
  ])('earned at %d with %i decimals: %i', (earnPerUnit, decimals, earned) => {
    expect(price(cart, { rules: loyal(0, earnPerUnit, { decimals }) }).pointsEarned).toBe(earned);
  });

  test('are earned by what the goods cost in the end', () => {
    const given = { rules: loyal(5, 1), points: { asked: 100, balance: 100 }, promotions: [fixed('p', 100)] };
    expect(price(cart, given).pointsEarned).toBe(10);
  });
});
