import fc from 'fast-check';
import type { CartLine, Promotion } from '../../../../src/domain/pricing/cart';
import { bogo, byWeight, combo, fixed, itemsOf, line, nets, percentage, piece, price } from './carts';

const a = piece('a', 600);
const b = piece('b', 450);
const rice = byWeight('rice', 1000);

const priced = (lines: CartLine[], ...promotions: Promotion[]): ReturnType<typeof price> =>
  price(lines, { promotions });

describe('a discount', () => {
  test.each<[string, Promotion, number[]]>([
    ['takes a part off everything', percentage('p', 10), [1080, 405]],
    ['of products alone', percentage('p', 10, { productIds: ['b'] }), [1200, 405]],
    [
      'never more than its maximum, spread by value',
      percentage('p', 50, { maximumDiscount: 100 }),
      [1127, 423],
    ],
    ['all of it', percentage('p', 100), [0, 0]],
    ['takes a sum once, not for each', fixed('p', 110), [1120, 420]],
    ['no more than there is', fixed('p', 10_000, { productIds: ['b'] }), [1200, 0]],
    ['a sum below its maximum', fixed('p', 300, { maximumDiscount: 165 }), [1080, 405]],
    ['of three decimals', percentage('p', 12.345), [1052, 394]],
    ['nothing when it rounds to nothing', percentage('p', 0.01), [1200, 450]],
  ])('%s', (_what, promotion, expected) => {
    expect(nets(priced([line(a, 2), line(b, 1)], promotion))).toEqual(expected);
  });

  test('reaches the fraction of a weight', () => {
    const cart = priced([line(rice, 2.505)], percentage('p', 10));
    expect(itemsOf(cart)[0]).toMatchObject({ shelf: 2505, promotionDiscount: 251, net: 2254 });
    expect(itemsOf(cart)[0]?.adjustments).toEqual([{ kind: 'promotion', id: 'p', amount: 251 }]);
  });

  test('closes everything of its scope, also where its maximum binds', () => {
    const cart = priced(
      [line(a, 2)],
      percentage('first', 50, { maximumDiscount: 10, priority: 1 }),
      percentage('second', 50),
    );
    expect(cart).toMatchObject({ promotionDiscount: 10, promotionIds: ['first'] });
  });

  test('is named with categories, its own or above', () => {
    const apple = piece('apple', 100, { categoryIds: ['apples', 'fruit'] });
    const cart = priced([line(apple, 1), line(a, 1)], percentage('p', 10, { categoryIds: ['fruit'] }));
    expect(nets(cart)).toEqual([90, 600]);
  });
});

describe('which promotion comes first', () => {
  test.each<[string, Promotion[], string]>([
    ['the larger saving', [percentage('x', 10), percentage('y', 20)], 'y'],
    ['the greater priority', [percentage('x', 10, { priority: 1 }), percentage('y', 20)], 'x'],
    ['the lower id', [percentage('y', 10), percentage('x', 10)], 'x'],
    ['the one that saves anything', [fixed('x', 1), percentage('y', 0.01, { priority: 9 })], 'x'],
    ['the one that is not used up', [percentage('x', 50, { isExhausted: true }), percentage('y', 5)], 'y'],
    ['the one whose minimum is met', [percentage('x', 50, { minimumOrder: 601 }), percentage('y', 5)], 'y'],
    ['the one whose minimum is just met', [percentage('x', 50, { minimumOrder: 600 }), fixed('y', 5)], 'x'],
  ])('%s', (_what, promotions, winner) => {
    expect(priced([line(a, 1)], ...promotions).promotionIds).toEqual([winner]);
  });

  test('combo, then bogo, then discount, whatever their priorities', () => {
    const cart = priced(
      [line(a, 6)],
      percentage('discount', 50, { priority: 9 }),
      bogo('bogo', 1, 1, { priority: 5, productIds: ['a'] }),
      combo('combo', 3, 1500, { productIds: ['a'] }),
    );
    // Two combos of three leave nothing to the others.
    expect(cart).toMatchObject({ shelf: 3600, promotionDiscount: 600, promotionIds: ['combo'] });
  });

  test('savings are counted again on what is left', () => {
    const cart = priced(
      [line(a, 1), line(b, 1)],
      percentage('both', 20),
      percentage('dear', 30, { productIds: ['a'] }),
      percentage('cheap', 25, { productIds: ['b'] }),
    );
    // 210 of both come first; nothing is left for the others.
    expect(cart).toMatchObject({ promotionDiscount: 210, promotionIds: ['both'] });
    expect(
      priced(
        [line(a, 1), line(b, 1)],
        percentage('both', 20),
        percentage('dear', 40, { productIds: ['a'] }),
      ).lines.map((each) => (each.kind === 'plain' ? each.item.adjustments : [])),
    ).toEqual([
      [{ kind: 'promotion', id: 'dear', amount: 240 }],
      [{ kind: 'promotion', id: 'both', amount: 90 }],
    ]);
  });
});

