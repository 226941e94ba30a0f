const UNITS = {
  g: { en: 'g', ar: 'غ' },
  kg: { en: 'kg', ar: 'كغ' },
  ml: { en: 'ml', ar: 'مل' },
  cl: { en: 'cl', ar: 'سل' },
  l: { en: 'L', ar: 'لتر' },
  oz: { en: 'oz', ar: 'أونصة' },
  cm: { en: 'cm', ar: 'سم' },
  pcs: { en: 'pcs', ar: 'قطعة' },
};
/** More than this in one pack is no multipack but a count of sheets, bags or wipes. */
const LARGEST_PACK = 60;
const SIZE = /^(?:(\d+)\s*[x×*]\s*)?(\d+(?:\.\d+)?)\s*(oz|cl|ml|l|kg|g|cm)?$/i;

/**
 * @typedef {object} Size
 * @property {number} packs how many pieces are sold together; 1 for a single piece
 * @property {string} amount content of one piece, as written, such as `1.5`
 * @property {'g'|'kg'|'ml'|'cl'|'l'|'oz'|'cm'|'pcs'} unit unit of `amount`
 */

/**
 * Reads the size column of the sources: `500` + `g`, `6x200` + `ml`, `16oz`, `250x10` + `pcs` (ten packs of 250).
 * Sizes that say nothing (`1pack`, `1set`, `Small`) or measure a box in three directions give null, and so does
 * the unit `mg`, which stands only where a source mistyped it.
 *
 * @param {string} size
 * @param {string} unit
 * @returns {Size | null}
 */
export function parseSize(size, unit) {
  const match = SIZE.exec(size.trim());
  if (!match) return null;
  const [, count, amount, suffix] = match;
  const measured = (suffix ?? unit).toLowerCase();
  if (!(measured in UNITS) || Number(amount) === 0) return null;
  const packs = Number(count ?? 1);
  if (packs <= 1) return { packs: 1, amount, unit: measured };
  if (packs <= LARGEST_PACK) return { packs, amount, unit: measured };
  const swapped = Number(amount);
  if (measured === 'pcs' && Number.isInteger(swapped) && swapped > 1 && swapped <= LARGEST_PACK) {
    return { packs: swapped, amount: String(packs), unit: measured };
  }
  return null;
}

/**
 * A size in words of both languages: `6 × 200 ml`, `6 × 200 مل`.
 *
 * @param {Size} size
 * @returns {{ en: string, ar: string }}
 */
export function sizeText(size) {
  const amount = String(Number(size.amount));
  const label = UNITS[size.unit];
  const count = size.packs > 1 ? `${size.packs} × ` : '';
  return { en: `${count}${amount} ${label.en}`, ar: `${count}${amount} ${label.ar}` };
}
