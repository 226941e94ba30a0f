import { adminApi } from '@strapi/strapi/admin';
import { documentTag } from '../../../../../admin/orders/order-api';
import type { DeskBoard, DeskChanges, DeskCounts } from '../../../../../panel/desk';
import type { DeskSort } from '../../../../../panel/desk-query';
import type { DeskFilters } from './address';
import { mergeChanges } from './merge';

/** Of which company, in which language areas are named, and which orders. */
export type DeskOf = { company: string; locale: string; sort: DeskSort; filters: DeskFilters };

type Data<T> = { data: T };

/** Strapi's client puts parameters into the address as they are. */
const parametersOf = ({ company, locale, filters: { q, ...filters } }: DeskOf) => ({
  company,
  locale,
  ...filters,
  ...(q && { q: encodeURIComponent(q) }),
});

const deskApi = adminApi.enhanceEndpoints({ addTagTypes: ['Document'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    desk: build.query<DeskBoard, DeskOf>({
      query: (of) => ({
        url: '/saptmarkets/desk',
        method: 'GET',
        config: { params: { ...parametersOf(of), sort: of.sort } },
      }),
      transformResponse: ({ data }: Data<DeskBoard>) => data,
      keepUnusedDataFor: 0,
    }),
    deskOrders: build.query<DeskChanges, { of: DeskOf; ids: string[] }>({
      query: ({ of, ids }) => ({
        url: '/saptmarkets/desk/orders',
        method: 'GET',
        config: { params: { ...parametersOf(of), ids: ids.join(',') } },
      }),
      transformResponse: ({ data }: Data<DeskChanges>) => data,
      keepUnusedDataFor: 0,
      onQueryStarted: async ({ of, ids }, { dispatch, queryFulfilled }) => {
        // Whoever asked is told where it failed, and reads the whole board.
        const read = await queryFulfilled.catch(() => null);
        if (read === null) return;
        dispatch(
          deskApi.util.updateQueryData('desk', of, (board) => mergeChanges(board, ids, read.data, of.sort)),
        );
      },
    }),
    deskCounts: build.query<DeskCounts, { company: string }>({
      query: (params) => ({ url: '/saptmarkets/desk/counts', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Data<DeskCounts>) => data,
    }),
    /** Has whatever shows an order read it anew. */
    orderHappened: build.mutation<null, { documentId: string }>({
      queryFn: () => ({ data: null }),
      invalidatesTags: (_nothing, _error, of) => [documentTag(of)],
    }),
  }),
});

export const { useDeskQuery, useLazyDeskOrdersQuery, useDeskCountsQuery, useOrderHappenedMutation } = deskApi;
