import { strings } from '@strapi/utils';

const LONGEST = 120;
const PLAIN = /^[a-z0-9]+$/i;
/** Names share most of their words, and transliterating one is slow. */
const words = new Map();

/**
 * A URL-friendly form of a name in either script, at most 120 characters, cut between words.
 *
 * @param {string} name
 */
export function slugOf(name) {
  const slug = name
    .split(/[\s/]+/)
    .map(slugOfWord)
    .filter((word) => word !== '')
    .join('-');
  return cut(slug, LONGEST) || 'item';
}

/** Hands out slugs so that none is given twice: the second `milk` is `milk-2`. */
export class SlugRegister {
  #taken = new Set();

  /**
   * @param {string} name
   * @returns {string}
   */
  claim(name) {
    const base = slugOf(name);
    let slug = base;
    for (let n = 2; this.#taken.has(slug); n += 1) {
      const suffix = `-${n}`;
      slug = `${cut(base, LONGEST - suffix.length)}${suffix}`;
    }
    this.#taken.add(slug);
    return slug;
  }
}

function slugOfWord(word) {
  if (PLAIN.test(word)) return word.toLowerCase();
  let slug = words.get(word);
  if (slug === undefined) {
    slug = strings.nameToSlug(word, { separator: '-', decamelize: false });
    words.set(word, slug);
  }
  return slug;
}

function cut(slug, length) {
  if (slug.length <= length) return slug;
  const shortened = slug.slice(0, length);
  const lastWord = shortened.lastIndexOf('-');
  return (lastWord > length / 2 ? shortened.slice(0, lastWord) : shortened).replace(/-+$/, '');
}
