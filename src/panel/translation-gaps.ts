import type { LocalisedType } from '../documents/localised-texts';

/** How many entries of a type have no name in each language. */
export type TranslationGap = {
  uid: LocalisedType;
  /** the text that is empty, by which the type's entries are known */
  field: string;
  en: number;
  ar: number;
};
