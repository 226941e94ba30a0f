import type { Core } from '@strapi/strapi';
import { Pool, type QueryResult, type QueryResultRow } from 'pg';
import request, { type Test } from 'supertest';

/** The application of this worker, on a database of its own. */
export interface RunningApplication {
  /** Base address, without a slash at the end. */
  url: string;
  strapi: Core.Strapi;
  databaseUrl: string;
  /** What several test files of a worker share, such as its super admin. */
  shared: Map<string, unknown>;
  /** Resolves when the application has heard of what is committed by now. */
  hear: () => Promise<void>;
}

export const app: RunningApplication = (globalThis as unknown as { app: RunningApplication }).app;

/** Who asks, for which company, in which language, and what else goes into the request. */
export interface RequestOptions {
  company?: string;
  token?: string;
  locale?: string;
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

const send = (
  method: Method,
  path: string,
  { company, token, locale, query, headers }: RequestOptions,
  body?: object | string,
): Test => {
  const call = request(app.url)[method](path);
  if (company !== undefined) void call.set('company', company);
  if (token !== undefined) void call.set('Authorization', `Bearer ${token}`);
  if (locale !== undefined) void call.query({ locale });
  if (query !== undefined) void call.query(query);
  if (headers !== undefined) void call.set(headers);
  return body === undefined ? call : call.send(body);
};

/**
 * Requests to the application over HTTP. Paths are whole (`/api/products`); what comes back is
 * supertest's own, so `.expect(200)`, `.attach(…)` and the like follow as usual.
 */
export const api = {
  get: (path: string, options: RequestOptions = {}): Test => send('get', path, options),
  post: (path: string, body?: object | string, options: RequestOptions = {}): Test =>
    send('post', path, options, body),
  put: (path: string, body?: object | string, options: RequestOptions = {}): Test =>
    send('put', path, options, body),
  patch: (path: string, body?: object | string, options: RequestOptions = {}): Test =>
    send('patch', path, options, body),
  delete: (path: string, options: RequestOptions = {}): Test => send('delete', path, options),
};

const pool = new Pool({ connectionString: app.databaseUrl, max: 4, options: '-c timezone=UTC' });

const isRead = (text: string): boolean => /^\s*select\b/i.test(text);

/** Connections of this test file to the worker's database, closed after its last test. */
export const sql = {
  connect: () => pool.connect(),
  /** Resolves when the application has heard of what was written: others' commits reach it a moment later. */
  query: async <Row extends QueryResultRow = QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<QueryResult<Row>> => {
    const result = await pool.query<Row>(text, values);
    if (!isRead(text)) await app.hear();
    return result;
  },
};

afterAll(async () => {
  await pool.end();
});
