/** How far a zone reaches beyond the centres of its districts, in degrees: about a kilometre. */
const REACH = 0.01;

/**
 * Areas of Riyadh by the districts that they are drawn around. Amounts are in riyals; a threshold of its own is below
 * the shop's. A zone without a name of its own
 * bears that of its district.
 */
const AREAS = [
  {
    name: { en: 'Central Riyadh', ar: 'وسط الرياض' },
    fee: 8,
    freeThreshold: 100,
    districts: ['Al Dirah', 'Al Murabba', 'Al Futah', 'Al Malaz', 'Al Wizarat', 'Al Amal', 'Al Zahra'],
  },
  {
    name: { en: 'Olaya and around', ar: 'العليا وما حولها' },
    fee: 12,
    districts: ['Al Olaya', 'Al Sulaimaniyah', 'Al Woroud', 'King Fahd', 'Ar Rahmaniyah', 'Al Mutamarat'],
  },
  {
    name: { en: 'North Riyadh', ar: 'شمال الرياض' },
    fee: 18,
    districts: ['Al Nada', 'Al Falah', 'Al Sahafah', 'Ar Rabie', 'Al Yasmeen', 'Al Wadi', 'Al Nafel'],
  },
  {
    name: { en: 'East Riyadh', ar: 'شرق الرياض' },
    fee: 15,
    districts: [
      'Al Rawdah',
      'Al Andalus',
      'Al Khaleej',
      'East Naseem',
      'West Naseem',
      'Al Salam',
      'Al Rayan',
    ],
  },
  {
    name: { en: 'South Riyadh', ar: 'جنوب الرياض' },
    fee: 15,
    districts: ['Al Shifa', 'Al Aziziyah', 'Manfuhah', 'Al Mansurah', 'Al Masani', 'Al Marwah'],
  },
  {
    name: { en: 'West Riyadh', ar: 'غرب الرياض' },
    fee: 18,
    districts: ['Al Suwaidi', 'Al Badiah', 'Laban', 'Dhahrat Laban', 'Middle Oraija', 'Al Hada', 'Irqah'],
  },
  { fee: 35, districts: ['King Khalid International Airport'] },
];

/**
 * The delivery zones of a company: a simple outline around the centres of each area's districts.
 *
 * @param {{ code: string, city?: string }} company
 * @param {Record<string, string>[]} districts rows of `districts.csv`
 * @returns {object[]} rows of `delivery_zones`
 */
export function deliveryZonesOf({ code, city }, districts) {
  if (city === undefined) return [];
  const rows = new Map(districts.filter((row) => row.city === city).map((row) => [row.name_en, row]));
  return AREAS.map(({ name, fee, freeThreshold = null, districts: names }) => {
    const centres = names.map((district) => rows.get(district));
    const [first] = centres;
    return {
      company_code: code,
      name: name ?? { en: first.name_en, ar: first.name_ar },
      polygon: outlineOf(centres),
      fee,
      free_threshold: freeThreshold,
      is_active: true,
    };
  });
}

/** The convex outline of the squares around some centres, anticlockwise from the west. */
function outlineOf(centres) {
  const points = centres
    .flatMap(({ lat, lng }) =>
      [-REACH, REACH].flatMap((east) =>
        [-REACH, REACH].map((north) => ({
          latitude: rounded(Number(lat) + north),
          longitude: rounded(Number(lng) + east),
        })),
      ),
    )
    .sort((one, other) => one.longitude - other.longitude || one.latitude - other.latitude);
  return [...chainOf(points), ...chainOf(points.toReversed())];
}

/** One half of the outline (Andrew's monotone chain), without its last point, with which the other half begins. */
function chainOf(points) {
  const chain = [];
  for (const point of points) {
    while (chain.length > 1 && !turnsLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
    chain.push(point);
  }
  return chain.slice(0, -1);
}

function turnsLeft(from, over, to) {
  const cross =
    (over.longitude - from.longitude) * (to.latitude - from.latitude) -
    (over.latitude - from.latitude) * (to.longitude - from.longitude);
  return cross > 1e-12;
}

/** The districts' centres are known to four decimals. */
function rounded(degrees) {
  return Math.round(degrees * 1e4) / 1e4;
}
