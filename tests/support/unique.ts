import { randomBytes } from 'node:crypto';

/** A word that nothing else in the database contains. */
export const unique = (prefix: string): string => `${prefix}${randomBytes(5).toString('hex')}`;
