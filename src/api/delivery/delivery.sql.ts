/** An SQL expression for an amount of major units in minor ones. */
type InMinor = (column: string) => string;

/** The place of the store in settings `s` as JSON; null while it is not known. */
export const storeJson = `
  case when s.store_latitude is not null and s.store_longitude is not null then json_build_object(
    'latitude', s.store_latitude, 'longitude', s.store_longitude) end`;

/** What delivery costs by settings `s`, as JSON; without the zones. */
export const feeRulesJson = (minor: InMinor): string => `json_build_object(
  'basePrice', coalesce(${minor('s.delivery_base_price')}, 0), 'perKm', coalesce(${minor('s.delivery_per_km')}, 0),
  'freeRadiusKm', s.delivery_free_radius_km, 'maxKm', s.delivery_max_km,
  'freeThreshold', ${minor('s.delivery_free_threshold')},
  'requireLocation', coalesce(s.delivery_require_location, false), 'store', ${storeJson})`;

/** How long a delivery takes by settings `s`, as JSON. */
export const etaRulesJson = `json_build_object(
  'preparationMinutes', coalesce(s.delivery_preparation_minutes, 15), 'roadFactor', coalesce(s.delivery_road_factor, 1.3),
  'speedKmh', coalesce(s.delivery_speed_kmh, 30), 'handoverMinutes', coalesce(s.delivery_handover_minutes, 5))`;

/**
 * The active zones that may contain a destination, as a JSON array; those whose box does not reach it are not looked at.
 * `wanted` is a row with company_code, latitude and longitude, both null where there is no destination.
 */
export const zonesAtJson = (minor: InMinor): string => `
  select coalesce(json_agg(json_build_object(
           'documentId', z.document_id, 'polygon', z.polygon, 'fee', ${minor('z.fee')},
           'freeThreshold', ${minor('z.free_threshold')}, 'nameEn', nullif(z.name, ''),
           'nameAr', nullif(ar.name, ''))), '[]')
    from wanted
    join delivery_zone_boxes b on b.company_code = wanted.company_code
     and wanted.latitude between b.south and b.north and wanted.longitude between b.west and b.east
    join delivery_zones z on z.document_id = b.zone_id and z.locale = 'en' and z.is_active is not false
    left join delivery_zones ar on ar.document_id = z.document_id and ar.locale = 'ar'`;
