import type { DocumentRules } from '../../documents/document-write';
import { storedRow } from '../../documents/stored';
import { normalise } from '../../domain/search/normalise';
import { invalidField } from '../../domain/errors';

const FEWEST = 2;
const MOST = 50;
const LONGEST = 60;
const LONGEST_SUMMARY = 255;

/** The words that a group is made of, each once however it is written. */
const tidy = (words: unknown[]): string[] => {
  const distinct = new Map<string, string>();
  for (const entry of words) {
    if (typeof entry !== 'string') throw invalidField('words', 'must be texts');
    const word = entry.normalize('NFC').replace(/\s+/g, ' ').trim();
    if (word.length > LONGEST) throw invalidField('words', `each must be at most ${LONGEST} characters`);
    const normal = normalise(word);
    if (normal !== '' && !distinct.has(normal)) distinct.set(normal, word);
  }
  return [...distinct.values()];
};

/** Synonyms are at least two words or phrases that differ in more than their spelling. */
export const searchSynonymRules: DocumentRules = {
  before: async ({ data }) => {
    delete data['summary'];
    if (!Array.isArray(data['words'])) return;
    const words = tidy(data['words']);
    data['words'] = words;
    // The panel lists no JSON, so that the words would show in the form alone.
    data['summary'] = words.join(', ').slice(0, LONGEST_SUMMARY);
  },
  after: async (write) => {
    // Strapi's driver leaves JSON as text.
    const { words: text } = await storedRow<{ words: string | null }>(write);
    const words = JSON.parse(text ?? 'null') as unknown;
    if (!Array.isArray(words) || words.length < FEWEST) {
      throw invalidField('words', `must be at least ${FEWEST} different words`);
    }
    if (words.length > MOST) throw invalidField('words', `must be at most ${MOST}`);
  },
};
