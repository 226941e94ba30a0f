import { createId } from '@paralleldrive/cuid2';
import { fromMinor, percentOf, toMinor } from './money.mjs';
import { isLoose } from './loose-goods.mjs';
import { isFileName, isShouting, mendName } from './product-names.mjs';
import { parseSize, sizeText } from './product-size.mjs';
import { chanceFor, wholeBetween } from './randomness.mjs';
import { saleUnitsOf } from './sale-units.mjs';
import { decimalsOf } from './companies.mjs';
import { themeOfProduct } from './themes.mjs';

const COST_PERCENT = 75;
const OLDEST_DAYS = 180;
const NEW_DAYS = 10;
const BARCODE = /^\d{8,14}$/;

/** Words in a name that make a tag. */
const TAG_WORDS = [
  ['organic', /\borganic\b|\bbio\b|عضوي/i],
  ['gluten-free', /gluten[ -]free|خال(?:ي|ية|ٍ) من ال[جغ]لوتين/i],
  ['sugar-free', /sugar[ -]free|no (?:added )?sugar|خال(?:ي|ية|ٍ) من السكر|بدون سكر/i],
  ['vegan', /\bvegan\b|نباتي/i],
  ['low-fat', /low[ -]fat|skimmed|قليل(?:ة)? الدسم/i],
];

/**
 * @typedef {object} DemoProduct a product ready for the staging tables
 * @property {string} documentId
 * @property {string} companyCode
 * @property {{ en: string | null, ar: string | null }} title
 * @property {{ en: string | null, ar: string | null }} description
 * @property {string} slug
 * @property {string} sku
 * @property {string | null} barcode
 * @property {string} theme of its picture
 * @property {number} pictureChance in [0, 1), which of the theme's pictures
 * @property {import('./categories.mjs').Category} category
 * @property {string[]} tags
 * @property {number | null} vatRate
 * @property {string | null} cost of one basic unit, in major units
 * @property {'active' | 'inactive'} status
 * @property {'kg' | 'pcs'} basic symbol of the basic unit
 * @property {import('./sale-units.mjs').SaleUnit[]} units the default unit first
 * @property {number} price minor units of the default unit
 * @property {number} ageSeconds how long ago it was created
 * @property {number} sales
 * @property {number[]} stock thousandths on hand, by location
 */

/**
 * Turns a company's source rows into products, counting what had to be skipped or mended.
 *
 * @param {import('./companies.mjs').DemoCompany} company
 * @param {Record<string, string>[]} rows its rows of `products.csv`, in file order
 * @param {{ tree: import('./categories.mjs').CategoryTree, slugs: import('./slugs.mjs').SlugRegister,
 *   count: (reason: string) => void }} tools
 * @returns {DemoProduct[]}
 */
export function readProducts(company, rows, { tree, slugs, count }) {
  const decimals = decimalsOf(company);
  const valid = [];
  rows.forEach((row, index) => {
    const title = titleOf(row, count);
    const price = toMinor(row.price, decimals);
    if (title.en === null && title.ar === null) count('skipped: no name');
    else if (price === null) count('skipped: no price');
    else valid.push({ row, title, price, sku: `${company.skuPrefix}-${String(index + 1).padStart(6, '0')}` });
  });
  tellTwinsApart(valid);
  const barcodes = new Set();
  return valid.map(({ row, title, price, sku }) => {
    const chance = chanceFor(sku);
    const category = tree.categoryOf(row);
    const names = [title.en, title.ar].filter(Boolean);
    const size = parseSize(row.size, row.unit);
    const theme = themeOfProduct(category.theme, names[0]);
    const categoryKey = company.categoryKey === 'name_en' ? row.category_en : row.category_ar;
    const loose = isLoose({ companyCode: company.code, categoryKey, names, rawSize: row.size, size });
    const { basic, units } = saleUnitsOf({ price, size, loose, theme }, chance);
    const ageDays = chance() * OLDEST_DAYS;
    const withCost = chance() < 0.85;
    return {
      documentId: createId(),
      companyCode: company.code,
      title,
      description: descriptionOf(size, loose),
      slug: slugs.claim(title.en ?? title.ar),
      sku,
      barcode: claimBarcode(row.barcode, barcodes),
      theme,
      category,
      tags: tagsOf(names, { reduced: units[0].originalPrice !== null, fresh: ageDays < NEW_DAYS }),
      vatRate: theme === 'eggs' || categoryKey === 'Arabic Bread' ? 0 : null,
      cost: withCost ? costOf(units[0], decimals) : null,
      status: chance() < 0.01 ? 'inactive' : 'active',
      basic,
      units,
      price,
      pictureChance: chance(),
      ageSeconds: Math.round(ageDays * 86_400),
      sales: chance() < 0.3 ? wholeBetween(chance, 1, 400) : 0,
      stock: stockOf({ basic, units }, chance),
    };
  });
}

function titleOf(row, count) {
  const title = { en: mendName(row.name_en), ar: mendName(row.name_ar) };
  if (isFileName(row.name_en) || isFileName(row.name_ar)) count('mended: name was a file name');
  if (title.en !== null && isShouting(row.name_en)) count('mended: name in capitals');
  return title;
}

/** Products that share their name are told apart by their size, as on a shelf label. */
function tellTwinsApart(products) {
  for (const locale of ['en', 'ar']) {
    const uses = new Map();
    for (const { title } of products) {
      if (title[locale]) uses.set(title[locale], (uses.get(title[locale]) ?? 0) + 1);
    }
    for (const { title, row } of products) {
      const size = parseSize(row.size, row.unit);
      if (!title[locale] || uses.get(title[locale]) === 1 || size === null) continue;
      if (!title[locale].includes(size.amount)) title[locale] += `, ${sizeText(size)[locale]}`;
    }
  }
}

function claimBarcode(barcode, taken) {
  if (!BARCODE.test(barcode) || taken.has(barcode)) return null;
  taken.add(barcode);
  return barcode;
}

function descriptionOf(size, loose) {
  if (loose) return { en: 'Sold by weight.', ar: 'يباع بالوزن.' };
  if (size === null) return { en: null, ar: null };
  const text = sizeText(size);
  return { en: `Size: ${text.en}.`, ar: `الحجم: ${text.ar}.` };
}

function tagsOf(names, { reduced, fresh }) {
  const tags = TAG_WORDS.filter(([, words]) => names.some((name) => words.test(name))).map(([tag]) => tag);
  if (reduced) tags.push('offer');
  if (fresh) tags.push('new');
  return tags;
}

/** Cost of one basic unit, as a decimal text. */
function costOf(unit, decimals) {
  return fromMinor(Math.round((percentOf(unit.price, COST_PERCENT) * 1000) / unit.packQty), decimals);
}

/** Thousandths on hand at the default location and the second one: about one product in thirty has none. */
function stockOf({ basic, units }, chance) {
  if (chance() < 0.03) return [0];
  const step = basic === 'kg' ? 250 : units[0].packQty;
  const most = basic === 'kg' ? 800 : Math.max(10, Math.round(200_000 / step));
  const onHand = [wholeBetween(chance, 1, most) * step];
  if (chance() < 0.4) onHand.push(wholeBetween(chance, 1, most) * step);
  return onHand;
}
