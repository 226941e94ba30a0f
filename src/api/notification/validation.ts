import { z } from 'zod';
import { documentIdPattern } from '../../storefront/document-id';

const MOST_IDS = 500;

const id = z.string().regex(documentIdPattern, 'must be an id');

/** Which notifications somebody has read: one, some, or all. */
export const readBody = z
  .strictObject({
    id: id.optional(),
    ids: z.array(id).max(MOST_IDS).optional(),
    all: z.literal(true).optional(),
  })
  .refine((body) => Object.keys(body).length === 1, {
    message: 'must have exactly one of id, ids and all',
  });

export type ReadBody = z.infer<typeof readBody>;
