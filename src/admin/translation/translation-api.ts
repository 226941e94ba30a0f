import { adminApi } from '@strapi/strapi/admin';
import type { TranslationGap } from '../../panel/translation-gaps';

/** An entry in one of its languages. */
export type EntryOf = { model: string; documentId: string; locale: string };

type Entry = Record<string, unknown>;

const translationApi = adminApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    translationGaps: build.query<TranslationGap[], undefined>({
      query: () => ({ url: '/saptmarkets/translation-gaps', method: 'GET' }),
      transformResponse: ({ data }: { data: TranslationGap[] }) => data,
    }),
    entryInLanguage: build.query<Entry, EntryOf>({
      query: ({ model, documentId, locale }) => ({
        url: `/content-manager/collection-types/${model}/${documentId}`,
        method: 'GET',
        config: { params: { locale } },
      }),
      transformResponse: ({ data }: { data: Entry }) => data,
    }),
  }),
});

export const { useTranslationGapsQuery, useEntryInLanguageQuery } = translationApi;
