import type { ImportColumn } from '../domain/catalogue/import-row';
import type { CategoryWord, UnitWord } from './shop-words.sql';

/** What a reference in a file stands for, or why it stands for nothing. */
export type Reference = { id: string } | { code: string };

const pathOf = (text: string): string =>
  text
    .split('>')
    .map((part) => part.trim().toLowerCase())
    .join('>');

type Index = Map<string, Set<string>>;

const enter = (index: Index, key: string, id: string): void => {
  const ids = index.get(key) ?? new Set();
  index.set(key, ids.add(id));
};

const only = (ids: Set<string> | undefined, column: ImportColumn): Reference | null => {
  if (!ids) return null;
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? { id } : { code: `ambiguous_${column}` };
};

/** Finds categories by id, slug, or path of names in one language; the end of a path suffices where it is the only one. */
export const categoryFinder = (categories: CategoryWord[]): ((text: string) => Reference) => {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const exact: Index = new Map();
  const whole: Index = new Map();
  const ends: Index = new Map();
  const namesOf = (category: CategoryWord, language: 'nameEn' | 'nameAr'): string[] => {
    const names: string[] = [];
    const seen = new Set<string>();
    let at: CategoryWord | undefined = category;
    while (at && !seen.has(at.id)) {
      seen.add(at.id);
      names.unshift((at[language] ?? at.nameEn ?? at.nameAr ?? '').trim().toLowerCase());
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
    return names;
  };
  for (const category of categories) {
    enter(exact, category.id, category.id);
    if (category.slug) enter(exact, category.slug, category.id);
    for (const language of ['nameEn', 'nameAr'] as const) {
      const names = namesOf(category, language);
      enter(whole, names.join('>'), category.id);
      names.forEach((_, start) => enter(ends, names.slice(start).join('>'), category.id));
    }
  }
  return (text) =>
    only(exact.get(text), 'category') ??
    only(whole.get(pathOf(text)), 'category') ??
    only(ends.get(pathOf(text)), 'category') ?? { code: 'unknown_category' };
};

/** Finds units by id or symbol; capital letters matter only where two symbols differ by them. */
export const unitFinder = (units: UnitWord[]): ((text: string) => Reference) => {
  const exact: Index = new Map();
  const loose: Index = new Map();
  for (const { id, symbol } of units) {
    enter(exact, id, id);
    if (!symbol) continue;
    enter(exact, symbol, id);
    enter(loose, symbol.toLowerCase(), id);
  }
  return (text) =>
    only(exact.get(text), 'unit') ?? only(loose.get(text.toLowerCase()), 'unit') ?? { code: 'unknown_unit' };
};
