import { adminApi } from '@strapi/strapi/admin';
import { backendURL } from '../backend-url';
import type { PricePreview } from '../../api/price-change/preview';
import type { StoredPriceChange } from '../../api/price-change/store';
import type { PriceChangeInput } from '../../api/price-change/validation';

/** How prices change, and whose. */
export type PriceRequest = Pick<PriceChangeInput, 'change' | 'filters'>;

type Data<T> = { data: T };

/** Whose prices, and in which language products are named. */
type For = { company: string; locale: string };

type CategoryNode = { documentId: string; name: string | null; slug: string; children: CategoryNode[] };

/** A category with the names of those above it. */
export type CategoryChoice = { documentId: string; name: string };

const flatten = (nodes: CategoryNode[], above: string[] = []): CategoryChoice[] =>
  nodes.flatMap(({ documentId, name, slug, children }) => {
    const path = [...above, name ?? slug];
    return [{ documentId, name: path.join(' / ') }, ...flatten(children, path)];
  });

const ADDRESS = '/saptmarkets/price-changes';

const post = (url: string, of: For, data?: PriceRequest) => ({
  url,
  method: 'POST' as const,
  ...(data && { data }),
  config: { params: of },
});

const priceApi = adminApi.enhanceEndpoints({ addTagTypes: ['SaptMarketsPrices'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    previewPrices: build.mutation<PricePreview, { of: For; request: PriceRequest }>({
      query: ({ of, request }) => post(`${ADDRESS}/preview`, of, request),
      transformResponse: ({ data }: Data<PricePreview>) => data,
    }),
    applyPrices: build.mutation<StoredPriceChange, { of: For; request: PriceRequest }>({
      query: ({ of, request }) => post(ADDRESS, of, request),
      transformResponse: ({ data }: Data<StoredPriceChange>) => data,
      invalidatesTags: ['SaptMarketsPrices'],
    }),
    priceChanges: build.query<StoredPriceChange[], For>({
      query: (of) => ({ url: ADDRESS, method: 'GET', config: { params: of } }),
      transformResponse: ({ data }: Data<StoredPriceChange[]>) => data,
      providesTags: ['SaptMarketsPrices'],
    }),
    undoPrices: build.mutation<StoredPriceChange, { of: For; id: string }>({
      query: ({ of, id }) => post(`${ADDRESS}/${id}/undo`, of),
      transformResponse: ({ data }: Data<StoredPriceChange>) => data,
      invalidatesTags: ['SaptMarketsPrices'],
    }),
    companyCategories: build.query<CategoryChoice[], For>({
      queryFn: async ({ company, locale }) => {
        // What shoppers see, so it is asked as a shopper: the panel's own token means nothing to it.
        const response = await fetch(`${backendURL}/api/category/tree?locale=${locale}`, {
          headers: { company },
        });
        if (!response.ok) return { error: { name: 'UnknownError', message: response.statusText } };
        const { data } = (await response.json()) as Data<CategoryNode[]>;
        return { data: flatten(data) };
      },
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
