/** A place on the globe, in degrees. */
export type Place = { latitude: number; longitude: number };

/** A place in a drawing, in its own units from the upper left corner. */
export type Spot = { x: number; y: number };

/** What a drawing shows: the place in its middle, and how many of its units a degree of latitude is long. */
export type MapView = { centre: Place; scale: number };

/** How large every drawing is, in its own units; on the screen it takes the width that there is. */
export const WIDTH = 900;
export const HEIGHT = 520;

const MARGIN = 60;
const KM_PER_DEGREE = 111.195;
const MOST_SCALE = 2_000_000;
const LEAST_SCALE = 4;

/** What a drawing around a single place shows from north to south, in degrees. */
const LEAST_SPAN = 0.02;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** How much shorter a degree of longitude is than one of latitude. */
const shrink = ({ latitude }: Place): number => Math.max(0.01, Math.cos(radians(latitude)));

const bounded = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));

/** To a tenth of a metre: nobody draws finer. */
const rounded = (degrees: number): number => Math.round(degrees * 1_000_000) / 1_000_000 + 0;

/** Where a place is drawn. */
export const spotOf = ({ centre, scale }: MapView, { latitude, longitude }: Place): Spot => ({
  x: WIDTH / 2 + (longitude - centre.longitude) * scale * shrink(centre),
  y: HEIGHT / 2 - (latitude - centre.latitude) * scale,
});

/** Which place is drawn somewhere. */
export const placeAt = ({ centre, scale }: MapView, { x, y }: Spot): Place => ({
  latitude: rounded(bounded(centre.latitude - (y - HEIGHT / 2) / scale, -90, 90)),
  longitude: rounded(bounded(centre.longitude + (x - WIDTH / 2) / (scale * shrink(centre)), -180, 180)),
});

/** A view of all places, as near as possible. */
export const viewOf = (places: Place[]): MapView => {
  const latitudes = places.map(({ latitude }) => latitude);
  const longitudes = places.map(({ longitude }) => longitude);
  if (places.length === 0) return { centre: { latitude: 0, longitude: 0 }, scale: LEAST_SCALE };
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const centre = { latitude: (south + north) / 2, longitude: (west + east) / 2 };
  const high = Math.max(north - south, LEAST_SPAN);
  const wide = Math.max((east - west) * shrink(centre), LEAST_SPAN);
  const scale = Math.min((HEIGHT - 2 * MARGIN) / high, (WIDTH - 2 * MARGIN) / wide);
  return { centre, scale: bounded(scale, LEAST_SCALE, MOST_SCALE) };
};

/** The view, so many times as near. */
export const zoomed = ({ centre, scale }: MapView, times: number): MapView => ({
  centre,
  scale: bounded(scale * times, LEAST_SCALE, MOST_SCALE),
});

/** The view after its drawing was pulled so far. */
export const pulled = (view: MapView, { x, y }: Spot): MapView => ({
  ...view,
  centre: placeAt(view, { x: WIDTH / 2 - x, y: HEIGHT / 2 - y }),
});

/** The longest round distance that fits beside a drawing, with its length there. */
export const scaleBar = ({ scale }: MapView): { km: number; length: number } => {
  const longest = (160 / scale) * KM_PER_DEGREE;
  const power = 10 ** Math.floor(Math.log10(longest));
  const km = ([5, 2, 1].find((times) => times * power <= longest) ?? 1) * power;
  return { km, length: (km / KM_PER_DEGREE) * scale };
};
