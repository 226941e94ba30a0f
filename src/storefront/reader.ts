import type { Company } from '../tenancy/company';
import type { ReadLocale } from './list-query';

/** How an answer is read: in which money, and in which language; null = the company's. */
export type Reader = { company: Company; locale: ReadLocale | null };

/** A text in both languages; null = there is none in that one. */
export type Words = { en: string | null; ar: string | null };

/** A text in the language asked for, else the company's, else any; `all` gives both. */
export const inLanguage = (
  { en, ar }: Words,
  { company: { defaultLocale }, locale }: Reader,
): string | null | Words => {
  const read = locale ?? defaultLocale;
  if (read === 'all') return { en, ar };
  const words = { en, ar };
  return words[read] ?? words[defaultLocale] ?? en ?? ar;
};
