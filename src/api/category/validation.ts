import { z } from 'zod';
import { localisedName, localisedText } from '../../documents/save';
import { documentIdInput, imageInput, sortOrderInput } from '../../http/inputs';

const fields = {
  name: localisedName,
  slug: z.string().max(120).nullable(),
  description: localisedText,
  image: imageInput.nullable(),
  parent: documentIdInput.nullable(),
  isActive: z.boolean(),
  isHome: z.boolean(),
  sortOrder: sortOrderInput,
};

/** What staff may change of a category; whatever is absent stays. */
export const categoryChange = z.strictObject(fields).partial();

/** A new category needs a name. */
export const newCategory = categoryChange.required({ name: true });

export type CategoryInput = z.infer<typeof categoryChange>;
