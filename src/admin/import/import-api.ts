import { adminApi } from '@strapi/strapi/admin';
import type { PresentedJob, presentDryRun } from '../../catalogue-import/present';

/** What a file would do. */
export type ImportCheck = ReturnType<typeof presentDryRun>;

type Data<T> = { data: T };

/** Whose file, and in which language its faults are told. */
type FileOf = { company: string; locale: string; file: File };

const upload = ({ company, locale, file }: FileOf, dryRun: boolean) => {
  const data = new FormData();
  data.append('file', file, file.name);
  return {
    url: '/saptmarkets/imports',
    method: 'POST' as const,
    data,
    config: { params: { company, locale, dryRun } },
  };
};

const importApi = adminApi.enhanceEndpoints({ addTagTypes: ['SaptMarketsImports'] }).injectEndpoints({
  overrideExisting: false,
  endpoints: (build) => ({
    checkImport: build.mutation<ImportCheck, FileOf>({
      query: (of) => upload(of, true),
      transformResponse: ({ data }: Data<ImportCheck>) => data,
    }),
    startImport: build.mutation<{ jobId: string }, FileOf>({
      query: (of) => upload(of, false),
      transformResponse: ({ data }: Data<{ jobId: string }>) => data,
      invalidatesTags: ['SaptMarketsImports'],
    }),
    importJob: build.query<PresentedJob, { jobId: string; company: string; locale: string }>({
      query: ({ jobId, ...params }) => ({
        url: `/saptmarkets/imports/${jobId}`,
        method: 'GET',
        config: { params },
      }),
      transformResponse: ({ data }: Data<PresentedJob>) => data,
    }),
    importJobs: build.query<PresentedJob[], { company: string; locale: string }>({
      query: (params) => ({ url: '/saptmarkets/imports', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Data<PresentedJob[]>) => data,
      providesTags: ['SaptMarketsImports'],
    }),
  }),
});

export const { useCheckImportMutation, useStartImportMutation, useImportJobQuery, useImportJobsQuery } =
  importApi;
