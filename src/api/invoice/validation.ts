import { z } from 'zod';
import { invalidField } from '../../domain/errors';
import type { PickingOrder } from '../../domain/invoice/picking-list';
import { emailInput } from '../../identity/email';
import type { PaperLanguage } from '../../paper/language';
import { assertParameters, parseLocale } from '../../storefront/list-query';

/** Whether an address other than the order's own lasts is for the service to say. */
export const mailBody = z.strictObject({
  email: emailInput.refine((email) => z.regexes.email.test(email), 'must be an e-mail address').nullish(),
});

const oneOf = <Word extends string>(name: string, value: unknown, words: readonly Word[]): Word => {
  const word = words.find((each) => each === value);
  if (word === undefined) throw invalidField(name, `must be one of ${words.join(', ')}`);
  return word;
};

/**
 * In which languages a paper is wanted: both, unless one is named.
 * @param further other parameters that the path takes
 * @throws DomainError `unknown_parameter`, `unknown_locale`; ValidationError
 */
export const languageIn = (query: Record<string, unknown>, further: string[] = []): PaperLanguage => {
  assertParameters(query, ['lang', 'locale', ...further]);
  parseLocale(query['locale']);
  return query['lang'] === undefined ? 'both' : oneOf('lang', query['lang'], ['both', 'en', 'ar']);
};

/** By what a picking list is grouped: by category, unless shelves are wanted. */
export const pickingOrderIn = (query: Record<string, unknown>): PickingOrder =>
  query['by'] === undefined ? 'category' : oneOf('by', query['by'], ['category', 'shelf']);

/** More than a shop ever issues, and few enough to be counted exactly. */
const NUMBER = /^[1-9]\d{0,14}$/;

/** The number of a credit note in a path; null for what cannot be one. */
export const noteNumberOf = (text: unknown): number | null =>
  typeof text === 'string' && NUMBER.test(text) ? Number(text) : null;
