import fc from 'fast-check';
import { DomainError } from '../../../../src/domain/errors';
import type {
  CartLine,
  Good,
  PricedCart,
  PricedItem,
  PricingInput,
  Promotion,
} from '../../../../src/domain/pricing/cart';
import { fillBasket } from '../../../../src/domain/pricing/basket';
import { priceCart } from '../../../../src/domain/pricing/price-cart';
import { applyPromotions } from '../../../../src/domain/pricing/promotions';
import { at, itemsOf, rules } from './carts';

jest.setTimeout(30_000);

const products = ['a', 'b', 'c', 'd', 'e'];
const categories = ['fruit', 'dairy'];

/** The goods of a shop: each product by piece or by weight, as one unit and as a larger one. */
const shop: fc.Arbitrary<Good[]> = fc
  .tuple(
    ...products.flatMap((productId) =>
      ['one', 'large'].map((unitId) =>
        fc.record({
          productId: fc.constant(productId),
          unitId: fc.constant(unitId),
          price: fc.oneof(fc.nat(1000), fc.constantFrom(100, 200, 600)),
          packQty:
            unitId === 'one' ? fc.constant(1_000_000) : fc.constantFrom(6_000_000, 7_000_000, 12_000_000),
          unitType: fc.constant(
            productId === 'a' || productId === 'b' ? ('weight' as const) : ('piece' as const),
          ),
          step: fc.constant(null),
          vatRate: fc.constantFrom(null, 0, 5, 7.25),
          categoryIds: fc.subarray(categories),
        }),
      ),
    ),
  )
  .map((goods) => goods);

const scope = {
  productIds: fc.subarray(products, { minLength: 1 }),
  categoryIds: fc.subarray(categories),
};

const promotion = (id: string): fc.Arbitrary<Promotion> =>
  fc.record({
    ...scope,
    id: fc.constant(id),
    type: fc.constantFrom('discount' as const, 'combo' as const, 'bogo' as const),
    discountType: fc.constantFrom('percentage' as const, 'fixed' as const),
    discountValue: fc.integer({ min: 1, max: 100 }),
    requiredItemCount: fc.integer({ min: 1, max: 5 }),
    comboPrice: fc.nat(1500),
    buyQuantity: fc.integer({ min: 1, max: 3 }),
    getQuantity: fc.integer({ min: 1, max: 2 }),
    minimumOrder: fc.constantFrom(null, 500, 5000),
    maximumDiscount: fc.constantFrom(null, null, 1, 150),
    priority: fc.integer({ min: 0, max: 2 }),
    isExhausted: fc.constantFrom(false, false, true),
  });

const lineOf = (goods: Good[]): fc.Arbitrary<CartLine> =>
  fc
    .tuple(fc.constantFrom(...goods), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 999 }))
    .map(([good, whole, fine]) => ({
      kind: 'plain',
      good,
      quantity: whole * 1000 + (good.unitType === 'weight' ? fine : 0),
    }));

/** Combos of what the first promotion asks for, where that is a combo of something by the piece. */
const comboLines = (goods: Good[], promotions: Promotion[]): fc.Arbitrary<CartLine[]> => {
  const offer = promotions.find(
    ({ type, isExhausted, minimumOrder }) => type === 'combo' && !isExhausted && !minimumOrder,
  );
  const single = goods.find(
    ({ productId, unitId }) => unitId === 'one' && offer?.productIds.includes(productId),
  );
  if (!offer || !single) return fc.constant([]);
  return fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }).map((quantities) =>
    quantities.map((quantity) => ({
      kind: 'combo',
      promotionId: offer.id,
      quantity,
      items: [{ good: single, quantity: (offer.requiredItemCount ?? 1) * 1000 }],
    })),
  );
};

const input: fc.Arbitrary<PricingInput> = fc
  .tuple(shop, fc.tuple(promotion('p1'), promotion('p2'), promotion('p3'), promotion('p4')))
  .chain(([goods, promotions]) =>
    fc.record({
      lines: fc
        .tuple(fc.array(lineOf(goods), { minLength: 1, maxLength: 8 }), comboLines(goods, promotions))
        .map(([plain, combos]) => [...plain, ...combos]),
      promotions: fc.constant(promotions),
      coupon: fc.option(
        fc.record({
          ...scope,
          id: fc.constant('coupon'),
          code: fc.constant('CODE'),
          type: fc.constantFrom('percentage' as const, 'fixed' as const),
          value: fc.integer({ min: 1, max: 100 }),
          minimumOrder: fc.constant(null),
          maximumDiscount: fc.constantFrom(null, 77),
          startsAt: fc.constant(null),
          endsAt: fc.constant(null),
          isActive: fc.constant(true),
          isExhausted: fc.constant(false),
          isExhaustedForCustomer: fc.constant(false),
        }),
      ),
      points: fc.nat(500).map((asked) => ({ asked, balance: 500 })),
      destination: fc.constant(null),
      rules: fc.record({
        decimals: fc.constantFrom(0, 2, 3),
        vat: fc.record({ rate: fc.constantFrom(0, 5, 15, 17.5), inclusive: fc.boolean() }),
        minimumOrder: fc.constant(null),
        loyalty: fc.record({ earnPerUnit: fc.constantFrom(0, 0.5, 1), redeemValue: fc.nat(9) }),
        delivery: fc.nat(2000).map((basePrice) => ({ ...rules.delivery, basePrice, freeThreshold: 9000 })),
      }),
      at: fc.constant(at),
    }),
  );

/** Prices a cart; a coupon that takes nothing off it is left away. */
const priced = (given: PricingInput): PricedCart => {
  try {
    return priceCart(given);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'coupon_not_eligible') {
      return priceCart({ ...given, coupon: null });
    }
    throw error;
  }
};

