import { AsyncLocalStorage } from 'node:async_hooks';
import type { Core, Modules, Schema, UID } from '@strapi/strapi';
import type { WrittenDocument } from './document-write';
import { findLocales, hasOtherLanguage } from './store';

/** The languages in which every localised document has a row. */
export const contentLocales = ['en', 'ar'] as const;

const carrying = new AsyncLocalStorage<true>();

/** Whether the write at hand is one that `carryOver` makes itself. */
export const isCarrying = (): boolean => carrying.getStore() === true;

type Localisable = { pluginOptions?: { i18n?: { localized?: boolean } } };

const isLocalised = (schema: unknown): boolean =>
  (schema as Localisable).pluginOptions?.i18n?.localized === true;

/** Whether documents of this type have one row for each language. */
export const isLocalisedType = (strapi: Core.Strapi, uid: UID.ContentType): boolean =>
  isLocalised(strapi.getModel(uid));

/** The texts of a type that differ between languages. */
export const localisedFields = (strapi: Core.Strapi, uid: UID.ContentType): string[] =>
  Object.entries(strapi.getModel(uid).attributes)
    .filter(([, attribute]) => isLocalised(attribute) && attribute.type !== 'component')
    .map(([field]) => field);

/**
 * A form sends an emptied text as '' or as blanks; stored is null, so that "empty" means one thing to lists,
 * counts and fallbacks.
 */
export const blankTextsToNull = (
  strapi: Core.Strapi,
  uid: UID.ContentType,
  data: Record<string, unknown>,
): void => {
  for (const field of localisedFields(strapi, uid)) {
    const value = data[field];
    if (typeof value === 'string' && value.trim() === '') data[field] = null;
  }
};

const sharedLinks = (attributes: Schema.Attributes): string[] =>
  Object.entries(attributes)
    .filter(([field, attribute]) => {
      const links = attribute.type === 'relation' || attribute.type === 'media';
      return links && !['localizations', 'createdBy', 'updatedBy'].includes(field) && !isLocalised(attribute);
    })
    .map(([field]) => field);

type Linked = { id: number; documentId?: string };

const carriedValue = (attribute: Schema.Attribute.AnyAttribute, value: unknown): unknown => {
  if (attribute.type === 'media') {
    return Array.isArray(value)
      ? value.map((file: Linked) => file.id)
      : ((value as Linked | null)?.id ?? null);
  }
  if (Array.isArray(value))
    return { set: value.map((target: Linked) => ({ documentId: target.documentId })) };
  const documentId = (value as Linked | null)?.documentId;
  return documentId ? { documentId } : null;
};

const readLinks = async (
  { strapi, uid, documentId }: WrittenDocument,
  locale: string,
  fields: string[],
): Promise<Record<string, unknown>> => {
  const attributes = strapi.getModel(uid).attributes as Record<string, Schema.Attribute.AnyAttribute>;
  const stored = (await strapi.documents(uid).findOne({
    documentId,
    locale,
    fields: [],
    populate: fields as unknown as Modules.Documents.Params.Populate.Any<typeof uid>,
  })) as Record<string, unknown> | null;
  return Object.fromEntries(
    fields.flatMap((field) => {
      const attribute = attributes[field];
      return attribute ? [[field, carriedValue(attribute, stored?.[field] ?? null)]] : [];
    }),
  );
};

/**
 * Strapi copies plain values that are not localised to a document's other languages, but neither relations
 * nor pictures, and it makes no row for a language nobody has written yet. This does both, so that what is
 * set in one language holds in the other.
 */
export const carryOver = async (write: WrittenDocument, locale: string): Promise<void> => {
  const { strapi, trx, uid, documentId, data } = write;
  const links = sharedLinks(strapi.getModel(uid).attributes);
  const present = await findLocales(strapi, trx, uid, documentId);
  const missing = contentLocales.filter((other) => !present.includes(other));
  const touched = links.filter((field) => field in data);
  if (missing.length === 0 && touched.length === 0) return;

  const values = await readLinks(write, locale, missing.length > 0 ? links : touched);
  await carrying.run(true, async () => {
    for (const other of contentLocales) {
      if (other === locale) continue;
      await strapi.documents(uid).update({ documentId, locale: other, data: values as never });
    }
  });
};

/** Whether deleting this language leaves texts in the other one. */
export const keepsOtherLanguage = (
  { strapi, trx, uid, documentId }: WrittenDocument,
  locale: string,
): Promise<boolean> => hasOtherLanguage(strapi, trx, uid, documentId, locale, localisedFields(strapi, uid));

/** Every document keeps a row in every language. Deleting one of two languages therefore empties its texts. */
export const emptyLanguage = async (write: WrittenDocument, locale: string): Promise<unknown> => {
  const { strapi, uid, documentId } = write;
  const empty = Object.fromEntries(localisedFields(strapi, uid).map((field) => [field, null]));
  const entry = await strapi.documents(uid).update({ documentId, locale, data: empty as never });
  return { documentId, entries: entry ? [entry] : [] };
};
