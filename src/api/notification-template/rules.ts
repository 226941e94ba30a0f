import type { DocumentRules } from '../../documents/document-write';
import { assertNamed } from '../../documents/stored';
import { invalidField } from '../../domain/errors';
import {
  hasStrayBraces,
  type Placeholder,
  placeholdersOf,
  unknownPlaceholders,
} from '../../domain/notification/words';
import { readTexts } from './store';

const languages = { en: 'English', ar: 'Arabic' };

const assertFillable = (
  path: string,
  text: string | null,
  language: string,
  known: readonly Placeholder[],
): void => {
  if (text === null) return;
  const names = known.map((name) => `{{${name}}}`).join(', ');
  const [unknown] = unknownPlaceholders(text, known);
  if (unknown) {
    throw invalidField(path, `${unknown} (${language}) stands for nothing here. There are: ${names}`);
  }
  if (hasStrayBraces(text)) {
    throw invalidField(path, `has braces that belong to nothing (${language}). There are: ${names}`);
  }
};

/** Words of a shop's own say something in at least one language, and ask only for what is known of their kind. */
export const notificationTemplateRules: DocumentRules = {
  after: async (write) => {
    await assertNamed(write, 'title');
    for (const { kind, locale, title, message } of await readTexts(write.trx, write.documentId)) {
      assertFillable('title', title, languages[locale], placeholdersOf[kind]);
      assertFillable('message', message, languages[locale], placeholdersOf[kind]);
    }
  },
};
