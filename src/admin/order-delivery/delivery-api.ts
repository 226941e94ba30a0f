import { adminApi } from '@strapi/strapi/admin';
import type { AvailableDriver, OrderDelivery } from '../../panel/order-delivery';
import { documentTag, listTag } from '../orders/order-api';

/** Of which order, and in which language refusals are told. */
type OrderOf = { documentId: string; locale: string };

type Data<T> = { data: T };

const requestOf = ({ documentId, locale }: OrderOf, what: string, method: 'GET' | 'POST') => ({
  url: `/saptmarkets/orders/${documentId}/${what}`,
  method,
  config: { params: { locale } },
});

const deliveryApi = adminApi.enhanceEndpoints({ addTagTypes: ['Document'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    orderDelivery: build.query<OrderDelivery, OrderOf>({
      query: (of) => requestOf(of, 'delivery', 'GET'),
      transformResponse: ({ data }: Data<OrderDelivery>) => data,
      providesTags: (_delivery, _error, of) => [documentTag(of)],
    }),
    availableDrivers: build.query<AvailableDriver[], { company: string }>({
      query: (params) => ({ url: '/saptmarkets/available-drivers', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Data<AvailableDriver[]>) => data,
    }),
    unlockCode: build.mutation<OrderDelivery, OrderOf>({
      query: (of) => requestOf(of, 'unlock-code', 'POST'),
      transformResponse: ({ data }: Data<OrderDelivery>) => data,
      invalidatesTags: (_delivery, _error, of) => [documentTag(of)],
    }),
    receiveGoods: build.mutation<OrderDelivery, OrderOf>({
      query: (of) => requestOf(of, 'receive', 'POST'),
      transformResponse: ({ data }: Data<OrderDelivery>) => data,
      invalidatesTags: (_delivery, _error, of) => [documentTag(of), listTag],
    }),
  }),
});

export const {
  useOrderDeliveryQuery,
  useAvailableDriversQuery,
  useUnlockCodeMutation,
  useReceiveGoodsMutation,
} = deliveryApi;
