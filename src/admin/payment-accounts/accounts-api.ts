import { adminApi } from '@strapi/strapi/admin';
import type { PanelAccounts } from '../../panel/payment-accounts';

/** What is to change of how a company is paid, by way to pay; absent parts stay, a key of null goes. */
export type AccountsChange = Record<string, Record<string, string | boolean | null>>;

/** Whose accounts, and in which language refusals are told. */
type AccountsOf = { company: string; locale: string };

type Answer = { data: PanelAccounts };

const requestOf = (params: AccountsOf, method: 'GET' | 'PUT', data?: AccountsChange) => ({
  url: '/saptmarkets/payment-accounts',
  method,
  config: { params },
  ...(data && { data }),
});

const accountsApi = adminApi.enhanceEndpoints({ addTagTypes: ['SaptMarketsAccounts'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    paymentAccounts: build.query<PanelAccounts, AccountsOf>({
      query: (of) => requestOf(of, 'GET'),
      transformResponse: ({ data }: Answer) => data,
      providesTags: ['SaptMarketsAccounts'],
    }),
    changeAccounts: build.mutation<PanelAccounts, { of: AccountsOf; change: AccountsChange }>({
      query: ({ of, change }) => requestOf(of, 'PUT', change),
      transformResponse: ({ data }: Answer) => data,
      invalidatesTags: ['SaptMarketsAccounts'],
    }),
  }),
});

export const { usePaymentAccountsQuery, useChangeAccountsMutation } = accountsApi;
