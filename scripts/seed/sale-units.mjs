import { percentOf, shareRoundedUp } from './money.mjs';
import { wholeBetween } from './randomness.mjs';

const CARTON_SIZE = 12;
const CARTON_PERCENT = 95;
const CARTON_THEMES = new Set([
  'drinks',
  'water',
  'canned',
  'pasta',
  'snacks',
  'dairy',
  'breakfast',
  'sauces',
]);
const CARTON_SHARE = 0.15;
const REDUCED_SHARE = 0.08;

/**
 * @typedef {object} SaleUnit
 * @property {string} symbol unit of measure it is counted in
 * @property {number} value how many of them, `unitValue`
 * @property {number} packQty basic units in it, in thousandths
 * @property {number} price minor units
 * @property {number | null} originalPrice minor units, above `price`
 * @property {boolean} isDefault
 * @property {string} suffix what its SKU adds to the product's; empty for the default unit
 */

/**
 * How a product is sold, the default unit first: loose goods by weight, a multipack as a pack and by the
 * piece, everything else by the piece and sometimes by the carton. The row's price is the default unit's.
 *
 * @param {{ price: number, size: import('./product-size.mjs').Size | null, loose: boolean, theme: string }} product
 * @param {() => number} chance
 * @returns {{ basic: 'kg' | 'pcs', units: SaleUnit[] }}
 */
export function saleUnitsOf(product, chance) {
  const reduced = chance() < REDUCED_SHARE;
  const rise = wholeBetween(chance, 10, 35);
  const inCartons = chance() < CARTON_SHARE;
  const originalPrice = reduced ? raised(product.price, rise) : null;
  const first = { price: product.price, originalPrice, isDefault: true, suffix: '' };
  if (product.loose) return { basic: 'kg', units: looseUnits(product, first) };
  const packs = product.size?.packs ?? 1;
  if (packs > 1) {
    return {
      basic: 'pcs',
      units: [
        { ...first, symbol: 'pack', value: packs, packQty: packs * 1000 },
        piece({ price: shareRoundedUp(product.price, packs), suffix: '-1' }),
      ],
    };
  }
  const units = [piece(first)];
  if (inCartons && CARTON_THEMES.has(product.theme)) {
    units.push({
      symbol: 'carton',
      value: CARTON_SIZE,
      packQty: CARTON_SIZE * 1000,
      price: percentOf(product.price * CARTON_SIZE, CARTON_PERCENT),
      originalPrice: null,
      isDefault: false,
      suffix: `-${CARTON_SIZE}`,
    });
  }
  return { basic: 'pcs', units };
}

function looseUnits({ size, price }, first) {
  const grams = size?.unit === 'g' ? Number(size.amount) : 1000;
  if (grams === 1000) return [{ ...first, symbol: 'kg', value: 1, packQty: 1000 }];
  return [
    { ...first, symbol: 'g', value: grams, packQty: grams },
    {
      symbol: 'kg',
      value: 1,
      packQty: 1000,
      price: Math.round((price * 1000) / grams),
      originalPrice: null,
      isDefault: false,
      suffix: '-KG',
    },
  ];
}

function piece(sale) {
  return { originalPrice: null, isDefault: false, ...sale, symbol: 'pcs', value: 1, packQty: 1000 };
}

/** A shelf price of before: some percent higher, up to the next five minor units. */
function raised(price, percent) {
  return Math.ceil((price + (price * percent) / 100) / 5) * 5;
}
