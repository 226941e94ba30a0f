import type { DocumentRules } from '../../documents/document-write';
import { assertNamed } from '../../documents/stored';

/** An attribute has a name. */
export const attributeRules: DocumentRules = {
  after: (write) => assertNamed(write, 'name'),
};
