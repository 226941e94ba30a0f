type Entry = { documentId?: unknown; locale?: unknown; id?: unknown };

type Changes = { set?: unknown; connect?: unknown; disconnect?: unknown };

const isChanges = (value: unknown): value is Changes =>
  typeof value === 'object' &&
  value !== null &&
  ('set' in value || 'connect' in value || 'disconnect' in value) &&
  // Strapi looks for these first, and would follow them past what is checked here.
  !('documentId' in value) &&
  !('id' in value);

const listOf = (value: unknown): unknown[] => {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

const idOf = (entry: unknown): string | null => {
  if (typeof entry === 'string') return entry;
  const documentId = (entry as Entry | null)?.documentId;
  return typeof documentId === 'string' ? documentId : null;
};

const added = (value: unknown): unknown[] =>
  isChanges(value) ? [...listOf(value.set), ...listOf(value.connect)] : listOf(value);

/**
 * The documents that a relation's value adds: the panel sends `{ connect, disconnect }`, services send ids
 * or `{ set }`.
 */
export const relationTargets = (value: unknown): string[] =>
  added(value).flatMap((entry) => idOf(entry) ?? []);

/** Whether a value names rows by something else than document ids, which no check could follow. */
export const namesRows = (value: unknown): boolean => added(value).some((entry) => idOf(entry) === null);

/** Whether a value leaves its relation as it is: the panel sends every relation, touched or not. */
export const isUntouched = (value: unknown): boolean =>
  isChanges(value) &&
  value.set === undefined &&
  listOf(value.connect).length === 0 &&
  listOf(value.disconnect).length === 0;

const inEnglish = (entry: unknown): unknown => {
  const documentId = idOf(entry);
  if (documentId === null) return entry;
  const rest = typeof entry === 'object' ? (entry as Entry) : {};
  return { ...rest, id: undefined, documentId, locale: 'en' };
};

/**
 * Points a relation's entries to the English rows of their documents. A type without languages links to one
 * row of a localised document, and every query of ours expects that one.
 */
export const toEnglishRows = (value: unknown): unknown => {
  if (value === null || value === undefined) return value;
  if (isChanges(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([change, entries]) => [
        change,
        entries === null ? null : listOf(entries).map(inEnglish),
      ]),
    );
  }
  return Array.isArray(value) ? value.map(inEnglish) : inEnglish(value);
};
