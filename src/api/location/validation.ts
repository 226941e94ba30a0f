import { z } from 'zod';

const fields = {
  name: z.string().trim().min(1).max(200),
  code: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, 'must be letters, digits, hyphens or underscores'),
  odooLocationId: z.int().positive().max(2_147_483_647).nullable(),
  isDefault: z.boolean(),
};

/** What staff may change of a stock location; whatever is absent stays. */
export const locationChange = z.strictObject(fields).partial();

/** A new location needs a name and a code. */
export const newLocation = locationChange.required({ name: true, code: true });

export type LocationInput = z.infer<typeof locationChange>;
