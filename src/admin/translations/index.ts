import { auditWords } from './audit';
import { catalogueWords } from './catalogue';
import { deliveryWords } from './delivery';
import { deskWords } from './desk';
import { notificationWords } from './notifications';
import { offerAndPageWords } from './offers-and-pages';
import { orderTypes, orderWords } from './orders';
import { pageWords } from './pages';
import { panelWords } from './panel';
import { paymentWords } from './payments';
import { previewWords } from './preview';
import { shopWords } from './shop';
import { strapiArabic } from './strapi-ar';
import type { TypeWords } from './words';

const types: TypeWords[] = [...catalogueWords, ...offerAndPageWords, ...orderTypes, ...shopWords];

/** A layout says how its type is displayed, but not which it is. */
export const uidOfDisplayName = (displayName: string | undefined): string | undefined =>
  types.find((type) => type.displayName === displayName)?.uid;

/** The key of a type's name. */
export const displayNameOf = (uid: string): string =>
  types.find((type) => type.uid === uid)?.displayName ?? uid;

const timestamps = {
  createdAt: { en: 'Created', ar: 'أُنشئ' },
  updatedAt: { en: 'Changed', ar: 'عُدّل' },
  createdBy: { en: 'Created by', ar: 'أنشأه' },
  updatedBy: { en: 'Changed by', ar: 'عدّله' },
};

/** The key of a field's help text. */
export const hintKey = (uid: string, field: string): string => `saptmarkets.hint.${uid}.${field}`;

const wordsOfType = (type: TypeWords, language: 'en' | 'ar'): Record<string, string> => ({
  [type.displayName]: type.name[language],
  ...Object.fromEntries(
    Object.entries({ ...type.fields, ...timestamps }).map(([field, words]) => [
      `content-manager.content-types.${type.uid}.${field}`,
      words[language],
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(type.fields).flatMap(([field, { hint }]) =>
      hint ? [[hintKey(type.uid, field), hint[language]]] : [],
    ),
  ),
});

const wordsIn = (language: 'en' | 'ar'): Record<string, string> => ({
  ...Object.fromEntries(types.flatMap((type) => Object.entries(wordsOfType(type, language)))),
  ...Object.fromEntries(
    Object.entries({
      ...panelWords,
      ...previewWords,
      ...pageWords,
      ...auditWords,
      ...orderWords,
      ...paymentWords,
      ...deliveryWords,
      ...notificationWords,
      ...deskWords,
    }).map(([key, text]) => [key, text[language]]),
  ),
});

/** The panel's texts by language, as Strapi takes them. */
export const translations: Record<string, Record<string, string>> = {
  en: wordsIn('en'),
  ar: { ...strapiArabic, ...wordsIn('ar') },
};
