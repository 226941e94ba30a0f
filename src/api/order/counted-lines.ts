import { type FieldError, invalidField, ValidationError } from '../../domain/errors';
import { type Thousandths, toThousandths } from '../../domain/quantity';
import type { StoredLine } from './lines-store';

/** What a body counts of a line, in sale units. */
type Counted = { line: string; quantity: number };

/** A stored line, and what was counted of it. */
export type CountedLine = { line: StoredLine; counted: Thousandths; path: string };

/**
 * Finds the lines that a body counts; the goods of a combo are counted one by one.
 * @throws ValidationError naming every line that is not there, and broken pieces
 */
export const countedLines = (lines: StoredLine[], counted: Counted[]): CountedLine[] => {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const errors = counted.flatMap(({ line }, index): FieldError[] => {
    if (byId.has(line)) return [];
    const isCombo = lines.some(({ id }) => id.startsWith(`${line}.`));
    const message = isCombo ? 'is a combo: count its goods' : 'is no line of this order';
    return [{ path: `lines.${index}.line`, message }];
  });
  if (errors.length > 0) throw new ValidationError(errors);
  return counted.map(({ line: id, quantity }, index) => {
    const line = byId.get(id);
    const path = `lines.${index}.quantity`;
    if (!line) throw invalidField(`lines.${index}.line`, 'is no line of this order');
    return { line, counted: toThousandths(path, quantity, line.unit_type), path };
  });
};
