/** A shop's address, or the pixels of a picture; a table cover of 120x120 is a product. */
const FILE_NAME = /www\.|\b(?:[2-9]\d\d|\d{4})x(?:[2-9]\d\d|\d{4})\b/i;
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const MEASURES = new Set(['ML', 'L', 'LTR', 'CL', 'G', 'GM', 'GR', 'KG', 'PCS', 'CM', 'MM', 'OZ']);
const ACRONYMS = new Set(['UHT', 'BBQ', 'USA', 'UK', 'UAE', 'XXL', 'XL', 'DW', 'NV', 'WC', 'TV', 'LED']);

/**
 * A name as a shop would print it: whitespace and invisible marks tidied, shouting softened; null when nothing
 * is left or the "name" is the file name of a picture, which some sources carry instead.
 *
 * @param {string} raw
 * @returns {string | null}
 */
export function mendName(raw) {
  const tidy = raw.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
  // A source capitalised what follows an apostrophe: Kellogg'S.
  const name = tidy.replace(/(?<=[a-z])'S\b/g, "'s");
  if (name === '' || isFileName(name)) return null;
  return isShouting(name) ? soften(name) : name;
}

/**
 * Whether a name is plainly the file name of a picture, such as `[www.shop.com][94] 6979 300x300`.
 *
 * @param {string} name
 */
export function isFileName(name) {
  return FILE_NAME.test(name);
}

/**
 * Whether a Latin name of at least two words is written in capitals, all but a word or so.
 *
 * @param {string} name
 */
export function isShouting(name) {
  const letters = name.match(/[A-Za-z]/g) ?? [];
  if (letters.length < 6 || !name.includes(' ')) return false;
  return letters.filter((letter) => letter === letter.toUpperCase()).length / letters.length > 0.75;
}

/**
 * Title case that keeps acronyms and writes units of measure small.
 *
 * @param {string} name
 */
export function soften(name) {
  return name.replace(/[A-Za-z]+/g, (word, offset) => {
    const upper = word.toUpperCase();
    const afterNumber = /\d\s*$/.test(name.slice(0, offset));
    if (afterNumber && MEASURES.has(upper)) return upper === 'L' ? 'L' : upper.toLowerCase();
    if (ACRONYMS.has(upper)) return upper;
    // What follows an apostrophe is the tail of a word: KELLOGG'S becomes Kellogg's.
    if (name[offset - 1] === "'" && word.length === 1) return word.toLowerCase();
    return upper[0] + upper.slice(1).toLowerCase();
  });
}
