import { adminApi } from '@strapi/strapi/admin';
import type { CountedCash, DriverDay, DriversMeta, PanelCashReport, PanelDriver } from '../../panel/driver';

/** Of which company, and in which language refusals are told. */
export type DriversOf = { company: string; locale: string };

/** A page of drivers. */
export type DriverList = { drivers: PanelDriver[]; meta: DriversMeta };

/** What staff say of a driver; absent parts stay. */
export type DriverInput = Partial<{
  name: string;
  email: string;
  phone: string;
  password: string;
  language: 'en' | 'ar' | null;
  vehicle: string | null;
  capacity: number | null;
  isActive: boolean;
  onDuty: false;
}>;

type Data<T> = { data: T };

const TAG = 'SaptMarketsDrivers' as const;

const driversApi = adminApi.enhanceEndpoints({ addTagTypes: [TAG] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    drivers: build.query<DriverList, DriversOf & { q: string; page: number }>({
      query: (params) => ({ url: '/saptmarkets/drivers', method: 'GET', config: { params } }),
      transformResponse: ({ data, meta }: Data<PanelDriver[]> & { meta: DriversMeta }) => ({
        drivers: data,
        meta,
      }),
      providesTags: [TAG],
    }),
    saveDriver: build.mutation<unknown, { of: DriversOf; documentId: string | null; input: DriverInput }>({
      query: ({ of, documentId, input }) => ({
        url: `/saptmarkets/drivers${documentId === null ? '' : `/${documentId}`}`,
        method: documentId === null ? 'POST' : 'PUT',
        data: input,
        config: { params: of },
      }),
      invalidatesTags: [TAG],
    }),
    driverDay: build.query<DriverDay, { of: DriversOf; documentId: string; date: string }>({
      query: ({ of, documentId, date }) => ({
        url: `/saptmarkets/drivers/${documentId}/day`,
        method: 'GET',
        config: { params: { ...of, date } },
      }),
      transformResponse: ({ data }: Data<DriverDay>) => data,
      providesTags: [TAG],
    }),
    countCash: build.mutation<
      CountedCash,
      { of: DriversOf; documentId: string; key: string; body: { counted: number; note: string | null } }
    >({
      query: ({ of, documentId, key, body }) => ({
        url: `/saptmarkets/drivers/${documentId}/cash`,
        method: 'POST',
        data: body,
        config: { params: of, headers: { 'Idempotency-Key': key } },
      }),
      transformResponse: ({ data }: Data<{ handover: CountedCash }>) => data.handover,
      invalidatesTags: [TAG],
    }),
    cashReport: build.query<PanelCashReport, DriversOf & { date: string }>({
      query: (params) => ({ url: '/saptmarkets/drivers/cash', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Data<PanelCashReport>) => data,
      providesTags: [TAG],
    }),
  }),
});

export const {
  useDriversQuery,
  useSaveDriverMutation,
  useDriverDayQuery,
  useCountCashMutation,
  useCashReportQuery,
} = driversApi;
