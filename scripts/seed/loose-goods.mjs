/** Shelves whose goods are weighed, by the name the sources use. */
const WEIGHED = {
  amman: [
    'الخضار الطازجة',
    'الفواكه الطازجة',
    'فواكه الصيف',
    'العروض اليومية',
    'الاجبان والالبان',
    'زيتون ومخللات ديلي',
    'المكسرات النية',
    'مكسرات محمصة',
    'البهارات',
    'الزعتر',
    'البزورات والاعشاب',
    'الحبوب والمجففات',
    'الحلوى',
    'قهوة المحمص',
    'المحمص',
  ],
  riyadh: ['Fruits', 'Vegetables', 'Organic Fruits & Vegetables', 'Meat & Poultry', 'Fish'],
  dubai: [
    'Fresh Fruits',
    'Fresh Vegetables',
    'Fresh Beef',
    'Fresh Chicken',
    'Fresh Seafood',
    'Minced Beef',
    'Cubes, Strips & Cuts',
    'Organic',
  ],
};
const weighedShelves = new Map(Object.entries(WEIGHED).map(([code, names]) => [code, new Set(names)]));

const SAYS_WEIGHED = /للكيلو|بالكيلو|\bper kg\b|\bper kilo\b/i;
const SAYS_PACKED =
  /عبوة|صحن|كيس|طبق|علبة|حبة|حزمة|باقة|معجون|شبكة|سلة|كرتون|صندوق|دلو|نصف|قطع|جرام|غرام|\d\s?[a-z\u0621-\u064a]|\d\d|[*×]|\bpack|\bhead|\btray|\bbag|\bbox|\bbunch/i;
/** Weights at which fresh goods are priced by weight; any other weight is a packed piece. */
const PRICED_BY_WEIGHT = new Set(['500g', '1kg', '1000g']);

/**
 * Whether a product is weighed at the counter: its name says so, or it lies on a fresh shelf without a size of
 * its own (or with a plain 500 g or 1 kg price) and nothing in its name speaks of packing.
 *
 * @param {{ companyCode: string, categoryKey: string, names: string[], rawSize: string,
 *   size: import('./product-size.mjs').Size | null }} product
 */
export function isLoose({ companyCode, categoryKey, names, rawSize, size }) {
  if (names.some((name) => SAYS_WEIGHED.test(name))) return true;
  if (!weighedShelves.get(companyCode)?.has(categoryKey)) return false;
  if (names.some((name) => SAYS_PACKED.test(name))) return false;
  if (size === null) return rawSize === '';
  return size.packs === 1 && PRICED_BY_WEIGHT.has(`${size.amount}${size.unit}`);
}
