import fc from 'fast-check';
import { DomainError } from '../../../src/domain/errors';
import { type Level, planLevels, type WantedLevel } from '../../../src/domain/stock/levels';

describe('planLevels', () => {
  test('says what changes, by how much', () => {
    const current: Level[] = [
      { locationId: 'a', onHand: 5_000, reserved: 1_000 },
      { locationId: 'b', onHand: 2_000, reserved: 0 },
    ];
    expect(
      planLevels(current, [
        { locationId: 'a', onHand: 3_000 },
        { locationId: 'b', onHand: 2_000 },
        { locationId: 'c', onHand: 700 },
        { locationId: 'd', onHand: 0 },
      ]),
    ).toEqual([
      { locationId: 'a', onHand: 3_000, delta: -2_000 },
      { locationId: 'c', onHand: 700, delta: 700 },
      { locationId: 'd', onHand: 0, delta: 0 },
    ]);
    expect(planLevels(current, [])).toEqual([]);
  });

  test('takes nothing away that is promised', () => {
    const current: Level[] = [{ locationId: 'a', onHand: 5_000, reserved: 1_500 }];
    expect(planLevels(current, [{ locationId: 'a', onHand: 1_500 }])).toEqual([
      { locationId: 'a', onHand: 1_500, delta: -3_500 },
    ]);
    const refused = (): unknown => planLevels(current, [{ locationId: 'a', onHand: 1_499 }]);
    expect(refused).toThrow(
      expect.objectContaining({ code: 'insufficient_stock', details: { locationId: 'a', reserved: 1.5 } }),
    );
    expect(refused).toThrow(DomainError);
    expect(() => planLevels(current, [{ locationId: 'b', onHand: -1 }])).toThrow(
      expect.objectContaining({ code: 'insufficient_stock', details: { locationId: 'b', reserved: 0 } }),
    );
  });

  const location = fc.constantFrom('a', 'b', 'c', 'd');
  const levels = fc.uniqueArray(
    fc.record({ locationId: location, onHand: fc.nat(1e6), reserved: fc.constant(0) }),
    { selector: (level) => level.locationId },
  );
  const wishes = fc.uniqueArray(fc.record({ locationId: location, onHand: fc.nat(1e6) }), {
    selector: (level) => level.locationId,
  });

  test('applied, the changes give what was wanted and touch nothing else', () => {
    fc.assert(
      fc.property(levels, wishes, (current: Level[], wanted: WantedLevel[]) => {
        const after = new Map(current.map((level) => [level.locationId, level.onHand]));
        for (const { locationId, onHand, delta } of planLevels(current, wanted)) {
          expect((after.get(locationId) ?? 0) + delta).toBe(onHand);
          after.set(locationId, onHand);
        }
        for (const { locationId, onHand } of wanted) expect(after.get(locationId)).toBe(onHand);
        for (const { locationId, onHand } of current) {
          if (!wanted.some((wish) => wish.locationId === locationId))
            expect(after.get(locationId)).toBe(onHand);
        }
      }),
    );
  });

  test('asked again, nothing changes', () => {
    fc.assert(
      fc.property(wishes, (wanted: WantedLevel[]) => {
        expect(
          planLevels(
            wanted.map((wish) => ({ ...wish, reserved: 0 })),
            wanted,
          ),
        ).toEqual([]);
      }),
    );
  });
});