describe('a combo', () => {
  const offer = combo('c', 3, 1200, { productIds: ['a', 'b'] });

  test('3 for 12.00 out of 6, 6, 4.5 and 4.5', () => {
    const cart = priced([line(a, 2), line(b, 2)], offer);
    expect(cart).toMatchObject({ shelf: 2100, subtotal: 1650, promotionDiscount: 450 });
    // 12.00 over 12.00 and 4.50 is 8.73 and 3.27; one b stays at 4.50.
    expect(nets(cart)).toEqual([873, 777]);
  });

  test('line by line, 12.00 over 6.00, 6.00 and 4.50', () => {
    const lines = [line(a, 1), line(piece('a2', 600), 1), line(b, 1)];
    const scope = { productIds: ['a', 'a2', 'b'] };
    expect(nets(priced(lines, combo('c', 3, 1200, scope)))).toEqual([437, 436, 327]);
  });

  test('groups only while a group costs more than the combo', () => {
    const cheap = piece('cheap', 300);
    const scope = { productIds: ['a', 'cheap'] };
    // 6 + 6 + 3 = 15 is worth it, 3 + 3 + 3 = 9 is not.
    expect(priced([line(a, 2), line(cheap, 4)], combo('c', 3, 1200, scope)).promotionDiscount).toBe(300);
    expect(priced([line(cheap, 4)], combo('c', 3, 900, scope)).promotionDiscount).toBe(0);
  });

  test('counts the pieces of a carton', () => {
    const carton = piece('carton', 1000, { packQty: 12_000_000 });
    const cart = priced([line(carton, 1)], combo('c', 5, 300, { productIds: ['carton'] }));
    // Ten of twelve pieces are worth 8.33, in two combos of 3.00.
    expect(cart.promotionDiscount).toBe(233);
  });

  test('takes whole kilograms and leaves the fraction', () => {
    const cart = priced(
      [line(rice, 2.5)],
      combo('c', 2, 1500, { productIds: ['rice'] }),
      percentage('p', 10),
    );
    expect(itemsOf(cart)[0]?.adjustments).toEqual([
      { kind: 'promotion', id: 'c', amount: 500 },
      { kind: 'promotion', id: 'p', amount: 50 },
    ]);
  });

  test('saves no more than its maximum, and nothing without a scope', () => {
    expect(priced([line(a, 6)], { ...offer, maximumDiscount: 700 }).promotionDiscount).toBe(700);
    expect(priced([line(a, 6)], { ...offer, productIds: [] }).promotionDiscount).toBe(0);
  });
});

describe('a bogo', () => {
  const tea = piece('tea', 275);

  test.each([
    [1, 275],
    [2, 550],
    [3, 550],
    [5, 1100],
    [6, 1100],
    [7, 1375],
  ])('2+1 at 2.75: %i pay %d', (quantity, total) => {
    expect(priced([line(tea, quantity)], bogo('b', 2, 1, { productIds: ['tea'] })).total).toBe(total);
  });

  test('is one and one where nothing is said', () => {
    expect(priced([line(tea, 3)], bogo('b', null, null, { productIds: ['tea'] })).total).toBe(550);
  });

  test('the cheapest are free, the next are bought, the dearest stay open', () => {
    const scope = { productIds: ['a', 'b', 'tea'] };
    const cart = priced([line(a, 2), line(b, 1), line(tea, 1)], bogo('b', 2, 1, scope), percentage('p', 10));
    // Tea is free, b and one a were bought for it, the other a is discounted.
    expect(nets(cart)).toEqual([1140, 450, 0]);
    expect(cart.promotionIds).toEqual(['b', 'p']);
  });

  test('the cheapest by piece, not by carton', () => {
    const carton = piece('carton', 1200, { packQty: 12_000_000 });
    const scope = { productIds: ['carton', 'tea'] };
    // Fourteen pieces: seven of the carton's are free.
    expect(nets(priced([line(carton, 1), line(tea, 2)], bogo('b', 1, 1, scope)))).toEqual([500, 550]);
  });

  test('saves no more than its maximum', () => {
    const cart = priced([line(tea, 6)], bogo('b', 1, 1, { productIds: ['tea'], maximumDiscount: 400 }));
    expect(cart.promotionDiscount).toBe(400);
  });

  test('of equal prices the lower product is free', () => {
    const lines = [line(piece('y', 100), 1), line(piece('x', 100), 1)];
    expect(nets(priced(lines, bogo('b', 1, 1, { productIds: ['x', 'y'] })))).toEqual([100, 0]);
  });
});

describe('item by item, counted out on the table', () => {
  const carts = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd'),
      cost: fc.nat(20),
      count: fc.integer({ min: 1, max: 7 }),
    }),
    { selector: ({ id }) => id, minLength: 1 },
  );
  const scope = { productIds: ['a', 'b', 'c', 'd'] };

  test('a combo groups the dearest', () => {
    fc.assert(
      fc.property(carts, fc.integer({ min: 1, max: 4 }), fc.nat(60), (goods, size, comboPrice) => {
        const items = goods
          .flatMap(({ cost, count }) => Array<number>(count).fill(cost))
          .sort((x, y) => y - x);
        let saved = 0;
        for (let next = 0; next + size <= items.length; next += size) {
          const group = items.slice(next, next + size).reduce((sum, cost) => sum + cost, 0);
          saved += Math.max(0, group - comboPrice);
        }
        const lines = goods.map(({ id, cost, count }) => line(piece(id, cost), count));
        expect(priced(lines, combo('c', size, comboPrice, scope)).promotionDiscount).toBe(saved);
      }),
    );
  });

  test('a bogo gives the cheapest', () => {
    const some = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(carts, some, some, (goods, buy, get) => {
        const items = goods
          .flatMap(({ cost, count }) => Array<number>(count).fill(cost))
          .sort((x, y) => x - y);
        const free = Math.floor(items.length / (buy + get)) * get;
        const saved = items.slice(0, free).reduce((sum, cost) => sum + cost, 0);
        const lines = goods.map(({ id, cost, count }) => line(piece(id, cost), count));
        expect(priced(lines, bogo('b', buy, get, scope)).promotionDiscount).toBe(saved);
      }),
    );
  });
});
