import { invalidField } from '../errors';
import type { Minor } from '../money';
import { EARTH_KM, radians } from './distance';
import type { Point } from './point';

/** The corners of an area in their order, without the first one again at the end. Its sides are straight on a map. */
export type Polygon = Point[];

/** An area with a delivery fee of its own. */
export type Zone = {
  documentId: string;
  polygon: Polygon;
  fee: Minor;
  /** from this subtotal on delivery there is free, as it is from the company's own on; null = only from that */
  freeThreshold: Minor | null;
};

/** What encloses a polygon, in degrees. */
export type Box = { south: number; west: number; north: number; east: number };

export const FEWEST_CORNERS = 3;
export const MOST_CORNERS = 500;

/** A tenth of a millimetre, in degrees: what lies nearer to a border than this lies on it. */
const BORDER = 1e-9;

/** A square metre, in square kilometres. */
const SMALLEST_AREA = 1e-6;

type Side = [from: Point, to: Point];

const sidesOf = (polygon: Polygon): Side[] =>
  polygon.flatMap((from, index): Side[] => {
    const to = polygon[(index + 1) % polygon.length];
    return to ? [[from, to]] : [];
  });

/** On which side of a line through two points a third one lies: positive to the left, seen on a map. */
const turn = (from: Point, to: Point, point: Point): number =>
  (to.longitude - from.longitude) * (point.latitude - from.latitude) -
  (to.latitude - from.latitude) * (point.longitude - from.longitude);

const isOnSide = ([from, to]: Side, point: Point): boolean => {
  const [dx, dy] = [to.longitude - from.longitude, to.latitude - from.latitude];
  const [px, py] = [point.longitude - from.longitude, point.latitude - from.latitude];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / square));
  return (px - along * dx) ** 2 + (py - along * dy) ** 2 <= BORDER ** 2;
};

/** Whether a ray to the east crosses a side; of its ends, only the southern one counts. */
const isCrossed = ([from, to]: Side, { latitude, longitude }: Point): boolean => {
  if (from.latitude > latitude === to.latitude > latitude) return false;
  const share = (latitude - from.latitude) / (to.latitude - from.latitude);
  return longitude < from.longitude + share * (to.longitude - from.longitude);
};

/** Whether a point lies in a polygon; its border belongs to it. */
export const contains = (polygon: Polygon, point: Point): boolean => {
  const sides = sidesOf(polygon);
  if (sides.some((side) => isOnSide(side, point))) return true;
  return sides.filter((side) => isCrossed(side, point)).length % 2 === 1;
};

/** The area of a polygon on the globe, in square kilometres. */
export const areaKm2 = (polygon: Polygon): number => {
  const doubled = sidesOf(polygon).reduce((total, [from, to]) => {
    const width = radians(to.longitude - from.longitude);
    return total + width * (2 + Math.sin(radians(from.latitude)) + Math.sin(radians(to.latitude)));
  }, 0);
  return (Math.abs(doubled) * EARTH_KM ** 2) / 2;
};

/** The box around a polygon and its border. */
export const boxAround = (polygon: Polygon): Box => {
  const latitudes = polygon.map(({ latitude }) => latitude);
  const longitudes = polygon.map(({ longitude }) => longitude);
  return {
    south: Math.min(...latitudes) - BORDER,
    west: Math.min(...longitudes) - BORDER,
    north: Math.max(...latitudes) + BORDER,
    east: Math.max(...longitudes) + BORDER,
  };
};

/** Of the zones that contain a point the smallest one; of equal ones that with the lowest id. */
export const smallestZoneAt = <Drawn extends Zone>(zones: Drawn[], point: Point): Drawn | null => {
  const [smallest] = zones
    .filter(({ polygon }) => contains(polygon, point))
    .map((zone) => ({ zone, area: areaKm2(zone.polygon) }))
    .sort((one, other) => one.area - other.area || (one.zone.documentId < other.zone.documentId ? -1 : 1));
  return smallest?.zone ?? null;
};

const isSame = (one: Point, other: Point): boolean =>
  one.latitude === other.latitude && one.longitude === other.longitude;

/** A polygon without its first corner again at the end, as it is stored. */
export const opened = (polygon: Polygon): Polygon => {
  const [first] = polygon;
  const last = polygon.at(-1);
  return first && last && polygon.length > 1 && isSame(first, last) ? polygon.slice(0, -1) : polygon;
};

const doCross = ([a, b]: Side, [c, d]: Side): boolean =>
  turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0;

const doTouch = (one: Side, other: Side): boolean =>
  one.some((point) => isOnSide(other, point)) || other.some((point) => isOnSide(one, point));

/** Whether two sides meet elsewhere than in the corner that neighbours share. */
const doMeet = (one: Side, other: Side, areNeighbours: boolean): boolean =>
  areNeighbours
    ? isOnSide(one, other[1]) || isOnSide(other, one[0])
    : doTouch(one, other) || doCross(one, other);

const meetsItself = (polygon: Polygon): boolean => {
  const sides = sidesOf(polygon);
  const last = sides.length - 1;
  return sides.some((one, index) =>
    sides.slice(index + 1).some((other, offset) => {
      const place = index + 1 + offset;
      // The last side runs into the first one.
      if (index === 0 && place === last) return doMeet(other, one, true);
      return doMeet(one, other, place === index + 1);
    }),
  );
};

const isOnGlobe = ({ latitude, longitude }: Point): boolean =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;

const crossesDateLine = (polygon: Polygon): boolean =>
  sidesOf(polygon).some(([from, to]) => Math.abs(to.longitude - from.longitude) >= 180);

/**
 * Checks the drawing of a zone.
 * @param polygon without its first corner again at the end
 * @throws ValidationError for what is no area: too few or too many corners, off the globe, crossing or touching itself,
 *   across the date line, or smaller than a square metre
 */
export const assertPolygon = (path: string, polygon: Polygon): void => {
  const refuse = (message: string): never => {
    throw invalidField(path, message);
  };
  if (polygon.length < FEWEST_CORNERS) refuse(`must have at least ${FEWEST_CORNERS} corners`);
  if (polygon.length > MOST_CORNERS) refuse(`must have at most ${MOST_CORNERS} corners`);
  if (!polygon.every(isOnGlobe)) refuse('must lie on the globe');
  const corners = new Set(polygon.map(({ latitude, longitude }) => `${latitude + 0} ${longitude + 0}`));
  if (corners.size < polygon.length) refuse('must name each corner once');
  if (crossesDateLine(polygon)) refuse('must not cross the date line');
  if (meetsItself(polygon)) refuse('must not cross or touch itself');
  if (areaKm2(polygon) < SMALLEST_AREA) refuse('must cover at least a square metre');
};
