import { z } from 'zod';
import { documentIdPattern } from './document-id';

/** A document id in a body. */
export const documentIdInput = z.string().regex(documentIdPattern, 'must be a document id');

/** A picture in a body: the document id of an uploaded file. */
export const imageInput = documentIdInput;

/** An amount in major units. Decimals are checked against the company's currency by the rules. */
export const amountInput = z.number().min(0, 'must not be negative').max(99_999_999_999, 'is too large');

export const sortOrderInput = z.int().min(-1_000_000).max(1_000_000);

/** A date or a time, as D11 reads them. */
export const dateInput = z
  .string()
  .max(40)
  .refine(
    (text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(new Date(text).getTime()),
    'must be a date',
  );

/** Drops keys that were not sent, so that they are not written. */
export const sentOnly = <Fields extends Record<string, unknown>>(fields: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
