import { DomainError } from '../domain/errors';

/** Strapi's document ids: a letter, then letters and digits of cuid2. */
export const documentIdPattern = /^[a-z][a-z0-9]{19,31}$/;

/**
 * Takes an id from a path.
 * @throws DomainError `invalid_id`
 */
export const parseDocumentId = (text: unknown): string => {
  if (typeof text !== 'string' || !documentIdPattern.test(text)) {
    throw new DomainError('invalid_id', 'this is not an id', { id: String(text).slice(0, 100) });
  }
  return text;
};
