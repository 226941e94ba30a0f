import { z } from 'zod';
import { localisedName } from '../../documents/save';
import { sortOrderInput } from '../../http/inputs';

const fields = {
  key: z
    .string()
    .trim()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,79}$/, 'must be letters, digits, hyphens, dots or underscores'),
  title: localisedName,
  type: z.string().trim().min(1).max(60),
  config: z.record(z.string(), z.unknown()).nullable(),
  isActive: z.boolean(),
  sortOrder: sortOrderInput,
};

/** What staff may change of a homepage section; whatever is absent stays. */
export const sectionChange = z.strictObject(fields).partial();

/** A new section needs a key and a type. */
export const newSection = sectionChange.required({ key: true, type: true });

export type SectionInput = z.infer<typeof sectionChange>;
