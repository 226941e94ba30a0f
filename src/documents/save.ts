import type { Core, UID } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { notFound } from '../domain/errors';
import type { Company } from '../tenancy/company';
import { findCompanyCode } from './store';

const localised = (longest: number) =>
  z
    .union([
      z.string().max(longest),
      z.strictObject({ en: z.string().max(longest).nullish(), ar: z.string().max(longest).nullish() }),
    ])
    .nullable();

/** A localised name as staff send it: a string in the request's language, or a map of languages. */
export const localisedName = localised(255);

/** A localised text of some length, sent like a name. */
export const localisedText = localised(20_000);

export type LocalisedInput = z.infer<typeof localisedName>;

/** Where a write goes: the company, and the language of plain strings. */
export type SaveScope = { company: Company; locale: 'en' | 'ar' };

type Languages = { en: Record<string, unknown>; ar: Record<string, unknown> };

/** Sorts localised inputs by language; what is absent is not touched. */
export const byLanguage = (
  texts: Record<string, LocalisedInput | undefined>,
  locale: 'en' | 'ar',
): Languages => {
  const languages: Languages = { en: {}, ar: {} };
  for (const [field, value] of Object.entries(texts)) {
    if (value === undefined) continue;
    if (value === null || typeof value === 'string') {
      languages[locale][field] = value;
      if (value === null) languages[locale === 'en' ? 'ar' : 'en'][field] = null;
    } else {
      if (value.en !== undefined) languages.en[field] = value.en;
      if (value.ar !== undefined) languages.ar[field] = value.ar;
    }
  }
  return languages;
};

/** Whether a language gets the text by which the document is known: the first of its texts. */
const gainsName = (values: Record<string, unknown>, texts: object): boolean => {
  const [name = ''] = Object.keys(texts);
  const value = values[name];
  return typeof value === 'string' && value.trim() !== '';
};

/** Languages that gain a name come first, so that the document has one at every step. */
const writingOrder = (languages: Languages, texts: object): ['en', 'ar'] | ['ar', 'en'] =>
  gainsName(languages.ar, texts) && !gainsName(languages.en, texts) ? ['ar', 'en'] : ['en', 'ar'];

/**
 * Creates a localised document in both languages.
 * @param data values that hold in every language
 * @returns its document id
 */
export const createLocalised = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  scope: SaveScope,
  texts: Record<string, LocalisedInput | undefined>,
  data: Record<string, unknown>,
): Promise<string> => {
  const languages = byLanguage(texts, scope.locale);
  const [first, second] = writingOrder(languages, texts);
  const { documentId } = await strapi.documents(uid).create({
    locale: first,
    data: { ...data, ...languages[first], company_code: scope.company.code } as never,
  });
  if (Object.keys(languages[second]).length > 0) {
    await strapi.documents(uid).update({ documentId, locale: second, data: languages[second] as never });
  }
  return documentId;
};

/** Changes a localised document. */
export const updateLocalised = async (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  scope: SaveScope,
  documentId: string,
  texts: Record<string, LocalisedInput | undefined>,
  data: Record<string, unknown>,
): Promise<void> => {
  const languages = byLanguage(texts, scope.locale);
  let shared = data;
  for (const locale of writingOrder(languages, texts)) {
    const values = { ...shared, ...languages[locale] };
    if (Object.keys(values).length === 0) continue;
    await strapi.documents(uid).update({ documentId, locale, data: values as never });
    shared = {};
  }
};

/**
 * Refuses ids of other companies as if they did not exist.
 * @throws DomainError `not_found`
 */
export const assertOwn = async (
  strapi: Core.Strapi,
  trx: Knex,
  uid: UID.ContentType,
  company: Company,
  documentId: string,
): Promise<void> => {
  const code = await findCompanyCode(strapi, trx, uid, documentId);
  if (code !== company.code) throw notFound('document');
};

/**
 * Runs a service's writes as one transaction. Whatever they read must go through its `trx`: a second
 * connection, taken while this one is held, would let parallel writers starve one another of the pool.
 */
export const inTransaction = async <Result>(
  strapi: Core.Strapi,
  work: (trx: Knex.Transaction) => Promise<Result>,
): Promise<Result> => await strapi.db.transaction(({ trx }) => work(trx));
