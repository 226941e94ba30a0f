import { z } from 'zod';
import { localisedName } from '../../documents/save';
import { MOST_CORNERS, opened, type Polygon } from '../../domain/delivery/zone';
import { complaintOf } from '../../http/complaints';
import { amountInput } from '../../http/inputs';

const latitude = z.number().min(-90).max(90);
const longitude = z.number().min(-180).max(180);

/** A ring may name its first corner again at its end. */
const MOST_POSITIONS = MOST_CORNERS + 1;

/** A list that is counted before it is looked into, so that nobody has a hundred thousand faults explained. */
const ringOf = <Position extends z.ZodType>(position: Position) =>
  z
    .array(z.unknown())
    .max(MOST_POSITIONS, `must have at most ${MOST_CORNERS} corners`)
    .pipe(z.array(position));

const corners = ringOf(z.strictObject({ latitude, longitude }));

/** RFC 7946: longitude first; further rings would be holes. */
const geoJson = z
  .strictObject({
    type: z.literal('Polygon'),
    coordinates: z
      .array(z.unknown())
      .length(1, 'must have one ring')
      .pipe(z.array(ringOf(z.tuple([longitude, latitude])))),
  })
  .transform(
    ({ coordinates: [ring = []] }): Polygon =>
      ring.map(([east, north]) => ({ latitude: north, longitude: east })),
  );

/**
 * The corners of an area: as a list of places, or as a GeoJSON Polygon. It comes out as a list without the first corner
 * again at its end; whether that is an area the rules of zones say.
 */
export const polygonInput = z.unknown().transform((value, context): Polygon => {
  const { data, error } = (Array.isArray(value) ? corners : geoJson).safeParse(value);
  if (data) return opened(data);
  for (const issue of error.issues) {
    context.addIssue({ code: 'custom', message: complaintOf(issue), path: issue.path });
  }
  return z.NEVER;
});

const fields = {
  name: localisedName,
  polygon: polygonInput,
  fee: amountInput,
  freeThreshold: amountInput.nullable(),
  isActive: z.boolean(),
};

/** What staff may change of a delivery zone; whatever is absent stays. */
export const zoneChange = z.strictObject(fields).partial();

/** A new zone needs a name, an area and a fee. */
export const newZone = zoneChange.required({ name: true, polygon: true, fee: true });

export type ZoneInput = z.infer<typeof zoneChange>;
