import { adminApi } from '@strapi/strapi/admin';
import type { PanelMedium } from '../../panel/media-store';

/** What a picture shows, in each language; null where nobody wrote it yet. */
export type PictureTexts = PanelMedium['alternativeText'];

export type PicturePage = { pictures: PanelMedium[]; page: number; pageCount: number; total: number };

type Answer = {
  data: PanelMedium[];
  meta: { pagination: { page: number; pageCount: number; total: number } };
};

const pictureApi = adminApi.enhanceEndpoints({ addTagTypes: ['SaptMarketsPictures'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    pictures: build.query<PicturePage, { missing: 'en' | 'ar'; page: number }>({
      query: (params) => ({ url: '/saptmarkets/media', method: 'GET', config: { params } }),
      transformResponse: ({ data, meta }: Answer) => ({ pictures: data, ...meta.pagination }),
      providesTags: ['SaptMarketsPictures'],
    }),
    savePictureTexts: build.mutation<unknown, { documentId: string; texts: PictureTexts }>({
      query: ({ documentId, texts }) => ({
        url: `/saptmarkets/media/${documentId}`,
        method: 'PUT',
        data: texts,
      }),
      invalidatesTags: ['SaptMarketsPictures'],
    }),
  }),
});

export const { usePicturesQuery, useSavePictureTextsMutation } = pictureApi;
