import { createHash } from 'node:crypto';

/** An answer ready to go out. */
export type FinishedBody = {
  bytes: Buffer;
  /** by which a client knows it again */
  etag: string;
  /** called each time somebody is given this answer */
  given?: () => void;
};

/** Encodes a text once, for its tag and for the wire. */
export const finish = (text: string): FinishedBody => {
  const bytes = Buffer.from(text);
  return { bytes, etag: `"${createHash('sha1').update(bytes).digest('base64url')}"` };
};
