import { cornersOf, cornersText, readCorners } from '../../../src/admin/zones/coordinates';

const triangle = [
  { latitude: 24.7, longitude: 46.6 },
  { latitude: 24.8, longitude: 46.7 },
  { latitude: -24.6, longitude: 46.8 },
];

const ring = [
  [46.6, 24.7],
  [46.7, 24.8],
  [46.8, -24.6],
  [46.6, 24.7],
];

const polygon = { type: 'Polygon', coordinates: [ring] };
const feature = { type: 'Feature', properties: { name: 'North' }, geometry: polygon };

it.each([
  ['lines', '24.7, 46.6\n24.8 46.7\n\n-24.6;46.8'],
  ['lines in Arabic', '٢٤٫٧، ٤٦٫٦\n٢٤٫٨، ٤٦٫٧\n-٢٤٫٦، ٤٦٫٨\n'],
  ['a list of places', JSON.stringify(triangle)],
  ['a ring', JSON.stringify(ring)],
  ['a ring with heights', JSON.stringify(ring.map((position) => [...position, 600]))],
  ['a polygon', JSON.stringify(polygon)],
  ['a feature', JSON.stringify(feature)],
  ['a collection of one', JSON.stringify({ type: 'FeatureCollection', features: [feature] })],
])('reads %s', (_kind, text) => {
  expect(readCorners(text)).toEqual({ corners: triangle });
});

it.each([
  ['24.7, 46.6\nnorth', { kind: 'line', line: 2 }],
  ['24.7, 46.6, 3', { kind: 'line', line: 1 }],
  ['90.1, 46.6', { kind: 'line', line: 1 }],
  ['24.7, -180.5', { kind: 'line', line: 1 }],
  ['{"type": "Polygon"', { kind: 'json' }],
  ['{"type": "Point", "coordinates": [46.6, 24.7]}', { kind: 'shape' }],
  [JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] }), { kind: 'shape' }],
  [JSON.stringify({ type: 'Polygon', coordinates: [[[24.7, 146.6]]] }), { kind: 'shape' }],
  [JSON.stringify({ type: 'Polygon', coordinates: [ring, ring] }), { kind: 'holes' }],
])('says why %s is no area', (text, problem) => {
  expect(readCorners(text)).toEqual({ problem });
});

it('writes corners as lines that it reads again', () => {
  expect(cornersText(triangle)).toBe('24.7, 46.6\n24.8, 46.7\n-24.6, 46.8');
  expect(cornersOf(cornersText(triangle))).toEqual(triangle);
});

it('finds the corners in what a form holds', () => {
  expect(cornersOf(triangle)).toEqual(triangle);
  expect(cornersOf(JSON.stringify(triangle))).toEqual(triangle);
  expect([cornersOf(undefined), cornersOf(null), cornersOf('north')]).toEqual([[], [], []]);
});
