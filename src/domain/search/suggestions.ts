import { normalise } from './normalise';
import { formsOf, partDigits, type SearchTerms } from './terms';

/** A category as what is typed is compared with it. */
export type Shelf = {
  documentId: string;
  slug: string | null;
  en: string | null;
  ar: string | null;
  isActive: boolean;
};

/** A shelf with its names normalised. */
export type NamedShelf = Shelf & { names: string[]; words: string[] };

/** Prepares a category for being compared. */
export const nameShelf = (shelf: Shelf): NamedShelf => {
  const names = [shelf.en, shelf.ar].map((name) => partDigits(normalise(name ?? ''))).filter(Boolean);
  return { ...shelf, names, words: names.flatMap((name) => name.split(' ').flatMap(formsOf)) };
};

const has = (shelf: NamedShelf, { terms }: SearchTerms): boolean =>
  terms.every(({ words, synonyms }) =>
    [words.flatMap(({ forms }) => forms), ...synonyms.filter((phrase) => phrase.length === 1)].some((forms) =>
      forms.some((form) => shelf.words.some((word) => word.startsWith(form))),
    ),
  );

/** The categories that what is typed could mean, those whose name begins with it first. */
export const suggestShelves = (shelves: NamedShelf[], search: SearchTerms, most: number): NamedShelf[] => {
  const begins = ({ names }: NamedShelf): number =>
    names.some((name) => name.startsWith(search.text)) ? 0 : 1;
  const size = ({ names }: NamedShelf): number => Math.min(...names.map((name) => name.length));
  return shelves
    .filter((shelf) => shelf.isActive && has(shelf, search))
    .sort((a, b) => begins(a) - begins(b) || size(a) - size(b) || (a.documentId < b.documentId ? -1 : 1))
    .slice(0, most);
};

/**
 * How a query may go on: its last word completed by the words of found titles, the most frequent first.
 * @param titles normalised
 */
export const completions = ({ text, terms }: SearchTerms, titles: string[], most: number): string[] => {
  const last = terms.at(-1)?.words.at(-1);
  if (!last?.prefix) return [];
  const counts = new Map<string, number>();
  for (const title of titles) {
    for (const word of new Set(title.split(' '))) {
      if (word !== last.text && word.startsWith(last.text)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const begun = text.endsWith(last.text) ? text.slice(0, text.length - last.text.length) : '';
  return [...counts]
    .sort(([a, often], [b, oftener]) => oftener - often || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => `${begun}${word}`);
};
