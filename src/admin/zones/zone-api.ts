import { adminApi } from '@strapi/strapi/admin';
import type { DeliveryArea } from '../../panel/delivery-area';

/** Of which company, and in which language zones are named. */
type AreaOf = { company: string; locale: string };

type Answer = { data: DeliveryArea };

const zoneApi = adminApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    deliveryArea: build.query<DeliveryArea, AreaOf>({
      query: (params) => ({ url: '/saptmarkets/delivery-area', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Answer) => data,
    }),
  }),
});

export const { useDeliveryAreaQuery } = zoneApi;
