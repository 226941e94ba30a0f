import type { Zone } from '../../domain/delivery/zone';
import { inLanguage, type Reader } from '../../storefront/reader';

/** A zone as it is loaded for a price. */
export type LoadedZone = Zone & { nameEn: string | null; nameAr: string | null };

/** The zone that a fee comes from, by name; null where the distance decides. */
export const presentZone = (zoneId: string | null, zones: LoadedZone[], reader: Reader): object | null => {
  const zone = zones.find(({ documentId }) => documentId === zoneId);
  if (!zone) return null;
  return { documentId: zone.documentId, name: inLanguage({ en: zone.nameEn, ar: zone.nameAr }, reader) };
};
