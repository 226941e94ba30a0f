import type { TreeRow } from './store';

/** Nests categories by `children`, as JSON text. */
export const nestTree = (rows: TreeRow[]): string => {
  const childrenOf = new Map<string | null, TreeRow[]>();
  const known = new Set(rows.map((row) => row.document_id));
  for (const row of rows) {
    // Below a hidden shelf nothing is shown, so its children are left out with it.
    if (row.parent !== null && !known.has(row.parent)) continue;
    const siblings = childrenOf.get(row.parent);
    if (siblings) siblings.push(row);
    else childrenOf.set(row.parent, [row]);
  }
  const branch = (parent: string | null): string =>
    (childrenOf.get(parent) ?? [])
      .map((row) => `${row.body.slice(0, -1)},"children":[${branch(row.document_id)}]}`)
      .join(',');
  return `[${branch(null)}]`;
};
