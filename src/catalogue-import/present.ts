import type { ImportJob } from './job';
import { speak, type SpokenComplaint } from './words';

type Language = 'en' | 'ar';

/** A job as the contract shows it. */
export type PresentedJob = {
  jobId: string;
  fileName: string;
  status: ImportJob['status'];
  dryRun: boolean;
  rows: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  errorCount: number;
  errors: SpokenComplaint[];
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  createdBy: string;
};

export const presentJob = (job: ImportJob, language: Language): PresentedJob => ({
  jobId: job.id,
  fileName: job.fileName,
  status: job.status,
  dryRun: job.dryRun,
  rows: job.rows,
  processed: job.processed,
  created: job.created,
  updated: job.updated,
  unchanged: job.unchanged,
  errorCount: job.errorCount,
  errors: job.errors.map((complaint) => speak(complaint, language)),
  createdAt: job.createdAt.toISOString(),
  startedAt: job.startedAt?.toISOString() ?? null,
  finishedAt: job.finishedAt?.toISOString() ?? null,
  createdBy: job.createdBy,
});

/** What a dry run answers. */
export const presentDryRun = (job: ImportJob, language: Language) => ({
  rows: job.rows,
  creates: job.created,
  updates: job.updated,
  unchanged: job.unchanged,
  errorCount: job.errorCount,
  errors: job.errors.map((complaint) => speak(complaint, language)),
});
