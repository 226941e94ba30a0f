import { adminApi } from '@strapi/strapi/admin';

/** A picture with what it shows, in each language; null where nobody wrote it yet. */
export type Picture = { documentId: string; name: string; url: string; en: string | null; ar: string | null };

/** The texts of a picture. */
export type PictureTexts = { en: string | null; ar: string | null };

export type PicturePage = { pictures: Picture[]; page: number; pageCount: number; total: number };

type Answer = { data: Picture[]; meta: { pagination: { page: number; pageCount: number; total: number } } };

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
