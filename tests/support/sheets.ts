import { execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Response } from 'supertest';
import { api, app, type RequestOptions } from './application';
import type { Shop } from './catalogue';

/** Somebody's complaint about a row, as the API says it. */
export interface SpokenError {
  row: number;
  column: string | null;
  message: string;
}

/** An import, as the API shows it. */
export interface ImportJob {
  jobId: string;
  fileName: string;
  status: 'waiting' | 'running' | 'done' | 'failed';
  dryRun: boolean;
  rows: number;
  processed: number;
  created: number;
  updated: number;
  unchanged: number;
  errorCount: number;
  errors: SpokenError[];
  createdBy: string;
}

const HEADER = 'sku,barcode,title_en,title_ar,category,unit,unit_value,price,original_price,stock,status';

/** A sheet with all columns, out of lines. */
export const sheet = (...lines: string[]): string => [HEADER, ...lines, ''].join('\r\n');

/** Sends a sheet as staff. */
export const sendSheet = (
  options: RequestOptions,
  content: string | Buffer,
  { fileName = 'products.csv', query = '' }: { fileName?: string; query?: string } = {},
): Promise<Response> =>
  api
    .post(`/api/products/import${query}`, undefined, options)
    .attach('file', Buffer.from(content as string), fileName)
    .then((response) => response);

/** Reads an import until it has come to its end. */
export const endOf = async (options: RequestOptions, jobId: string): Promise<ImportJob> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const response = await api.get(`/api/products/import/${jobId}`, options).expect(200);
    const job = response.body.data as ImportJob;
    if (job.status === 'done' || job.status === 'failed') return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`import ${jobId} does not end`);
};

/** Imports a sheet and waits for its end. */
export const importSheet = async (
  shop: Shop,
  content: string | Buffer,
  fileName?: string,
): Promise<ImportJob> => {
  const response = await sendSheet(shop.staff, content, { fileName });
  if (response.status !== 202) throw new Error(`${response.status} ${response.text}`);
  return endOf(shop.staff, response.body.data.jobId as string);
};

const projectDir = path.resolve(__dirname, '../..');
const script = path.join(projectDir, 'scripts', 'import.mjs');

/** Writes a sheet where a command finds it. */
export const sheetFile = (content: string | Buffer, fileName = 'products.csv'): string => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sheet-')), fileName);
  fs.writeFileSync(file, content);
  return file;
};

const environment = (): NodeJS.ProcessEnv =>
  ({ ...process.env, DATABASE_URL: app.databaseUrl });

/** Runs `npm run import` and answers what it printed. */
export const importCommand = async (
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> => {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [script, ...args], {
      cwd: projectDir,
      env: environment(),
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
};

/** Starts `npm run import`, to be killed. */
export const startImportCommand = (...args: string[]) =>
  spawn(process.execPath, [script, ...args], { cwd: projectDir, env: environment(), stdio: 'ignore' });
