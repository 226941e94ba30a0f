import { adminApi } from '@strapi/strapi/admin';
import type { AuditRow } from '../../audit/store';

export type { AuditRow };

/** Which events the page shows; moments are ISO. */
export type AuditFilters = Partial<
  Record<'who' | 'action' | 'type' | 'company' | 'from' | 'to' | 'older', string>
>;

/** A page of events; `older` leads to the next one. */
export type AuditPage = { events: AuditRow[]; older: string | null };

export type AuditChoices = { actions: string[]; types: string[]; companies: string[] };

const auditApi = adminApi.injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    auditEvents: build.query<AuditPage, AuditFilters>({
      query: (params) => ({ url: '/saptmarkets/audit', method: 'GET', config: { params } }),
      transformResponse: ({ data, meta }: { data: AuditRow[]; meta: { older: string | null } }) => ({
        events: data,
        older: meta.older,
      }),
    }),
    auditChoices: build.query<AuditChoices, undefined>({
      query: () => ({ url: '/saptmarkets/audit/choices', method: 'GET' }),
      transformResponse: ({ data }: { data: AuditChoices }) => data,
    }),
  }),
});

export const { useAuditEventsQuery, useAuditChoicesQuery } = auditApi;
