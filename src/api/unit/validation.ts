import { z } from 'zod';
import { localisedName } from '../../documents/save';
import { sortOrderInput } from '../../http/inputs';

const fields = {
  name: localisedName,
  symbol: z.string().trim().min(1).max(20),
  type: z.enum(['weight', 'volume', 'piece']),
  isBasic: z.boolean(),
  conversionRate: z.number().positive().max(1_000_000),
  isActive: z.boolean(),
  sortOrder: sortOrderInput,
};

/** What staff may change of a unit; whatever is absent stays. */
export const unitChange = z.strictObject(fields).partial();

/** A new unit needs a name, a symbol and a type. */
export const newUnit = unitChange.required({ name: true, symbol: true, type: true });

export type UnitInput = z.infer<typeof unitChange>;
