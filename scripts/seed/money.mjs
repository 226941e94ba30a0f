const DECIMAL = /^\d+(\.\d+)?$/;

/**
 * An amount in minor units, rounded half up on its decimal digits (never on a float), or null when the text is
 * no plain positive decimal.
 *
 * @param {string} text such as `8.9`
 * @param {number} decimals decimals of the currency
 * @returns {number | null}
 */
export function toMinor(text, decimals) {
  if (!DECIMAL.test(text)) return null;
  const [whole, fraction = ''] = text.split('.');
  const kept = fraction.slice(0, decimals).padEnd(decimals, '0');
  const roundsUp = (fraction[decimals] ?? '0') >= '5';
  const minor = Number(`${whole}${kept}`) + (roundsUp ? 1 : 0);
  return minor > 0 ? minor : null;
}

/**
 * Minor units as a decimal text for a `numeric` column.
 *
 * @param {number} minor
 * @param {number} decimals
 */
export function fromMinor(minor, decimals) {
  const digits = String(minor).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/**
 * The price of one of `parts` pieces sold together, rounded up, so that singles never undercut the pack.
 *
 * @param {number} minor
 * @param {number} parts
 */
export function shareRoundedUp(minor, parts) {
  return Math.ceil(minor / parts);
}

/**
 * `percent` of an amount, rounded half up.
 *
 * @param {number} minor
 * @param {number} percent whole percents
 */
export function percentOf(minor, percent) {
  return Math.floor((minor * percent + 50) / 100);
}
