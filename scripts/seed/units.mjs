/** Units as the shop sells by them; `rate` is how many basic units of its kind one of them is. */
const UNITS = [
  { symbol: 'kg', type: 'weight', rate: 1, csv: 'kg' },
  { symbol: 'g', type: 'weight', rate: 0.001, csv: 'g' },
  { symbol: 'lb', type: 'weight', rate: 0.453592, csv: 'lb' },
  { symbol: 'oz', type: 'weight', rate: 0.02835, csv: 'oz' },
  { symbol: 'L', type: 'volume', rate: 1, csv: 'l' },
  { symbol: 'ml', type: 'volume', rate: 0.001, csv: 'ml' },
  { symbol: 'cl', type: 'volume', rate: 0.01, csv: 'cl' },
  { symbol: 'pcs', type: 'piece', rate: 1, name: { en: 'Piece', ar: 'حبة' } },
  // How many pieces are in a pack or carton is the product's affair: the unit value of its sale unit.
  { symbol: 'pack', type: 'piece', rate: 1, name: { en: 'Pack', ar: 'عبوة' } },
  { symbol: 'carton', type: 'piece', rate: 1, name: { en: 'Carton', ar: 'كرتونة' } },
  { symbol: 'dozen', type: 'piece', rate: 12, name: { en: 'Dozen', ar: 'دزينة' } },
];

/**
 * Writes a company's units of measure.
 *
 * @param {import('./documents.mjs').Documents} documents
 * @param {string} companyCode
 * @param {Record<string, string>[]} names rows of `units.csv`
 * @returns {Promise<Record<string, { id: string, rate: number }>>} document id and rate by symbol
 */
export async function insertUnits(documents, companyCode, names) {
  const ids = await documents.insert(
    'units',
    UNITS.map((unit, index) => ({
      company_code: companyCode,
      name: unit.name ?? singular(names.find((row) => row.unit === unit.csv)),
      symbol: unit.symbol,
      type: unit.type,
      is_basic: ['kg', 'L', 'pcs'].includes(unit.symbol),
      conversion_rate: unit.rate,
      is_active: true,
      sort_order: index + 1,
    })),
  );
  return Object.fromEntries(UNITS.map((unit, index) => [unit.symbol, { id: ids[index], rate: unit.rate }]));
}

/** CLDR names units in the plural (`kilograms`); a shelf label says `Kilogram`. */
function singular(row) {
  const name = row.name_en.replace(/s$/, '');
  return { en: name[0].toUpperCase() + name.slice(1), ar: row.name_ar };
}
