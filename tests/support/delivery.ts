import { api } from './application';
import { create, type Item, type Shop } from './catalogue';

/** A place on the globe, as the API takes it. */
export interface Place {
  latitude: number;
  longitude: number;
}

/** Where the shops of tests have their store. */
export const STORE: Place = { latitude: 24.7136, longitude: 46.6753 };

/** A place so many kilometres to the north of the store. */
export const north = (km: number): Place => ({
  latitude: STORE.latitude + ((km / 6371) * 180) / Math.PI,
  longitude: STORE.longitude,
});

/** A square around a place, so many degrees to each side. */
export const squareAround = ({ latitude, longitude }: Place, half = 0.01): Place[] => [
  { latitude: latitude - half, longitude: longitude - half },
  { latitude: latitude - half, longitude: longitude + half },
  { latitude: latitude + half, longitude: longitude + half },
  { latitude: latitude + half, longitude: longitude - half },
];

/** The worked example of the rules: base 10, 2 a km, free within 5 km, 50 km at most. */
export const exampleRules = { basePrice: 10, perKm: 2, freeRadiusKm: 5, maxKm: 50, store: STORE };

/** Lets a shop deliver by these rules. */
export const deliverBy = (shop: Shop, delivery: object = exampleRules) =>
  api.put('/api/setting', { delivery }, shop.staff).expect(200);

/** A delivery zone as staff see it. */
export interface ZoneItem extends Item {
  name: unknown;
  polygon: Place[];
  fee: number;
  freeThreshold: number | null;
  isActive: boolean;
}

export const zoneBody = (place: Place, overrides: object = {}): Record<string, unknown> => ({
  name: { en: 'Al Olaya', ar: 'العليا' },
  polygon: squareAround(place),
  fee: 7.5,
  ...overrides,
});

/** A zone around a place, made as staff. */
export const newZone = (shop: Shop, place: Place, overrides: object = {}): Promise<ZoneItem> =>
  create<ZoneItem>(shop, '/delivery/zones', zoneBody(place, overrides));

/** What delivery to a place would cost a visitor. */
export const calculate = (shop: Shop, place: object, locale?: string) =>
  api.post('/api/delivery/calculate', place, { ...shop.visitor, ...(locale && { locale }) });
