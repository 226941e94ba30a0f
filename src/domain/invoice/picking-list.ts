import type { Thousandths } from '../quantity';
import type { Bilingual } from './invoice';

/** What somebody has to fetch. */
export type PickingLine = {
  id: string;
  sku: string | null;
  title: Bilingual;
  /** what was ordered, where this is a substitute */
  replaces: Bilingual | null;
  unit: Bilingual;
  quantity: Thousandths;
  category: Bilingual | null;
  /** the stock locations where the goods are reserved */
  shelf: string | null;
};

/** By what the lines of a picking list stand together. */
export type PickingOrder = 'category' | 'shelf';

export type PickingGroup = { name: Bilingual | null; lines: PickingLine[] };

/** A picking list, ready to be drawn. */
export type PickingList = {
  number: number;
  placedAt: Date;
  /** null of a customer who was erased */
  recipient: string | null;
  notes: string | null;
  by: PickingOrder;
  groups: PickingGroup[];
};

const nameOf = (line: PickingLine, by: PickingOrder): Bilingual | null => {
  if (by === 'category') return line.category;
  return line.shelf === null ? null : { en: line.shelf, ar: line.shelf };
};

const compare = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true });

/** Lines by category or shelf, those without one at the end; by SKU within. Nothing is to be fetched of empty lines. */
export const pickingGroups = (lines: PickingLine[], by: PickingOrder): PickingGroup[] => {
  const groups = new Map<string, PickingGroup>();
  for (const line of lines.filter(({ quantity }) => quantity > 0)) {
    const name = nameOf(line, by);
    const key = name?.en ?? '';
    const group = groups.get(key);
    if (group) group.lines.push(line);
    else groups.set(key, { name, lines: [line] });
  }
  return [...groups]
    .sort(([one], [other]) => Number(one === '') - Number(other === '') || compare(one, other))
    .map(([, group]) => ({
      ...group,
      lines: group.lines.sort(
        (one, other) => compare(one.sku ?? '', other.sku ?? '') || compare(one.id, other.id),
      ),
    }));
};
