import fc from 'fast-check';
import { type FrozenLine, repriceOrder } from '../../../../src/domain/pricing/reprice';
import { bogo, byWeight, combo, coupon, line, percentage, piece, price, rules } from './carts';

const vat = { rate: 15, inclusive: true };

const frozen = (more: Partial<FrozenLine> = {}): FrozenLine => ({
  productId: 'a',
  unitId: 'a-unit',
  comboPromotionId: null,
  quantity: 3000,
  shelf: 3030,
  adjustments: [],
  pickedQuantity: 3000,
  vatRate: 15,
  ...more,
});

describe('an order at frozen prices', () => {
  test('a short pick costs its part, adjustments too', () => {
    const adjustments = [
      { kind: 'promotion' as const, id: 'p', amount: 303 },
      { kind: 'coupon' as const, id: 'k', amount: 100 },
      { kind: 'points' as const, id: null, amount: 50 },
    ];
    const order = repriceOrder([frozen({ adjustments, pickedQuantity: 2000 })], 1000, vat);
    expect(order).toEqual({
      lines: [
        {
          quantity: 2000,
          shelf: 2020,
          adjustments: [
            { kind: 'promotion', id: 'p', amount: 202 },
            { kind: 'coupon', id: 'k', amount: 67 },
            { kind: 'points', id: null, amount: 33 },
          ],
          promotionDiscount: 202,
          discount: 100,
          net: 1718,
          vat: 224,
        },
      ],
      subtotal: 1818,
      promotionDiscount: 202,
      couponDiscount: 67,
      pointsDiscount: 33,
      discount: 100,
      deliveryVat: 131,
      vat: 355,
      vatGroups: [{ rate: 15, net: 2363, vat: 355 }],
      total: 2718,
    });
  });

  test('an actual weight goes up as well as down', () => {
    const weighed = (pickedQuantity: number): number =>
      repriceOrder([frozen({ quantity: 1000, shelf: 999, pickedQuantity })], 0, vat).total;
    expect([weighed(985), weighed(1000), weighed(1015)]).toEqual([984, 999, 1014]);
  });

  test('nothing picked costs nothing but the delivery', () => {
    const none = { pickedQuantity: 0, adjustments: [{ kind: 'points' as const, id: null, amount: 3030 }] };
    expect(repriceOrder([frozen(none)], 1000, { rate: 15, inclusive: false })).toMatchObject({
      lines: [{ quantity: 0, shelf: 0, adjustments: [], promotionDiscount: 0, discount: 0, net: 0, vat: 0 }],
      subtotal: 0,
      discount: 0,
      vat: 150,
      total: 1150,
    });
  });

  test('parts that were rounded up take no more than there is', () => {
    const adjustments = [1, 2].map((id) => ({ kind: 'promotion' as const, id: `p${id}`, amount: 1 }));
    const half = frozen({ quantity: 2000, shelf: 2, adjustments, pickedQuantity: 1000 });
    // A half of each 1 is rounded up to 1, but the half of 2 is 1.
    expect(repriceOrder([half], 0, vat).lines[0]).toMatchObject({
      shelf: 1,
      adjustments: [{ kind: 'promotion', id: 'p1', amount: 1 }],
      net: 0,
    });
  });

  const cart = price(
    [
      line(piece('tea', 275), 7),
      line(byWeight('rice', 1015), 2.505),
      line(piece('bread', 330, { vatRate: 0 }), 3),
      {
        kind: 'combo',
        promotionId: 'c',
        quantity: 2,
        items: [{ good: piece('tea', 275), quantity: 3000 }],
      },
    ],
    {
      promotions: [
        bogo('b', 2, 1, { productIds: ['tea'] }),
        percentage('p', 15),
        combo('c', 3, 600, { productIds: ['tea'] }),
      ],
      coupon: coupon(),
      points: { asked: 5, balance: 5 },
      rules: {
        ...rules,
        loyalty: { earnPerUnit: 1, redeemValue: 7 },
        delivery: { ...rules.delivery, basePrice: 1000 },
      },
    },
  );
  const ordered: FrozenLine[] = cart.lines.flatMap((priced) =>
    (priced.kind === 'plain' ? [priced.item] : priced.items).map((item) => ({
      productId: item.good.productId,
      unitId: item.good.unitId,
      comboPromotionId: priced.kind === 'combo' ? priced.promotionId : null,
      quantity: item.quantity,
      shelf: item.shelf,
      adjustments: item.adjustments,
      pickedQuantity: item.quantity,
      vatRate: item.vatRate,
    })),
  );

  test('picked as ordered is as it was', () => {
    const order = repriceOrder(ordered, cart.delivery.fee, rules.vat);
    expect(order).toMatchObject({
      subtotal: cart.subtotal,
      promotionDiscount: cart.promotionDiscount,
      discount: cart.discount,
      vat: cart.vat,
      vatGroups: cart.vatGroups,
      deliveryVat: cart.delivery.vat,
      total: cart.total,
    });
    const items = cart.lines.flatMap((priced) => (priced.kind === 'plain' ? [priced.item] : priced.items));
    expect(order.lines.map((each) => [each.net, each.vat])).toEqual(
      items.map((each) => [each.net, each.vat]),
    );
  });

  test('less picked never costs more, and everything sums', () => {
    const parts = fc.array(fc.integer({ min: 0, max: 1000 }), {
      minLength: ordered.length,
      maxLength: ordered.length,
    });
    fc.assert(
      fc.property(parts, fc.boolean(), (picked, inclusive) => {
        const rule = { rate: 15, inclusive };
        const short = ordered.map((each, index) => ({
          ...each,
          pickedQuantity: Math.floor((each.quantity * (picked[index] ?? 0)) / 1000),
        }));
        const order = repriceOrder(short, cart.delivery.fee, rule);
        const goods = order.lines.reduce((total, { net }) => total + net, 0);
        expect(order.subtotal - order.discount).toBe(goods);
        expect(order.lines.reduce((total, each) => total + each.vat, order.deliveryVat)).toBe(order.vat);
        expect(order.vatGroups.reduce((total, group) => total + group.net + group.vat, 0)).toBe(order.total);
        for (const each of order.lines) {
          const taken = each.adjustments.reduce((total, { amount }) => total + amount, 0);
          expect(each.net).toBe(each.shelf - taken);
          expect(each.net).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
