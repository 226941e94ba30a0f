import {
  HEIGHT,
  placeAt,
  pulled,
  scaleBar,
  spotOf,
  viewOf,
  WIDTH,
  zoomed,
} from '../../../src/admin/map/view';

const riyadh = { latitude: 24.7136, longitude: 46.6753 };
const north = { latitude: 24.8, longitude: 46.7 };

it('has a single place in its middle', () => {
  const view = viewOf([riyadh]);
  expect(spotOf(view, riyadh)).toEqual({ x: WIDTH / 2, y: HEIGHT / 2 });
  expect(placeAt(view, { x: WIDTH / 2, y: HEIGHT / 2 })).toEqual(riyadh);
});

it('shows all places, north above south and east right of west, wherever on the globe', () => {
  for (const places of [
    [riyadh, north],
    [
      { latitude: -33.9, longitude: 18.4 },
      { latitude: 64.1, longitude: -21.9 },
    ],
  ]) {
    const view = viewOf(places);
    const spots = places.map((place) => spotOf(view, place));
    for (const { x, y } of spots) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(WIDTH);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(HEIGHT);
    }
    expect(spots[1]!.y).toBeLessThan(spots[0]!.y);
  }
});

it('finds the place under a spot again, to a tenth of a metre', () => {
  const view = zoomed(viewOf([riyadh, north]), 2);
  const { latitude, longitude } = placeAt(view, spotOf(view, north));
  expect(latitude).toBeCloseTo(north.latitude, 6);
  expect(longitude).toBeCloseTo(north.longitude, 6);
});

it('keeps what is pulled under the pointer', () => {
  const view = viewOf([riyadh, north]);
  const before = spotOf(view, north);
  const after = spotOf(pulled(view, { x: 30, y: -20 }), north);
  expect(after.x).toBeCloseTo(before.x + 30, 0);
  expect(after.y).toBeCloseTo(before.y - 20, 0);
});

it('stays on the globe', () => {
  expect(placeAt(viewOf([]), { x: -9_000, y: -9_000 })).toEqual({ latitude: 90, longitude: -180 });
});

it('says how long a round distance is', () => {
  const { km, length } = scaleBar({ centre: riyadh, scale: 1_111.95 });
  expect(km).toBe(10);
  expect(length).toBeCloseTo(100, 5);
});
