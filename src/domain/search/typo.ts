/** How much of a word's beginning is kept in variants; what follows is compared when a candidate is found. */
const OPENING = 8;

const SHORTEST_WITH_ONE = 4;

/** Arabic leaves its short vowels out, so its words are shorter. */
const SHORTEST_ARABIC = 3;
const SHORTEST_WITH_TWO = 8;

/** How many typos a word of this many letters may have. Numbers have none: 500 is not 600. */
export const typosAllowed = (word: string): number => {
  if (/\d/.test(word)) return 0;
  const { length } = Array.from(word);
  if (length >= SHORTEST_WITH_TWO) return 2;
  return length >= (/^[\u0621-\u064a]/.test(word) ? SHORTEST_ARABIC : SHORTEST_WITH_ONE) ? 1 : 0;
};

/**
 * The distance of two words: letters inserted, left out, replaced, or swapped with their neighbour (optimal
 * string alignment).
 * @param most the largest distance that matters; anything beyond it comes back as `most + 1`
 */
export const distance = (left: string, right: string, most: number): number => {
  const [a, b] = [Array.from(left), Array.from(right)];
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const row = lastRow(a, b, most);
  return row ? Math.min(row[b.length] ?? most + 1, most + 1) : most + 1;
};

/** The distance of what was typed to the nearest beginning of a word. */
export const openingDistance = (typed: string, word: string, most: number): number => {
  const [a, b] = [Array.from(typed), Array.from(word).slice(0, Array.from(typed).length + most)];
  const row = lastRow(a, b, most);
  return row ? Math.min(...row, most + 1) : most + 1;
};

/** The last row of the table of distances; null when all of it is out of bounds. */
const lastRow = (a: string[], b: string[], most: number): number[] | null => {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] ?? 0) + 1
          : Infinity;
      row[j] = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + cost, swapped);
    }
    // A swap reaches back two rows, so both must be out of bounds.
    if (Math.min(...row) > most && Math.min(...above) > most) return null;
    [before, above] = [above, row];
  }
  return above;
};

const withoutOne = (word: string): string[] => {
  const letters = Array.from(word);
  return letters.map((_, index) => [...letters.slice(0, index), ...letters.slice(index + 1)].join(''));
};

/**
 * What is left of a word's beginning when up to `typos` letters are left out. Two words within that distance
 * of one another have one of these in common, so an index of them finds every candidate.
 */
export const variants = (word: string, typos: number): string[] => {
  const found = new Set([Array.from(word).slice(0, OPENING).join('')]);
  for (let left = typos; left > 0; left -= 1) {
    for (const variant of [...found]) for (const shorter of withoutOne(variant)) found.add(shorter);
  }
  return [...found];
};
