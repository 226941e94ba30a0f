import { createHash } from 'node:crypto';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import type { Context } from 'koa';
import { DomainError, invalidField } from '../domain/errors';

/** A sheet that was uploaded, as it lies on the disk. */
export type UploadedSheet = {
  fileName: string;
  filePath: string;
  /** SHA-256, by which the same file is known again */
  fileHash: string;
  format: 'csv' | 'xlsx';
  /** the other fields of the form */
  fields: Record<string, string>;
};

const LONGEST_NAME = 200;
/** Boundaries, headers and small fields of the form around the file. */
const FORM_BYTES = 64 * 1024;

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Pictures, documents and old workbooks, which people take for sheets; by their first bytes. */
const otherTypes = ['89504e47', 'ffd8ff', '47494638', '25504446', 'd0cf11e0', '1f8b', '52617221'];

const tooLarge = (most: number): DomainError =>
  new DomainError('payload_too_large', `a sheet has at most ${most} bytes`, { maximum: most });

const formatOf = (start: Buffer): UploadedSheet['format'] => {
  if (start.subarray(0, 4).equals(ZIP)) return 'xlsx';
  const hex = start.toString('hex');
  if (otherTypes.some((type) => hex.startsWith(type))) {
    throw new DomainError('unsupported_media_type', 'send a CSV or an XLSX file', {});
  }
  return 'csv';
};

/** Watches what passes: how much it is, how it begins, and its hash. */
const watch = (most: number) => {
  const hash = createHash('sha256');
  let start = Buffer.alloc(0);
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (start.length < 8) start = Buffer.concat([start, chunk]).subarray(0, 8);
      hash.update(chunk);
      done(size > most ? tooLarge(most) : null, chunk);
    },
  });
  return { stream, result: () => ({ start, size, fileHash: hash.digest('hex') }) };
};

/**
 * Receives the file of a multipart form (field `file`) straight onto the disk.
 * @param ctx a request whose body nobody has read yet
 * @param filePath where it goes; nothing is left there after a refusal
 * @param most how many bytes the file may have
 * @throws DomainError `payload_too_large`, at once where the request says its size, `unsupported_media_type`;
 *   ValidationError for a form without a file
 */
export const receiveSheet = async (ctx: Context, filePath: string, most: number): Promise<UploadedSheet> => {
  if (!ctx.is('multipart')) {
    throw new DomainError('unsupported_media_type', 'send a multipart form with the field file', {
      contentType: ctx.get('Content-Type'),
    });
  }
  // What is left unread must not keep the connection.
  if (Number(ctx.get('Content-Length')) > most + FORM_BYTES) {
    ctx.set('Connection', 'close');
    throw tooLarge(most);
  }
  try {
    return await receiveForm(ctx, filePath, most);
  } catch (error) {
    ctx.set('Connection', 'close');
    await fsp.rm(filePath, { force: true });
    throw error;
  }
};

const receiveForm = async (ctx: Context, filePath: string, most: number): Promise<UploadedSheet> => {
  const fields: Record<string, string> = {};
  const files: Promise<Omit<UploadedSheet, 'fields'>>[] = [];
  const parts: Readable[] = [];
  const form = openForm(ctx);
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (name, stream, fileName) => {
    if (name !== 'file' || files.length > 0) {
      stream.resume();
      return;
    }
    parts.push(stream);
    const { stream: watched, result } = watch(most);
    const written = pipeline(stream, watched, fs.createWriteStream(filePath, { mode: 0o600 })).then(() => {
      const { start, size, fileHash } = result();
      if (size === 0) throw invalidField('file', 'is empty');
      return {
        fileName: (fileName || 'import').slice(-LONGEST_NAME),
        filePath,
        fileHash,
        format: formatOf(start),
      };
    });
    // A refused file ends the form as well; who waits hears of it below.
    written.catch((error: unknown) => form.destroy(error as Error));
    files.push(written);
  });
  await pipeline(ctx.req, form, { end: true }).catch(async (error: unknown) => {
    // A client that went away leaves its file unfinished, and nobody else ends it.
    for (const part of parts) part.destroy(error as Error);
    await Promise.allSettled(files);
    if (error instanceof DomainError) throw error;
    throw invalidField('body', 'is no complete multipart form');
  });
  const [file] = files;
  if (!file) throw invalidField('file', 'is required');
  return { ...(await file), fields };
};

const openForm = (ctx: Context) => {
  try {
    return new Busboy({
      headers: ctx.req.headers as BusboyHeaders,
      limits: { files: 1, fields: 10, fieldSize: 1_000, headerPairs: 20 },
    });
  } catch {
    throw invalidField('body', 'is no multipart form');
  }
};
