import type { DocumentRules } from '../../documents/document-write';
import { DomainError } from '../../domain/errors';

/** The list fills itself; people read it and clear it. */
export const searchMissRules: DocumentRules = {
  before: () =>
    Promise.reject(
      new DomainError('forbidden', 'this list is kept by the search; entries can only be deleted'),
    ),
};
