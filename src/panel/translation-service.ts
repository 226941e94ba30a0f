import type { Core } from '@strapi/strapi';
import { type LocalisedType, localisedTexts } from '../documents/localised-texts';
import { companiesOfStaff } from '../tenancy/staff-companies';
import type { TranslationGap } from './translation-gaps';
import { countGaps } from './translation-store';

const types = Object.keys(localisedTexts) as LocalisedType[];

/**
 * What is missing in which language, in the user's companies.
 * @param mayRead whether the user may read a text of a type
 * @returns the types that the user may read, in a fixed order
 */
export const listTranslationGaps = async (
  strapi: Core.Strapi,
  user: { id: number },
  mayRead: (uid: LocalisedType, field: string) => boolean,
): Promise<TranslationGap[]> => {
  const readable = types
    .map((uid) => ({ uid, field: localisedTexts[uid][0] }))
    .filter(({ uid, field }) => mayRead(uid, field));
  const companies = await companiesOfStaff(strapi, user.id);
  if (readable.length === 0 || companies.length === 0) return [];
  const counted = await countGaps(
    strapi.db.connection,
    companies,
    readable.map(({ uid, field }) => ({
      uid,
      table: strapi.getModel(uid).collectionName,
      column: field,
    })),
  );
  return readable.map(({ uid, field }) => {
    const { en = 0, ar = 0 } = counted.find((row) => row.uid === uid) ?? {};
    return { uid, field, en, ar };
  });
};
