import type { CartLine, ComboItem, Promotion } from '../../../../src/domain/pricing/cart';
import { byWeight, combo, coupon, itemsOf, line, nets, percentage, piece, price, refusalOf } from './carts';

const a = piece('a', 600);
const b = piece('b', 450);
const offer = combo('c', 3, 1200, { productIds: ['a', 'b'] });

const composed = (items: [ComboItem['good'], number][], quantity = 1, promotionId = 'c'): CartLine => ({
  kind: 'combo',
  promotionId,
  quantity,
  items: items.map(([good, units]) => ({ good, quantity: units * 1000 })),
});

const priced = (lines: CartLine[], ...promotions: Promotion[]): ReturnType<typeof price> =>
  price(lines, { promotions });

describe('a combo line', () => {
  test('costs its price, spread over what stands in it', () => {
    const cart = priced(
      [
        composed([
          [a, 2],
          [b, 1],
        ]),
      ],
      offer,
    );
    expect(cart.lines).toEqual([
      expect.objectContaining({ kind: 'combo', promotionId: 'c', quantity: 1, comboPrice: 1200 }),
    ]);
    expect(nets(cart)).toEqual([873, 327]);
    expect(cart).toMatchObject({ shelf: 1650, total: 1200, promotionDiscount: 450, promotionIds: ['c'] });
  });

  test('times its quantity', () => {
    const cart = priced(
      [
        composed(
          [
            [a, 2],
            [b, 1],
          ],
          3,
        ),
      ],
      offer,
    );
    expect(cart).toMatchObject({ shelf: 4950, total: 3600 });
    expect(itemsOf(cart).map(({ quantity }) => quantity)).toEqual([6000, 3000]);
  });

  test('never above the shelf price, and then is no use of the promotion', () => {
    const cart = priced([composed([[b, 3]])], { ...offer, comboPrice: 1400 });
    expect(cart).toMatchObject({ total: 1350, promotionDiscount: 0, promotionIds: [] });
  });

  test('named twice with the same goods is one line', () => {
    const cart = priced(
      [
        composed([
          [a, 2],
          [b, 1],
        ]),
        composed(
          [
            [b, 1],
            [a, 1],
            [a, 1],
          ],
          2,
        ),
      ],
      offer,
    );
    expect(cart.lines).toHaveLength(1);
    expect(cart.lines[0]).toMatchObject({ quantity: 3 });
    expect(cart.total).toBe(3600);
  });

  test('its items join no other promotion, but coupons apply', () => {
    const promotions = [offer, percentage('p', 50)];
    const lines = [
      composed([
        [a, 2],
        [b, 1],
      ]),
      line(a, 1),
    ];
    expect(price(lines, { promotions })).toMatchObject({ subtotal: 1500, promotionIds: ['c', 'p'] });
    expect(price(lines, { promotions, coupon: coupon() })).toMatchObject({
      couponDiscount: 150,
      total: 1350,
    });
  });

  test('and automatic groups share the maximum of their promotion', () => {
    const capped = { ...offer, maximumDiscount: 700 };
    // 4.50 for the composed one, so 2.50 are left for the 6.00 of the other three.
    const cart = priced(
      [
        composed([
          [a, 2],
          [b, 1],
        ]),
        line(a, 3),
      ],
      capped,
    );
    expect(cart).toMatchObject({ promotionDiscount: 700, promotionIds: ['c'] });
    expect(nets(cart)).toEqual([873, 327, 1550]);
  });

  test('several of a promotion share its maximum by what each would save', () => {
    const cart = priced(
      [
        composed([[a, 3]]),
        composed([
          [a, 2],
          [b, 1],
        ]),
      ],
      { ...offer, maximumDiscount: 525 },
    );
    // 6.00 and 4.50 would be saved.
    expect(nets(cart)).toEqual([1500, 1036, 389]);
  });
});

describe('a combo line is refused', () => {
  const pair: [ComboItem['good'], number][] = [
    [a, 2],
    [b, 1],
  ];

  test.each<[string, Promotion[], CartLine, string, object]>([
    ['of no live promotion', [], composed(pair), 'promotion_not_active', { promotion: 'c' }],
    [
      'of one that is used up',
      [{ ...offer, isExhausted: true }],
      composed(pair),
      'promotion_not_active',
      { promotion: 'c' },
    ],
    [
      'below its minimum',
      [{ ...offer, minimumOrder: 2000 }],
      composed(pair),
      'promotion_not_active',
      { promotion: 'c', minimum: 20, missing: 3.5 },
    ],
    ['with too few', [offer], composed([[a, 2]]), 'combo_invalid', { promotion: 'c', required: 3, items: 2 }],
    [
      'with too many, counting the pieces of a carton',
      [{ ...offer, productIds: ['carton'] }],
      composed([[piece('carton', 9000, { packQty: 12_000_000 }), 1]]),
      'combo_invalid',
      { promotion: 'c', required: 3, items: 12 },
    ],
    [
      'with what is not in its scope',
      [offer],
      composed([
        [a, 2],
        [piece('z', 1), 1],
      ]),
      'combo_invalid',
      { promotion: 'c', productId: 'z' },
    ],
    [
      'with a part of a kilogram',
      [{ ...offer, productIds: ['rice'] }],
      composed([
        [byWeight('rice', 100), 1.5],
        [byWeight('rice', 100, { unitId: 'bag' }), 1.5],
      ]),
      'combo_invalid',
      { promotion: 'c', productId: 'rice', quantity: 1.5 },
    ],
    [
      'without a scope',
      [{ ...offer, productIds: [] }],
      composed(pair),
      'combo_invalid',
      { promotion: 'c', productId: 'a' },
    ],
    [
      'of a promotion of another type',
      [percentage('c', 10)],
      composed(pair),
      'combo_invalid',
      { promotion: 'c' },
    ],
  ])('%s', (_what, promotions, combined, code, details) => {
    expect(refusalOf(() => price([combined], { promotions }))).toEqual({ code, details });
  });

  test('when the rest of the cart does not lift it over its minimum either', () => {
    const promotions = [{ ...offer, minimumOrder: 2000 }];
    expect(price([composed(pair), line(b, 1)], { promotions }).total).toBe(1650);
  });
});
