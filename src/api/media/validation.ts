import { z } from 'zod';
import { localisedName } from '../../documents/save';

/** The most pictures of one upload. */
export const MOST_FILES = 10;

/** What staff may change of a file: what it shows, in words. */
export const mediaChange = z.strictObject({ alternativeText: localisedName });

const asMap = (text: unknown, context: z.RefinementCtx): unknown => {
  // A multipart body has only texts; a map of languages comes as JSON.
  if (typeof text !== 'string' || !text.trim().startsWith('{')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a text or a map of languages as JSON' });
    return z.NEVER;
  }
};

/** The text fields of an upload. */
export const uploadFields = z.strictObject({
  alternativeText: z.unknown().transform(asMap).pipe(localisedName).optional(),
});
