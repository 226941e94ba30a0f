import type { RowComplaint } from './import-failure';

export type JobStatus = 'waiting' | 'running' | 'done' | 'failed';

/** An import, as it is stored. Times are of the database's clock. */
export type ImportJob = {
  id: string;
  companyCode: string;
  fileName: string;
  /** where the uploaded file lies until its rows are kept; null when they are */
  filePath: string | null;
  fileHash: string;
  format: 'csv' | 'xlsx';
  dryRun: boolean;
  status: JobStatus;
  /** whether the checked rows are kept, so that nothing needs the file any more */
  applying: boolean;
  rows: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  errorCount: number;
  errors: RowComplaint[];
  createdBy: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** How many complaints a job keeps. */
export const MOST_ERRORS = 1_000;
