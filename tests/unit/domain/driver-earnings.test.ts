import fc from 'fast-check';
import { driverPay } from '../../../src/domain/delivery/earnings';

describe('what a driver earns with a delivery', () => {
  it.each([
    ['nothing where nothing is set', { perDelivery: 0, perKm: 0, feeShare: 0 }, 7.25, 1_500, 0],
    ['so much a delivery', { perDelivery: 800, perKm: 0, feeShare: 0 }, 7.25, 1_500, 800],
    ['so much a kilometre', { perDelivery: 0, perKm: 50, feeShare: 0 }, 7.25, 1_500, 363],
    ['a part of the fee', { perDelivery: 0, perKm: 0, feeShare: 12.5 }, 7.25, 1_500, 188],
    ['all of it together', { perDelivery: 800, perKm: 50, feeShare: 12.5 }, 7.25, 1_500, 1_350],
    ['no way that nobody planned', { perDelivery: 800, perKm: 50, feeShare: 100 }, null, 1_500, 2_300],
    ['halves that make a whole', { perDelivery: 0, perKm: 50, feeShare: 50 }, 0.01, 1, 1],
    ['a half by itself', { perDelivery: 0, perKm: 50, feeShare: 0 }, 0.01, 0, 1],
    ['less than a half', { perDelivery: 0, perKm: 49, feeShare: 0 }, 0.01, 0, 0],
    ['a share with decimals', { perDelivery: 0, perKm: 0, feeShare: 33.333 }, null, 300, 100],
  ])('%s', (_what, rules, plannedKm, fee, pay) => {
    expect(driverPay(rules, { plannedKm, fee })).toBe(pay);
  });

  it('rounds once: never further than half a unit from the exact sum', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.nat(10_000),
        fc.nat(10_000),
        fc.nat(100_000),
        fc.nat(1_000_000),
        (perDelivery, perKm, share, hundredths, fee) => {
          const pay = driverPay(
            { perDelivery, perKm, feeShare: share / 100 },
            { plannedKm: hundredths / 100, fee },
          );
          const exact = BigInt(perKm) * BigInt(hundredths) * 100n + BigInt(fee) * BigInt(share);
          const off = (BigInt(pay) - BigInt(perDelivery)) * 10_000n - exact;
          expect(off > -5_000n && off <= 5_000n).toBe(true);
        },
      ),
    );
  });
});
