import { adminApi } from '@strapi/strapi/admin';

/** What is wrong with a cell of a file; row 1 is the header, null is the file itself. */
export type ImportProblem = { row: number | null; column: string | null; message: string };

/** What a file would do. */
export type ImportCheck = {
  rows: number;
  creates: number;
  updates: number;
  unchanged: number;
  errorCount: number;
  errors: ImportProblem[];
};

/** An import as it stands. */
export type ImportJob = {
  jobId: string;
  fileName: string;
  status: 'waiting' | 'running' | 'done' | 'failed';
  rows: number | null;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  errorCount: number;
  errors: ImportProblem[];
  startedAt: string | null;
  finishedAt: string | null;
  createdBy: string | null;
};

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
    importJob: build.query<ImportJob, { jobId: string; locale: string }>({
      query: ({ jobId, locale }) => ({
        url: `/saptmarkets/imports/${jobId}`,
        method: 'GET',
        config: { params: { locale } },
      }),
      transformResponse: ({ data }: Data<ImportJob>) => data,
    }),
    importJobs: build.query<ImportJob[], { company: string; locale: string }>({
      query: (params) => ({ url: '/saptmarkets/imports', method: 'GET', config: { params } }),
      transformResponse: ({ data }: Data<ImportJob[]>) => data,
      providesTags: ['SaptMarketsImports'],
    }),
  }),
});

export const { useCheckImportMutation, useStartImportMutation, useImportJobQuery, useImportJobsQuery } =
  importApi;
