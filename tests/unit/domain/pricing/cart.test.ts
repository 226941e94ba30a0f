import { ValidationError } from '../../../../src/domain/errors';
import type { CartLine, PriceRules } from '../../../../src/domain/pricing/cart';
import {
  byWeight,
  combo,
  coupon,
  fixed,
  itemsOf,
  line,
  percentage,
  piece,
  price,
  refusalOf,
  rules,
} from './carts';

const a = piece('a', 600);

describe('the lines of a cart', () => {
  test('equal goods are one line, where the first of them stood', () => {
    const rice = byWeight('rice', 333);
    const cart = price([line(rice, 0.5), line(a, 1), line(rice, 0.505)]);
    // 3.33 × 1.005 once, not 1.67 + 1.68.
    expect(itemsOf(cart).map(({ good, quantity, shelf }) => [good.productId, quantity, shelf])).toEqual([
      ['rice', 1005, 335],
      ['a', 1000, 600],
    ]);
  });

  test('units of one product stay apart', () => {
    const carton = { ...a, unitId: 'carton', packQty: 12_000_000, price: 6000 };
    expect(itemsOf(price([line(a, 1), line(carton, 1)])).map(({ shelf }) => shelf)).toEqual([600, 6000]);
  });

  test('1.005 of 1.00 is 1.01', () => {
    expect(price([line(byWeight('w', 100), 1.005)]).total).toBe(101);
  });

  test.each<[string, CartLine[], string]>([
    ['nothing', [line(a, 0)], 'cart.0.quantity: must be greater than 0'],
    ['less than nothing', [line(a, 1), line(piece('b', 1), -1)], 'cart.1.quantity: must be greater than 0'],
    ['a broken piece', [line(a, 1.5)], 'cart.0.quantity: pieces must be whole'],
    [
      'a broken pack',
      [line({ ...a, packQty: 1_500_000 }, 1)],
      'cart.0.quantity: a piece unit must hold whole pieces',
    ],
    [
      'beside the step',
      [line(byWeight('w', 1, { step: 250 }), 0.3)],
      'cart.0.quantity: must be a multiple of 0.25',
    ],
    [
      'beside the step of pieces',
      [line({ ...a, step: 2000 }, 3)],
      'cart.0.quantity: must be a multiple of 2',
    ],
    ['endless', [line(a, Number.MAX_SAFE_INTEGER)], 'cart.0.quantity: is too large'],
    ['dear beyond counting', [line({ ...a, price: 9e15 }, 2)], 'cart.0.quantity: is too large'],
    ['too dear together', [line({ ...a, price: 9e15 }, 1), line(piece('b', 9e15), 1)], 'cart: is too large'],
    [
      'no combo',
      [{ kind: 'combo', promotionId: 'c', quantity: 0, items: [] }],
      'cart.0.quantity: must be a whole number',
    ],
    [
      'a broken piece in a combo',
      [{ kind: 'combo', promotionId: 'c', quantity: 2, items: [{ good: a, quantity: 500 }] }],
      'cart.0.selectedProducts.0.quantity: pieces must be whole',
    ],
  ])('%s', (_what, lines, message) => {
    expect(() => price(lines)).toThrow(ValidationError);
    expect(() => price(lines)).toThrow(message);
  });

  test('the step is checked after equal lines have become one', () => {
    const w = byWeight('w', 100, { step: 500 });
    expect(price([line(w, 0.25), line(w, 0.25)]).total).toBe(50);
  });
});

describe('the minimum of the shop', () => {
  const least = (minimumOrder: number): PriceRules => ({ ...rules, minimumOrder });

  test('compares the shelf price of the cart', () => {
    expect(price([line(a, 1)], { rules: least(600), promotions: [percentage('p', 50)] }).total).toBe(300);
    expect(refusalOf(() => price([line(a, 1)], { rules: least(601) }))).toEqual({
      code: 'minimum_order',
      details: { minimum: 6.01, missing: 0.01 },
    });
  });

  test('is told before anything else but quantities', () => {
    const everything = {
      rules: { ...least(10_000), delivery: { ...rules.delivery, requireLocation: true } },
      coupon: coupon({ isActive: false }),
      points: { asked: 1, balance: 0 },
    };
    const wrong: CartLine = {
      kind: 'combo',
      promotionId: 'none',
      quantity: 1,
      items: [{ good: a, quantity: 1000 }],
    };
    const codes = [
      [wrong, everything],
      [wrong, { ...everything, rules: { ...everything.rules, minimumOrder: null } }],
      [line(a, 1), { ...everything, rules: { ...everything.rules, minimumOrder: null } }],
      [line(a, 1), { ...everything, rules: { ...everything.rules, minimumOrder: null }, coupon: null }],
      [
        line(a, 1),
        {
          ...everything,
          rules: { ...everything.rules, minimumOrder: null },
          coupon: null,
          points: { asked: 0, balance: 0 },
        },
      ],
    ] as const;
    expect(codes.map(([first, given]) => refusalOf(() => price([first], given)).code)).toEqual([
      'minimum_order',
      'promotion_not_active',
      'coupon_not_found',
      'insufficient_points',
      'delivery_location_required',
    ]);
    expect(refusalOf(() => price([line(a, 0)], everything)).code).toBe('validation_failed');
  });
});

describe('what everything comes to', () => {
  const delivered: PriceRules = {
    ...rules,
    delivery: { ...rules.delivery, basePrice: 1000, freeThreshold: 5000 },
    loyalty: { earnPerUnit: 1, redeemValue: 10 },
  };

  test('a cart with everything', () => {
    const cart = price([line(piece('b', 450), 4), line(a, 5)], {
      promotions: [fixed('f', 300, { productIds: ['a'] }), combo('c', 4, 1500, { productIds: ['b'] })],
      coupon: coupon(),
      points: { asked: 20, balance: 50 },
      rules: delivered,
    });
    expect(cart).toMatchObject({
      shelf: 4800,
      subtotal: 4200,
      promotionDiscount: 600,
      couponDiscount: 420,
      pointsDiscount: 200,
      discount: 620,
      pointsUsed: 20,
      pointsEarned: 35,
      delivery: { fee: 1000, vat: 130, distanceKm: null, isEstimated: true, isFree: false, zoneId: null },
      vat: 597,
      vatGroups: [{ rate: 15, net: 3983, vat: 597 }],
      total: 4580,
      promotionIds: ['c', 'f'],
      couponId: 'coupon',
    });
    expect(itemsOf(cart).map(({ net, vat }) => [net, vat])).toEqual([
      [1279, 167],
      [2301, 300],
    ]);
  });

  test('a coupon never costs the free delivery', () => {
    const lines = [line(piece('b', 5000), 1)];
    expect(price(lines, { rules: delivered, coupon: coupon() })).toMatchObject({
      delivery: { fee: 0, isFree: true },
      total: 4500,
    });
    expect(price(lines, { rules: delivered, promotions: [fixed('p', 1)] }).delivery.fee).toBe(1000);
  });

  test.each([
    [0, 7, [line(byWeight('w', 5), 1.3)]],
    [3, 6_531, [line(byWeight('w', 5_024), 1.3)]],
  ])('in a currency of %i decimals', (decimals, total, lines) => {
    expect(price(lines, { rules: { ...rules, decimals } }).total).toBe(total);
    expect(
      refusalOf(() => price(lines, { rules: { ...rules, decimals, minimumOrder: total + 1 } })).details,
    ).toEqual({ minimum: (total + 1) / 10 ** decimals, missing: 1 / 10 ** decimals });
  });
});
