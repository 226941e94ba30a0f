import type { Bilingual } from '../domain/invoice/invoice';

export type Language = 'en' | 'ar';

export type Direction = 'ltr' | 'rtl';

/** In which languages a paper speaks: one, or both side by side. */
export type PaperLanguage = Language | 'both';

/** The languages of a paper, in the order in which they stand below each other. */
export const languagesOf = (language: PaperLanguage): Language[] =>
  language === 'both' ? ['en', 'ar'] : [language];

/** The direction of a paper as a whole: on which side its tables begin. */
export const directionOf = (language: PaperLanguage): Direction => (language === 'ar' ? 'rtl' : 'ltr');

/** A text in the languages of a paper, one where they say the same. */
export const spoken = (text: Bilingual, language: PaperLanguage): { text: string; language: Language }[] => {
  const each = languagesOf(language).map((one) => ({ text: text[one], language: one }));
  return each.length > 1 && text.en === text.ar ? each.slice(0, 1) : each;
};
