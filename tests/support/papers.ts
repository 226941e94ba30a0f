import { buffer } from 'node:stream/consumers';
import jsQr from 'jsqr';
import type { Response } from 'supertest';
import { api, type RequestOptions } from './application';
import { pictureOf } from './poppler';

/** The five fields of the code that is printed on a page. */
export const zatcaFieldsOn = async (pdf: Uint8Array, page = 1): Promise<string[]> => {
  const { rgba, width, height } = await pictureOf(pdf, { page });
  const code = jsQr(rgba, width, height);
  if (!code) throw new Error('there is no code on this page');
  const bytes = Buffer.from(code.data, 'base64');
  const fields: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [tag = 0, length = 0] = bytes.subarray(at, at + 2);
    expect(tag).toBe(fields.length + 1);
    fields.push(bytes.subarray(at + 2, at + 2 + length).toString('utf8'));
    at += 2 + length;
  }
  return fields;
};

/** Fetches a paper of an order. */
export const fetchPaper = (
  { documentId }: { documentId: string },
  paper: string,
  options: RequestOptions,
): Promise<Response> =>
  api
    .get(`/api/order/${documentId}/${paper}`, options)
    .buffer(true)
    .parse(asBytes) as unknown as Promise<Response>;

const asBytes = (response: Response, done: (error: Error | null, body: Buffer) => void): void => {
  void buffer(response as unknown as NodeJS.ReadableStream).then(
    (bytes): void => done(null, bytes),
    (error: unknown): void => done(error as Error, Buffer.alloc(0)),
  );
};

/** Fetches a paper that has to be there. */
export const paperOf = async (
  order: { documentId: string },
  paper: string,
  options: RequestOptions,
): Promise<Buffer> => {
  const response = await fetchPaper(order, paper, options);
  if (response.status !== 200) throw new Error(`GET ${paper}: ${response.status} ${String(response.body)}`);
  return response.body as Buffer;
};
