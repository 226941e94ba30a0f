import { distanceInHundredths } from '../../../src/domain/delivery/distance';
import { deliveryFee, type DeliveryRules } from '../../../src/domain/delivery/fee';
import type { Point } from '../../../src/domain/delivery/point';
import type { Zone } from '../../../src/domain/delivery/zone';
import { refusalOf } from './pricing/carts';

const store: Point = { latitude: 24.7136, longitude: 46.6753 };

/** A place so many kilometres to the north of the store. */
const north = (km: number): Point => ({
  latitude: store.latitude + ((km / 6371) * 180) / Math.PI,
  longitude: store.longitude,
});

const rules: DeliveryRules = {
  basePrice: 1000,
  perKm: 200,
  freeRadiusKm: 5,
  maxKm: 50,
  freeThreshold: 20_000,
  requireLocation: false,
  store,
  zones: [],
};

describe('the distance', () => {
  test.each<[string, Point, Point, number]>([
    ['Riyadh and Jeddah', store, { latitude: 21.4858, longitude: 39.1925 }, 84_510],
    ['nowhere', store, store, 0],
    ['across the date line', { latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }, 11_119],
    ['from pole to pole', { latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }, 2_001_509],
  ])('%s', (_what, from, to, hundredths) => {
    expect(distanceInHundredths(from, to)).toBe(hundredths);
    expect(distanceInHundredths(to, from)).toBe(hundredths);
  });
});

describe('the delivery fee', () => {
  test.each([
    [3, 0, 3],
    [5, 0, 5],
    [5.004, 0, 5],
    [5.006, 2002, 5.01],
    [15, 4000, 15],
    [35, 8000, 35],
    [50, 11_000, 50],
    [50.004, 11_000, 50],
  ])('%d km', (km, fee, distanceKm) => {
    expect(deliveryFee(rules, north(km), 19_999)).toEqual({
      fee,
      distanceKm,
      isEstimated: false,
      isFree: fee === 0,
      zoneId: null,
    });
  });

  test.each([
    [50.006, 50.01],
    [60, 60],
  ])('%d km are too far, whatever is bought', (km, distanceKm) => {
    expect(refusalOf(() => deliveryFee(rules, north(km), 1_000_000))).toEqual({
      code: 'out_of_range',
      details: { distanceKm, maxKm: 50 },
    });
  });

  test('is nothing from the threshold on, near and far', () => {
    expect(deliveryFee(rules, north(35), 20_000).fee).toBe(0);
    expect(deliveryFee(rules, null, 20_000)).toEqual({
      fee: 0,
      distanceKm: null,
      isEstimated: true,
      isFree: true,
      zoneId: null,
    });
  });

  test('is the base price while a place is not known', () => {
    const estimate = { fee: 1000, distanceKm: null, isEstimated: true, isFree: false, zoneId: null };
    expect(deliveryFee(rules, null, 19_999)).toEqual(estimate);
    expect(deliveryFee({ ...rules, store: null }, north(3), 19_999)).toEqual(estimate);
    expect(refusalOf(() => deliveryFee({ ...rules, requireLocation: true }, null, 20_000))).toEqual({
      code: 'delivery_location_required',
      details: {},
    });
    expect(deliveryFee({ ...rules, requireLocation: true }, north(3), 0).fee).toBe(0);
  });

  test('goes by distance alone where everything else is off', () => {
    const bare = { ...rules, freeRadiusKm: null, maxKm: null, freeThreshold: null };
    expect(deliveryFee(bare, north(0), 1_000_000).fee).toBe(1000);
    expect(deliveryFee(bare, north(700), 1_000_000).fee).toBe(141_000);
    expect(deliveryFee({ ...bare, perKm: 33 }, north(0.5), 0).fee).toBe(1017);
    expect(deliveryFee({ ...bare, basePrice: 0, perKm: 0 }, north(9), 0).isFree).toBe(true);
  });

  test('nothing within a radius of nothing but the store itself', () => {
    expect(deliveryFee({ ...rules, freeRadiusKm: 0 }, store, 0).fee).toBe(0);
    expect(deliveryFee({ ...rules, freeRadiusKm: 0 }, north(0.01), 0).fee).toBe(1002);
    expect(refusalOf(() => deliveryFee({ ...rules, maxKm: 0 }, north(0.01), 0)).code).toBe('out_of_range');
  });
});

