import { z } from 'zod';
import { documentIdPattern } from '../storefront/document-id';

/** A document id in a body. */
export const documentIdInput = z.string().regex(documentIdPattern, 'must be a document id');

/** A picture in a body: the document id of an uploaded file. */
export const imageInput = documentIdInput;

/** An amount in major units. Decimals are checked against the company's currency by the rules. */
export const amountInput = z.number().min(0, 'must not be negative').max(99_999_999_999, 'is too large');

export const sortOrderInput = z.int().min(-1_000_000).max(1_000_000);

const isRealDate = (text: string): boolean => {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(text) ?? [];
  if (!day || Number.isNaN(new Date(text).getTime())) return false;
  const midnight = new Date(`${day}T00:00:00Z`);
  // JavaScript reads 30 February as 2 March.
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
};

/** A date or a time, as D11 reads them. */
export const dateInput = z.string().max(40).refine(isRealDate, 'must be a date');
