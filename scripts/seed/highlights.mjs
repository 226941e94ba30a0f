import { chanceFor, sample } from './randomness.mjs';

const FEATURED = 36;
const TRENDING = 36;
const MOST_OF_ONE_CATEGORY = 3;

/**
 * @typedef {object} Highlights
 * @property {Set<import('./products.mjs').DemoProduct>} featured
 * @property {Set<import('./products.mjs').DemoProduct>} trending
 */

/**
 * Chooses what a company puts forward: active products in stock, spread over the shelves, preferring those
 * named in both languages.
 *
 * @param {import('./products.mjs').DemoProduct[]} products
 * @param {string} companyCode
 * @returns {Highlights}
 */
export function chooseHighlights(products, companyCode) {
  const presentable = products.filter((product) => product.status === 'active' && product.stock[0] > 0);
  const bilingual = presentable.filter(({ title }) => title.en && title.ar);
  const pool = bilingual.length >= (FEATURED + TRENDING) * 3 ? bilingual : presentable;
  const featured = spread(sample(pool, pool.length, chanceFor(`${companyCode} featured`)), FEATURED);
  const rest = pool.filter((product) => !featured.has(product));
  const trending = spread(sample(rest, rest.length, chanceFor(`${companyCode} trending`)), TRENDING);
  return { featured, trending };
}

function spread(products, count) {
  const chosen = new Set();
  const perCategory = new Map();
  for (const product of products) {
    if (chosen.size === count) break;
    const used = perCategory.get(product.category) ?? 0;
    if (used >= MOST_OF_ONE_CATEGORY) continue;
    perCategory.set(product.category, used + 1);
    chosen.add(product);
  }
  return chosen;
}
