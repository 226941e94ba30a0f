import { z } from 'zod';
import { documentIdPattern } from '../storefront/document-id';
import { deskChoices, LONGEST_SEARCH } from './desk';

const documentId = z.string().regex(documentIdPattern, 'is not an id');

const filters = {
  /** checked where the company is found */
  company: z.string().optional(),
  locale: z.string().optional(),
  /** an invoice number, or part of a name, an address or a phone number */
  q: z
    .string()
    .max(LONGEST_SEARCH)
    .refine((text) => !text.includes('\0'), 'must not contain a null character')
    .transform((text) => text.trim())
    .default(''),
  payment: z.enum(deskChoices.payment).optional(),
  paid: z.enum(deskChoices.paid).optional(),
  driver: z.union([z.literal('none'), documentId]).optional(),
  due: z.enum(deskChoices.due).optional(),
};

/** Which orders the desk shows. */
export const deskQuery = z.strictObject({
  ...filters,
  sort: z.enum(['urgent', 'newest']).default('urgent'),
});

/** Of which company orders are counted. */
export const deskCountsQuery = z.strictObject({ company: filters.company });

/** Which orders the desk reads anew. */
export const deskOrdersQuery = z.strictObject({
  ...filters,
  ids: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(documentId).min(1).max(100)),
});

export type DeskFilter = Omit<z.output<typeof deskQuery>, 'company' | 'locale' | 'sort'>;
export type DeskSort = z.output<typeof deskQuery>['sort'];
