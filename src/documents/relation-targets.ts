type Entry = { documentId?: unknown };

const idOf = (entry: unknown): string | null => {
  if (typeof entry === 'string') return entry;
  const documentId = (entry as Entry | null)?.documentId;
  return typeof documentId === 'string' ? documentId : null;
};

const entriesOf = (value: unknown): unknown[] => {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object') return [value];
  const { set, connect } = value as { set?: unknown; connect?: unknown };
  if (set === undefined && connect === undefined) {
    return 'disconnect' in value ? [] : [value];
  }
  return [...entriesOf(set), ...entriesOf(connect)];
};

/**
 * The documents that a relation's value adds: the panel sends `{ connect, disconnect }`, services send ids
 * or `{ set }`.
 */
export const relationTargets = (value: unknown): string[] =>
  entriesOf(value).flatMap((entry) => idOf(entry) ?? []);
