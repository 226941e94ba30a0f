import { adminApi } from '@strapi/strapi/admin';
import type { PreviewProduct, PromotionPreviewAnswer } from '../../panel/promotion-preview';

/** Which promotion, and in which language products are named. */
export type PromotionOf = { documentId: string; locale: string };

/** A cart to be priced, at a time, and whether the promotion is to count as live then. */
export type PreviewRequest = {
  cart: { productId: string; selectedUnitId: string; quantity: number }[];
  at: string | null;
  promotion: string | null;
};

type Data<T> = { data: T };

const urlOf = ({ documentId }: PromotionOf, rest: string): string =>
  `/saptmarkets/promotions/${documentId}/${rest}`;

const previewApi = adminApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    previewProducts: build.query<PreviewProduct[], PromotionOf & { q: string }>({
      query: ({ q, ...of }) => ({
        url: urlOf(of, 'products'),
        method: 'GET',
        config: { params: { q, locale: of.locale } },
      }),
      transformResponse: ({ data }: Data<PreviewProduct[]>) => data,
    }),
    promotionPreview: build.query<PromotionPreviewAnswer, { of: PromotionOf; request: PreviewRequest }>({
      query: ({ of, request }) => ({
        url: urlOf(of, 'preview'),
        method: 'POST',
        data: request,
        config: { params: { locale: of.locale } },
      }),
      transformResponse: ({ data }: Data<PromotionPreviewAnswer>) => data,
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { usePreviewProductsQuery, usePromotionPreviewQuery } = previewApi;
