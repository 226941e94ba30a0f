import { z } from 'zod';
import type { Place } from '../map/view';

/** Why a text is no list of corners: the place of the line that is none, or what else. */
export type CornersProblem = { kind: 'line'; line: number } | { kind: 'json' | 'shape' | 'holes' };

/** The corners that a text names, or why it names none. */
export type Corners = { corners: Place[] } | { problem: CornersProblem };

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

const places = z.array(z.object({ latitude, longitude }));

/** GeoJSON names the longitude first, and perhaps a height. */
const ring = z
  .array(z.tuple([longitude, latitude], z.number()))
  .transform((positions): Place[] =>
    positions.map(([east, north]) => ({ latitude: north, longitude: east })),
  );

const polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) });

const feature = z.object({ type: z.literal('Feature'), geometry: polygon });

const collection = z.object({ type: z.literal('FeatureCollection'), features: z.tuple([feature]) });

const drawn = z.union([
  places.transform((corners) => [corners]),
  ring.transform((corners) => [corners]),
  polygon.transform(({ coordinates }) => coordinates),
  feature.transform(({ geometry }) => geometry.coordinates),
  collection.transform(({ features: [{ geometry }] }) => geometry.coordinates),
]);

/** Digits that Arabic keyboards write, in the order of their values. */
const easternDigits = /[٠-٩۰-۹]/g;

const westernDigits = (text: string): string =>
  text.replace(easternDigits, (digit) => String(digit.charCodeAt(0) & 0xf)).replaceAll('٫', '.');

const linePattern = /^\s*(-?\d+(?:\.\d+)?)\s*[,،;\s]\s*(-?\d+(?:\.\d+)?)\s*$/;

const placeOnLine = (line: string): Place | null => {
  const match = linePattern.exec(line);
  const found = { latitude: Number(match?.[1] ?? NaN), longitude: Number(match?.[2] ?? NaN) };
  return latitude.safeParse(found.latitude).success && longitude.safeParse(found.longitude).success
    ? found
    : null;
};

const readLines = (text: string): Corners => {
  const corners: Place[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const corner = placeOnLine(line);
    if (!corner) return { problem: { kind: 'line', line: index + 1 } };
    corners.push(corner);
  }
  return { corners };
};

const isSame = (one: Place, other: Place): boolean =>
  one.latitude === other.latitude && one.longitude === other.longitude;

/** Without the first corner again at the end, which GeoJSON wants and a list of corners does not. */
const opened = (corners: Place[]): Place[] => {
  const [first] = corners;
  const last = corners.at(-1);
  return first && last && corners.length > 1 && isSame(first, last) ? corners.slice(0, -1) : corners;
};

const readJson = (text: string): Corners => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: { kind: 'json' } };
  }
  const found = drawn.safeParse(value);
  if (!found.success) return { problem: { kind: 'shape' } };
  const [corners = [], ...holes] = found.data;
  return holes.length > 0 ? { problem: { kind: 'holes' } } : { corners: opened(corners) };
};

/**
 * Reads what was typed or pasted: a latitude and a longitude on each line, or GeoJSON of one polygon (alone, as a feature,
 * or as the only one of a collection), or a list of places as JSON.
 */
export const readCorners = (text: string): Corners => {
  const plain = westernDigits(text);
  return /^\s*[[{]/.test(plain) ? readJson(plain) : readLines(plain);
};

/** Corners as lines that can be read and changed. */
export const cornersText = (corners: Place[]): string =>
  corners.map(({ latitude: north, longitude: east }) => `${String(north)}, ${String(east)}`).join('\n');

/** What the form holds of a drawing: the list that came from the server, or text that is not (yet) one. */
export const cornersOf = (value: unknown): Place[] => {
  const read = typeof value === 'string' ? readCorners(value) : readCorners(JSON.stringify(value ?? []));
  return 'corners' in read ? read.corners : [];
};
