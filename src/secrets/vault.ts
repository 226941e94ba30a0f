import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { deriveKey, keyIdOf, open, seal } from './cipher';
import { readDerivation } from './store';

/** Encrypts and decrypts by the keys of this installation. */
export type Vault = {
  /** @param binding where the text belongs, such as table, company and id; it can be read only there */
  encrypt: (plain: string, ...binding: string[]) => string;
  /**
   * Reads what was encrypted with the present password, or with the one before while that is set.
   * @throws UnreadableSecret
   */
  decrypt: (envelope: string, ...binding: string[]) => string;
  /** whether something was encrypted with the present password */
  isCurrent: (envelope: string) => boolean;
};

/**
 * Makes the keys out of the passwords, which takes a while.
 * @param previous empty where there is none
 */
export const createVault = async (
  db: Knex,
  { password, previous }: { password: string; previous: string },
): Promise<Vault> => {
  if (password === '') throw new Error('ENCRYPT_PASSWORD is not set: nothing can be encrypted without it.');
  const derivation = await readDerivation(db);
  const current = await deriveKey(password, derivation);
  const keys = previous === '' ? [current] : [current, await deriveKey(previous, derivation)];
  return {
    encrypt: (plain, ...binding) => seal(current, plain, binding),
    decrypt: (envelope, ...binding) => open(keys, envelope, binding),
    isCurrent: (envelope) => keyIdOf(envelope) === current.id,
  };
};

const vaults = new WeakMap<Core.Strapi, Promise<Vault>>();

/** The vault of the running application, opened at the first call. */
export const vaultOf = (strapi: Core.Strapi): Promise<Vault> => {
  const existing = vaults.get(strapi);
  if (existing) return existing;
  const opened = createVault(strapi.db.connection, strapi.config.get('secrets'));
  vaults.set(strapi, opened);
  // Where the database could not be asked, the next call tries again.
  opened.catch(() => vaults.delete(strapi));
  return opened;
};
