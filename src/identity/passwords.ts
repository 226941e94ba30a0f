import bcrypt from 'bcrypt';
import { dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';
import { invalidField } from '../domain/errors';

const ROUNDS = 10;

/** bcrypt reads no more than this. */
const MOST_BYTES = 72;
const LEAST_CHARACTERS = 8;
const COMMON = new Set(dictionary['passwords-common'].slice(0, 3_000));

/** A hash of nothing, with which a password is compared where there is no account: it takes as long. */
const nobodysHash = bcrypt.hashSync('nobody', ROUNDS);

// The same letters can be typed as different code points.
const normalised = (plain: string): string => plain.normalize('NFKC');

const isTooLong = (password: string): boolean => Buffer.byteLength(password) > MOST_BYTES;

/** Hashes a password, off the event loop. */
export const hashPassword = (plain: string): Promise<string> => bcrypt.hash(normalised(plain), ROUNDS);

/**
 * Whether a password belongs to a stored hash. Takes as long where there is no hash.
 * @param plain as it was typed
 * @param hash bcrypt's, ours or Strapi's
 */
export const matchesPassword = async (plain: string, hash: string | null): Promise<boolean> => {
  // Strapi's panel stores passwords as they are typed.
  for (const password of new Set([normalised(plain), plain])) {
    const matches = await bcrypt.compare(password, hash ?? nobodysHash);
    // Beyond its limit bcrypt would not see the difference.
    if (matches && hash !== null && !isTooLong(password)) return true;
  }
  return false;
};

const isCommon = (password: string): boolean => COMMON.has(password.toLowerCase());

const isUniform = (password: string): boolean => new Set(password).size < 4;

const hasLetter = /\p{L}/u;
const hasOther = /[^\p{L}\s]/u;

/** A password that somebody chooses: 8 characters or more, 72 bytes at most, and none that is guessed first. */
export const newPassword = z
  .string()
  .transform(normalised)
  .refine((password) => password.length >= LEAST_CHARACTERS, {
    error: `must have at least ${LEAST_CHARACTERS} characters`,
    abort: true,
  })
  .refine((password) => !isTooLong(password), {
    error: `must have at most ${MOST_BYTES} bytes`,
    abort: true,
  })
  .refine((password) => hasLetter.test(password) && hasOther.test(password), {
    error: 'must have letters, and something else than letters',
    abort: true,
  })
  .refine((password) => !isCommon(password) && !isUniform(password), 'is too easy to guess');

/** A password to sign in with. Whatever is longer cannot be right, but it is no reason for another answer. */
export const typedPassword = z.string().min(1).max(1_024);

/** Whether a password gives away its owner: it contains the name before the @ of their address. */
export const containsAddress = (password: string, email: string): boolean => {
  const [local = ''] = email.split('@');
  return local.length >= 4 && password.toLowerCase().includes(local.toLowerCase());
};

/** @throws ValidationError for a password that gives away its owner */
export const assertFitting = (password: string, email: string): void => {
  if (containsAddress(password, email)) throw invalidField('password', 'must not contain the e-mail address');
};
