import fc from 'fast-check';
import type { UnitType } from '../../../src/domain/quantity';
import { inBasicUnits, orderable } from '../../../src/domain/stock/demand';

const good = (packQty: number, unitType: UnitType, step: number | null = null) => ({
  packQty,
  unitType,
  step,
});

describe('orderable', () => {
  test.each<[string, number, ReturnType<typeof good>, number]>([
    ['pieces', 30_000, good(1_000_000, 'piece'), 30_000],
    ['cartons of 12, whole ones', 30_000, good(12_000_000, 'piece'), 2_000],
    ['cartons by fours', 130_000, good(12_000_000, 'piece', 4_000), 8_000],
    ['kilograms, to the gram', 1_900, good(1_000_000, 'weight'), 1_900],
    ['kilograms by quarters', 1_900, good(1_000_000, 'weight', 250), 1_750],
    ['bags of 200 g', 1_999, good(200_000, 'weight', 1_000), 9_000],
    ['bags of 200 g, parts of one too', 1_999, good(200_000, 'weight'), 9_995],
    ['nothing', 0, good(1_000_000, 'piece'), 0],
    ['less than one', 11_000, good(12_000_000, 'piece'), 0],
  ])('%s', (_what, available, of, quantity) => {
    expect(orderable(available, of)).toBe(quantity);
  });

  test('never needs more than there is', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.integer({ min: 1, max: 1e9 }),
        fc.option(fc.integer({ min: 1, max: 5_000 })),
        (available, packQty, step) => {
          const quantity = orderable(available, good(packQty, 'weight', step));
          expect(inBasicUnits({ productId: 'p', packQty, quantity })).toBeLessThanOrEqual(available);
        },
      ),
    );
  });
});
