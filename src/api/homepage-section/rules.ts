import type { DocumentRules } from '../../documents/document-write';
import { blankToNull, storedRow } from '../../documents/stored';
import { invalidField } from '../../domain/errors';

/** A section is found by its key, so it needs one. */
export const homepageSectionRules: DocumentRules = {
  before: ({ data }) => {
    blankToNull(data, ['key']);
    return Promise.resolve();
  },
  after: async (write) => {
    const { key } = await storedRow<{ key: string | null }>(write);
    if (!key) throw invalidField('key', 'is required');
  },
};
