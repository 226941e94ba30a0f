import fc from 'fast-check';
import type { Point } from '../../../../src/domain/delivery/point';
import {
  areaKm2,
  assertPolygon,
  boxAround,
  contains,
  opened,
  type Polygon,
  smallestZoneAt,
  type Zone,
} from '../../../../src/domain/delivery/zone';
import { refusalOf } from '../pricing/carts';

/** A place on the map: to the east, then to the north, as one draws it. */
const at = (longitude: number, latitude: number): Point => ({ latitude, longitude });

const draw = (...places: [east: number, north: number][]): Polygon => places.map((place) => at(...place));

const square = (west: number, south: number, size: number): Polygon =>
  draw([west, south], [west + size, south], [west + size, south + size], [west, south + size]);

/** Open to the north: two towers with a yard between them. */
const yard = draw([46, 24], [49, 24], [49, 27], [48, 27], [48, 25], [47, 25], [47, 27], [46, 27]);

describe('what lies in an area', () => {
  test.each<[string, Point, boolean]>([
    ['the middle of a tower', at(46.5, 26), true],
    ['the yard', at(47.5, 26), false],
    ['the wall between them', at(47.5, 24.5), true],
    ['north of it', at(46.5, 27.1), false],
    ['level with a corner, outside', at(45, 25), false],
    ['level with the top, outside', at(50, 27), false],
    ['a corner', at(46, 24), true],
    ['an inner corner', at(47, 25), true],
    ['the middle of the southern border', at(47.5, 24), true],
    ['the middle of the eastern border', at(49, 25.5), true],
    ['the floor of the yard', at(47.5, 25), true],
    ['on the line of the floor, within a tower', at(46.5, 25), true],
    ['a hair outside', at(49.000001, 25), false],
  ])('%s', (_where, point, isIn) => {
    expect(contains(yard, point)).toBe(isIn);
    expect(contains(yard.toReversed(), point)).toBe(isIn);
  });

  test('a slanted border belongs to it, wherever one stands on it', () => {
    const triangle = draw([46.1, 24.1], [46.9, 24.3], [46.4, 24.9]);
    fc.assert(
      fc.property(fc.nat(2), fc.double({ min: 0, max: 1, noNaN: true }), (side, share) => {
        const [from, to] = [triangle[side]!, triangle[(side + 1) % 3]!];
        const point = {
          latitude: from.latitude + share * (to.latitude - from.latitude),
          longitude: from.longitude + share * (to.longitude - from.longitude),
        };
        expect(contains(triangle, point)).toBe(true);
      }),
    );
  });

  test('everything in an area lies in the box around it, and in one half of it or the other', () => {
    const coordinate = fc.integer({ min: 0, max: 400 }).map((step) => step / 100);
    const [west, east] = [
      draw([46, 24], [48, 24], [47, 28], [46, 28]),
      draw([48, 24], [50, 24], [50, 28], [47, 28]),
    ];
    const whole = draw([46, 24], [50, 24], [50, 28], [46, 28]);
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const point = at(46 + x, 24 + y);
        expect(contains(whole, point)).toBe(true);
        expect(contains(west, point) || contains(east, point)).toBe(true);
        const box = boxAround(west);
        if (!contains(west, point)) return;
        expect(box.south <= point.latitude && point.latitude <= box.north).toBe(true);
        expect(box.west <= point.longitude && point.longitude <= box.east).toBe(true);
      }),
    );
  });

  test('where it starts and which way round it is drawn changes nothing', () => {
    const point = fc.tuple(fc.integer({ min: 4500, max: 5000 }), fc.integer({ min: 2300, max: 2800 }));
    fc.assert(
      fc.property(point, fc.nat(7), fc.boolean(), ([x, y], start, isReversed) => {
        const turned = [...yard.slice(start), ...yard.slice(0, start)];
        const other = isReversed ? turned.toReversed() : turned;
        expect(contains(other, at(x / 100, y / 100))).toBe(contains(yard, at(x / 100, y / 100)));
        expect(areaKm2(other)).toBeCloseTo(areaKm2(yard), 3);
        expect(() => assertPolygon('polygon', other)).not.toThrow();
      }),
    );
  });
});

describe('the area', () => {
  test.each<[string, Polygon, number]>([
    ['a degree at the equator', square(0, 0, 1), 12_363.68],
    ['a degree around Riyadh', square(46, 24, 1), 11_250.9],
    ['an eighth of the globe', draw([0, 0], [90, 0], [90, 90], [0, 90]), (4 * Math.PI * 6371 ** 2) / 8],
    ['a hundredth of a degree', square(46.7, 24.7, 0.01), 1.12326],
  ])('of %s', (_what, polygon, km2) => {
    expect(areaKm2(polygon) / km2).toBeCloseTo(1, 4);
  });
});

