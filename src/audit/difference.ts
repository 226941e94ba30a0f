/** Values by field. */
export type Values = Record<string, unknown>;

/** The fields in which two states differ, with both values; null where there was nothing, or is nothing any more. */
export type Difference = { before: Values | null; after: Values | null };

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/**
 * What has changed between two states; null when nothing did. Of what is new or gone, only fields that have or had
 * a value are told.
 */
export const differenceOf = (before: Values | null, after: Values | null): Difference | null => {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = names.filter((name) => !isSame(before?.[name], after?.[name]));
  if (changed.length === 0) return null;
  const pick = (values: Values | null): Values | null =>
    values && Object.fromEntries(changed.map((name) => [name, values[name] ?? null]));
  return { before: pick(before), after: pick(after) };
};