/** A square of so many kilometres and its half to each side of a place. */
const around = ({ latitude, longitude }: Point, km: number, terms: Partial<Zone> = {}): Zone => {
  const half = ((km / 6371) * 180) / Math.PI;
  const corner = (north: number, east: number): Point => ({
    latitude: latitude + north * half,
    longitude: longitude + east * half,
  });
  return {
    documentId: 'zone',
    polygon: [corner(-1, -1), corner(-1, 1), corner(1, 1), corner(1, -1)],
    fee: 1500,
    freeThreshold: null,
    ...terms,
  };
};

describe('the fee of a zone', () => {
  const zoned = (...zones: Zone[]): DeliveryRules => ({ ...rules, zones });

  test.each([3, 5, 35])('stands in for radius and distance, %d km away', (km) => {
    expect(deliveryFee(zoned(around(north(km), 1)), north(km), 0)).toEqual({
      fee: 1500,
      distanceKm: km,
      isEstimated: false,
      isFree: false,
      zoneId: 'zone',
    });
  });

  test('ends with the zone: a step farther it is the distance again', () => {
    const place = north(15);
    expect(deliveryFee(zoned(around(place, 1)), north(15.99), 0).fee).toBe(1500);
    expect(deliveryFee(zoned(around(place, 1)), north(16.01), 0)).toMatchObject({ fee: 4202, zoneId: null });
  });

  test('comes after the farthest distance and the threshold', () => {
    const far = around(north(60), 1);
    expect(refusalOf(() => deliveryFee(zoned(far), north(60), 0)).code).toBe('out_of_range');
    expect(deliveryFee(zoned(around(north(15), 1)), north(15), 20_000)).toMatchObject({
      fee: 0,
      isFree: true,
      zoneId: 'zone',
    });
    expect(deliveryFee(zoned(around(north(15), 1)), north(15), 19_999).fee).toBe(1500);
  });

  test.each([
    [5000, 4999, 1500],
    [5000, 5000, 0],
    [40_000, 19_999, 1500],
    [40_000, 30_000, 0],
    [0, 0, 0],
  ])(
    'is nothing from the lower threshold on: free from %d, for %d it is %d',
    (freeThreshold, subtotal, fee) => {
      const zone = around(north(15), 1, { freeThreshold });
      expect(deliveryFee(zoned(zone), north(15), subtotal).fee).toBe(fee);
    },
  );

  test('has a threshold where the company has none', () => {
    const rulesWithout = { ...zoned(around(north(15), 1, { freeThreshold: 40_000 })), freeThreshold: null };
    expect(deliveryFee(rulesWithout, north(15), 39_999).fee).toBe(1500);
    expect(deliveryFee(rulesWithout, north(15), 40_000).fee).toBe(0);
  });

  test('may be nothing', () => {
    expect(deliveryFee(zoned(around(north(15), 1, { fee: 0 })), north(15), 0)).toMatchObject({
      fee: 0,
      isFree: true,
      isEstimated: false,
    });
  });

  test('is that of the smallest one, dearer or not', () => {
    const [wide, narrow] = [
      around(north(15), 5, { documentId: 'wide', fee: 100 }),
      around(north(15), 1, { documentId: 'narrow', fee: 9000 }),
    ];
    expect(deliveryFee(zoned(wide, narrow), north(15), 0)).toMatchObject({ fee: 9000, zoneId: 'narrow' });
    expect(deliveryFee(zoned(narrow, wide), north(18), 0)).toMatchObject({ fee: 100, zoneId: 'wide' });
  });

  test('is certain where nobody knows where the store is', () => {
    const rulesWithoutStore = { ...zoned(around(north(15), 1)), store: null };
    expect(deliveryFee(rulesWithoutStore, north(15), 0)).toEqual({
      fee: 1500,
      distanceKm: null,
      isEstimated: false,
      isFree: false,
      zoneId: 'zone',
    });
    expect(deliveryFee(zoned(around(store, 1)), null, 0)).toMatchObject({
      fee: 1000,
      isEstimated: true,
      zoneId: null,
    });
  });
});
