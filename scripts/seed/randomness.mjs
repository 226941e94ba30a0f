/**
 * Chance that is the same in every run: a stream of numbers in [0, 1) that depends on nothing but `key`
 * (FNV-1a hash into mulberry32). One stream per product keeps a product's values when rows around it change.
 *
 * @param {string} key
 * @returns {() => number}
 */
export function chanceFor(key) {
  let state = 0x811c9dc5;
  for (let i = 0; i < key.length; i += 1) {
    state = Math.imul(state ^ key.charCodeAt(i), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A whole number from `low` to `high`, both included.
 *
 * @param {() => number} chance
 * @param {number} low
 * @param {number} high
 */
export function wholeBetween(chance, low, high) {
  return low + Math.floor(chance() * (high - low + 1));
}

/**
 * `count` different items of a list, in a stable random order.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} count
 * @param {() => number} chance
 * @returns {T[]}
 */
export function sample(items, count, chance) {
  const pool = [...items];
  const picked = [];
  while (picked.length < count && pool.length > 0) {
    const [item] = pool.splice(Math.floor(chance() * pool.length), 1);
    picked.push(item);
  }
  return picked;
}