describe('the smallest zone', () => {
  const zone = (documentId: string, polygon: Polygon): Zone => ({
    documentId,
    polygon,
    fee: 0,
    freeThreshold: null,
  });
  const [city, quarter, block] = [square(46, 24, 2), square(46.5, 24.5, 1), square(46.8, 24.8, 0.1)];
  const zones = [zone('quarter', quarter), zone('city', city), zone('block', block)];

  test.each<[Point, string | null]>([
    [at(46.85, 24.85), 'block'],
    [at(46.8, 24.8), 'block'],
    [at(46.7, 24.7), 'quarter'],
    [at(46.1, 24.1), 'city'],
    [at(46, 25), 'city'],
    [at(45.9, 24.1), null],
  ])('around %p is %p', (point, documentId) => {
    expect(smallestZoneAt(zones, point)?.documentId ?? null).toBe(documentId);
    expect(smallestZoneAt(zones.toReversed(), point)?.documentId ?? null).toBe(documentId);
  });

  test('of equal ones is the one with the lowest id', () => {
    const twins = [zone('b', city), zone('a', city.toReversed())];
    expect(smallestZoneAt(twins, at(47, 25))?.documentId).toBe('a');
    expect(smallestZoneAt(twins.toReversed(), at(47, 25))?.documentId).toBe('a');
  });
});

/** A regular figure with so many corners. */
const figure = (corners: number): Polygon =>
  Array.from({ length: corners }, (_corner, index) => {
    const angle = (2 * Math.PI * index) / corners;
    return at(46 + Math.cos(angle), 24 + Math.sin(angle));
  });

describe('a drawing', () => {
  test.each<[string, Polygon]>([
    ['a triangle', draw([46, 24], [47, 24], [46, 25])],
    ['one that is not convex', yard],
    ['one with a corner on a straight line', draw([46, 24], [46.5, 24], [47, 24], [46.5, 25])],
    ['five hundred corners', figure(500)],
    ['a whole hemisphere but a bit', draw([-89, -90], [89, -90], [89, 90], [-89, 90])],
    ['one at the date line', draw([179, 0], [180, 0], [180, 1], [179, 1])],
    ['a garden', square(46, 24, 0.0001)],
  ])('is taken: %s', (_what, polygon) => {
    expect(() => assertPolygon('polygon', polygon)).not.toThrow();
  });

  test.each<[string, Polygon, string]>([
    ['nothing', [], 'must have at least 3 corners'],
    ['a line', draw([46, 24], [47, 24]), 'must have at least 3 corners'],
    ['more corners than are counted', figure(501), 'must have at most 500 corners'],
    ['a corner twice', draw([46, 24], [47, 24], [47, 24], [46, 25]), 'must name each corner once'],
    ['nought twice', draw([0, 0], [1, 0], [1, 1], [-0, 0]), 'must name each corner once'],
    ['a bow tie', draw([46, 24], [47, 25], [47, 24], [46, 25]), 'must not cross or touch itself'],
    ['three corners on a line', draw([46, 24], [47, 24], [48, 24]), 'must not cross or touch itself'],
    ['a spike', draw([46, 24], [48, 24], [47, 24], [47, 25]), 'must not cross or touch itself'],
    [
      'a corner that touches a side',
      draw([46, 24], [48, 24], [48, 26], [47, 24], [46, 26]),
      'must not cross or touch itself',
    ],
    [
      'a star',
      draw([46, 24], [47, 26], [48, 24], [45.9, 25.3], [48.1, 25.3]),
      'must not cross or touch itself',
    ],
    ['across the date line', draw([179, 0], [-179, 0], [-179, 1], [179, 1]), 'must not cross the date line'],
    ['the whole globe', draw([-180, -90], [180, -90], [180, 90], [-180, 90]), 'must not cross the date line'],
    ['off the globe', draw([46, 24], [47, 91], [46, 25]), 'must lie on the globe'],
    ['nowhere', draw([46, 24], [47, Number.NaN], [46, 25]), 'must lie on the globe'],
    ['a postage stamp', square(46, 24, 0.000001), 'must cover at least a square metre'],
  ])('is refused: %s', (_what, polygon, message) => {
    expect(refusalOf(() => assertPolygon('polygon', polygon))).toEqual({
      code: 'validation_failed',
      details: { errors: [{ path: 'polygon', message }] },
    });
  });

  test('does not need its first corner again at the end', () => {
    const triangle = draw([46, 24], [47, 24], [46, 25]);
    expect(opened([...triangle, at(46, 24)])).toEqual(triangle);
    expect(opened(triangle)).toEqual(triangle);
    expect(opened([])).toEqual([]);
  });
});
