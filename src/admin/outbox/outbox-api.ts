import { adminApi } from '@strapi/strapi/admin';
import type { Undelivered } from '../../panel/undelivered';

/** Whose messages, and in which language refusals are told. */
export type OutboxOf = { company: string; locale: string };

type Retried = { retried: number };

const FOLDER = '/saptmarkets/outbox';

const outboxApi = adminApi.enhanceEndpoints({ addTagTypes: ['SaptMarketsOutbox'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    undelivered: build.query<Undelivered, OutboxOf & { page: number }>({
      query: (params) => ({ url: FOLDER, method: 'GET', config: { params } }),
      transformResponse: ({ data }: { data: Undelivered }) => data,
      providesTags: ['SaptMarketsOutbox'],
    }),
    retryLetter: build.mutation<Retried, { of: OutboxOf; id: string }>({
      query: ({ of, id }) => ({
        url: `${FOLDER}/dead-letters/${id}/retry`,
        method: 'POST',
        data: {},
        config: { params: of },
      }),
      transformResponse: ({ data }: { data: Retried }) => data,
      invalidatesTags: ['SaptMarketsOutbox'],
    }),
    retryLetters: build.mutation<Retried, { of: OutboxOf }>({
      query: ({ of }) => ({
        url: `${FOLDER}/dead-letters/retry`,
        method: 'POST',
        data: {},
        config: { params: of },
      }),
      transformResponse: ({ data }: { data: Retried }) => data,
      invalidatesTags: ['SaptMarketsOutbox'],
    }),
    discardLetter: build.mutation<unknown, { of: OutboxOf; id: string }>({
      query: ({ of, id }) => ({
        url: `${FOLDER}/dead-letters/${id}`,
        method: 'DELETE',
        config: { params: of },
      }),
      invalidatesTags: ['SaptMarketsOutbox'],
    }),
  }),
});

export const {
  useUndeliveredQuery,
  useRetryLetterMutation,
  useRetryLettersMutation,
  useDiscardLetterMutation,
} = outboxApi;
