import { adminApi } from '@strapi/strapi/admin';

/** How prices change: by per cent or by an amount, up or down. */
export type PriceChange = { type: 'percentage' | 'amount'; value: number };

/** Whose prices change; what is absent does not narrow. */
export type PriceFilters = {
  category?: string;
  tag?: string;
  sku?: string;
  status?: 'active' | 'inactive';
  priceFrom?: number;
  priceTo?: number;
};

export type PriceRequest = { change: PriceChange; filters: PriceFilters };

/** A price before and after. */
export type ChangedPrice = {
  productId: string;
  title: string;
  sku: string;
  unit: string;
  before: number;
  after: number;
};

/** What a change would do. */
export type PricePreview = { count: number; unchanged: number; items: ChangedPrice[] };

/** A change that was made. */
export type PastChange = {
  id: string;
  change: PriceChange;
  filters: PriceFilters;
  count: number;
  createdAt: string;
  createdBy: string | null;
  undoneAt: string | null;
};

type Data<T> = { data: T };

type For = { company: string; locale: string };

const priceApi = adminApi.enhanceEndpoints({ addTagTypes: ['SaptMarketsPrices'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    previewPrices: build.mutation<PricePreview, { of: For; request: PriceRequest }>({
      query: ({ of, request }) => ({
        url: '/saptmarkets/price-changes/preview',
        method: 'POST',
        data: request,
        config: { params: of },
      }),
      transformResponse: ({ data }: Data<PricePreview>) => data,
    }),
    applyPrices: build.mutation<unknown, { of: For; request: PriceRequest }>({
      query: ({ of, request }) => ({
        url: '/saptmarkets/price-changes',
        method: 'POST',
        data: request,
        config: { params: of },
      }),
      invalidatesTags: ['SaptMarketsPrices'],
    }),
    priceChanges: build.query<PastChange[], For>({
      query: (of) => ({ url: '/saptmarkets/price-changes', method: 'GET', config: { params: of } }),
      transformResponse: ({ data }: Data<PastChange[]>) => data,
      providesTags: ['SaptMarketsPrices'],
    }),
    undoPrices: build.mutation<unknown, { of: For; id: string }>({
      query: ({ of, id }) => ({
        url: `/saptmarkets/price-changes/${id}/undo`,
        method: 'POST',
        config: { params: of },
      }),
      invalidatesTags: ['SaptMarketsPrices'],
    }),
    companyCategories: build.query<{ documentId: string; name: string }[], For>({
      query: ({ company, locale }) => ({
        url: '/content-manager/collection-types/api::category.category',
        method: 'GET',
        config: {
          params: {
            locale,
            page: 1,
            pageSize: 100,
            sort: 'sortOrder:ASC',
            filters: { company_code: { $eq: company } },
          },
        },
      }),
      transformResponse: ({
        results,
      }: {
        results: { documentId: string; name: string | null; slug: string }[];
      }) => results.map(({ documentId, name, slug }) => ({ documentId, name: name ?? slug })),
    }),
  }),
});

export const {
  usePreviewPricesMutation,
  useApplyPricesMutation,
  usePriceChangesQuery,
  useUndoPricesMutation,
  useCompanyCategoriesQuery,
} = priceApi;
