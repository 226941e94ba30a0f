import { randomBytes } from 'node:crypto';
import { slugOf } from '../documents/slug';

/** For names without a letter that could be written in Latin ones, as for any other product. */
const fallback = (): string => `product-${randomBytes(4).toString('hex')}`;

/**
 * Gives every new product the first free slug of its name.
 * @param taken the slugs of the company; those given are added
 */
export const chooseSlugs = (
  products: { row: number; name: string }[],
  taken: Set<string>,
): { row: number; slug: string }[] => {
  const next = new Map<string, number>();
  return products.map(({ row, name }) => {
    const base = slugOf(name) || fallback();
    let number = next.get(base) ?? 1;
    const numbered = (): string => (number === 1 ? base : `${base}-${number}`);
    while (taken.has(numbered())) number += 1;
    const slug = numbered();
    taken.add(slug);
    next.set(base, number + 1);
    return { row, slug };
  });
};