const total = (amounts: number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

const check = (holds: (cart: PricedCart, given: PricingInput) => void): void => {
  fc.assert(
    fc.property(input, (given) => holds(priced(given), given)),
    { numRuns: 200 },
  );
};

describe('whatever the cart', () => {
  test('nothing is negative', () => {
    check((cart) => {
      const { shelf, subtotal, promotionDiscount, couponDiscount, pointsDiscount, vat, pointsEarned } = cart;
      const amounts = [
        shelf,
        subtotal,
        promotionDiscount,
        couponDiscount,
        pointsDiscount,
        vat,
        pointsEarned,
        cart.total,
      ];
      const items = itemsOf(cart).flatMap((item) => [item.shelf, item.net, item.vat, item.discount]);
      for (const amount of [...amounts, ...items]) {
        expect(Number.isSafeInteger(amount)).toBe(true);
        expect(amount).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('the lines sum to the total', () => {
    check((cart, given) => {
      const items = itemsOf(cart);
      expect(total(items.map(({ shelf }) => shelf))).toBe(cart.shelf);
      expect(cart.subtotal).toBe(cart.shelf - cart.promotionDiscount);
      expect(total(items.map(({ net }) => net))).toBe(cart.subtotal - cart.discount);
      expect(cart.discount).toBe(cart.couponDiscount + cart.pointsDiscount);
      const onTop = given.rules.vat.inclusive ? 0 : cart.vat;
      expect(cart.total).toBe(cart.subtotal - cart.discount + cart.delivery.fee + onTop);
    });
  });

  test('the VAT sums, by line and by rate', () => {
    check((cart, given) => {
      expect(total(itemsOf(cart).map(({ vat }) => vat)) + cart.delivery.vat).toBe(cart.vat);
      expect(total(cart.vatGroups.map(({ vat }) => vat))).toBe(cart.vat);
      expect(total(cart.vatGroups.map(({ net, vat }) => net + vat))).toBe(cart.total);
      for (const { rate, vat } of cart.vatGroups) {
        const own = itemsOf(cart).filter(({ vatRate }) => vatRate === rate);
        const fee = rate === given.rules.vat.rate ? cart.delivery.vat : 0;
        expect(total(own.map((item) => item.vat)) + fee).toBe(vat);
      }
    });
  });

  test('adjustments explain every minor unit', () => {
    check((cart) => {
      const sums = { promotion: 0, coupon: 0, points: 0 };
      for (const { shelf, adjustments, promotionDiscount, discount, net } of itemsOf(cart)) {
        expect(net).toBe(shelf - total(adjustments.map(({ amount }) => amount)));
        expect(net).toBe(shelf - promotionDiscount - discount);
        for (const { kind, amount } of adjustments) {
          expect(amount).toBeGreaterThan(0);
          sums[kind] += amount;
        }
      }
      expect(sums).toEqual({
        promotion: cart.promotionDiscount,
        coupon: cart.couponDiscount,
        points: cart.pointsDiscount,
      });
    });
  });

  test('goods cost no more with promotions than without', () => {
    check((cart, given) => {
      const plain = given.lines.filter(({ kind }) => kind === 'plain');
      const rest = { ...given, lines: plain, coupon: null };
      expect(priced(rest).subtotal).toBeLessThanOrEqual(priced({ ...rest, promotions: [] }).subtotal);
      expect(cart.subtotal).toBeLessThanOrEqual(cart.shelf);
    });
  });

  test('the order of lines and of promotions does not matter', () => {
    const place = (item: PricedItem): string =>
      [item.good.productId, item.good.unitId, item.quantity, item.shelf, item.net, item.vat].join(' ');
    fc.assert(
      fc.property(input, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (given, chance) => {
        const shuffled = <Thing>(things: Thing[]): Thing[] =>
          things
            .map((thing) => ({ thing, at: chance.next().value }))
            .sort((one, other) => one.at - other.at)
            .map(({ thing }) => thing);
        const cart = priced(given);
        const other = priced({
          ...given,
          lines: shuffled(given.lines),
          promotions: shuffled(given.promotions),
        });
        const { lines: _lines, ...sums } = cart;
        expect(other).toMatchObject(sums);
        expect(itemsOf(other).map(place).sort()).toEqual(itemsOf(cart).map(place).sort());
      }),
      { numRuns: 200 },
    );
  });

  test('the same cart costs the same, and what was given is left as it was', () => {
    fc.assert(
      fc.property(input, (given) => {
        const before = structuredClone(given);
        expect(priced(given)).toEqual(priced(given));
        expect(given).toEqual(before);
      }),
    );
  });

  test('no item is in two promotions', () => {
    fc.assert(
      fc.property(input, (given) => {
        const basket = fillBasket(given.lines.filter(({ kind }) => kind === 'plain'));
        const worthBefore = total(basket.goods.map(({ openValue, openRest }) => openValue + openRest));
        expect(worthBefore).toBe(basket.shelf);
        let left = basket.goods.map(({ openItems }) => openItems);
        for (const promotion of given.promotions) {
          applyPromotions(basket, [promotion], new Map());
          const now = basket.goods.map(({ openItems }) => openItems);
          // What one promotion has taken is never open again.
          now.forEach((items, index) => {
            expect(items).toBeGreaterThanOrEqual(0);
            expect(items).toBeLessThanOrEqual(left[index] ?? 0);
          });
          left = now;
        }
        for (const { openItems, openValue, openRest, shelf, promotionDiscount } of basket.goods) {
          expect(Math.min(openValue, openRest)).toBeGreaterThanOrEqual(0);
          if (openItems === 0) expect(openValue).toBe(0);
          expect(promotionDiscount).toBeLessThanOrEqual(shelf - openValue - openRest);
        }
      }),
    );
  });
});
