import { dictionary } from '@zxcvbn-ts/language-common';
import bcrypt from 'bcrypt';
import { z } from 'zod';

const ROUNDS = 10;
const SHORTEST = 8;
/** bcrypt reads no more bytes than these; a longer password would be cut without a word. */
const MOST_BYTES = 72;
const COMMON = 3_000;

const common = new Set(dictionary['passwords-common'].slice(0, COMMON));

/** A hash of nothing that anybody knows, so that a missing account takes as long as a wrong password. */
const nobody = bcrypt.hash(String(Math.random()), ROUNDS);

/** Hashes a password, off the event loop. */
export const hashPassword = (plain: string): Promise<string> => bcrypt.hash(plain, ROUNDS);

/** Whether a password is the one of a hash; takes as long where there is no hash. */
export const matchesPassword = async (plain: string, hash: string | null): Promise<boolean> => {
  const matches = await bcrypt.compare(plain, hash ?? (await nobody));
  return matches && hash !== null;
};

/** A password that somebody chooses. */
export const newPassword = z
  .string()
  .min(SHORTEST, `must be at least ${SHORTEST} characters`)
  .refine((text) => Buffer.byteLength(text) <= MOST_BYTES, `must be at most ${MOST_BYTES} bytes`)
  .refine((text) => !common.has(text.toLowerCase()), 'is one of the most common passwords');

/** Whether a password gives itself away by the address that it belongs to. */
export const containsLocalPart = (password: string, email: string): boolean => {
  const [local = ''] = email.split('@');
  return local.length >= 4 && password.toLowerCase().includes(local.toLowerCase());
};
