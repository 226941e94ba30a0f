import { createHash } from 'node:crypto';

/** An answer ready to go out, and the tag by which a client knows it again. */
export type FinishedBody = { bytes: Buffer; etag: string };

/** Encodes a text once, for its tag and for the wire. */
export const finish = (text: string): FinishedBody => {
  const bytes = Buffer.from(text);
  return { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
};
