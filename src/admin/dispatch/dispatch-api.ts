import { adminApi } from '@strapi/strapi/admin';
import type { AssignedOrders, DispatchBoard } from '../../panel/dispatch';

/** Of which company, and in which language areas are named. */
export type BoardOf = { company: string; locale: string };

type Data<T> = { data: T };

const TAG = 'SaptMarketsDispatch' as const;

const dispatchApi = adminApi.enhanceEndpoints({ addTagTypes: [TAG, 'Document'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    dispatchBoard: build.query<DispatchBoard, BoardOf>({
      query: (params) => ({ url: '/saptmarkets/dispatch', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Data<DispatchBoard>) => data,
      providesTags: [TAG],
    }),
    assignWaiting: build.mutation<AssignedOrders, BoardOf>({
      query: (params) => ({ url: '/saptmarkets/dispatch/assign', method: 'POST', config: { params } }),
      transformResponse: ({ data }: Data<AssignedOrders>) => data,
      invalidatesTags: [TAG],
    }),
  }),
});

export const { useDispatchBoardQuery, useAssignWaitingMutation } = dispatchApi;
