import type { Knex } from 'knex';
import { UnreadableSecret } from './cipher';
import { deleteSecretRow, readSecretRow, type SecretName, writeSecretRow } from './store';
import type { Vault } from './vault';

const TABLE = 'secrets';

/** A value that is copied to another company or name cannot be read there. */
const bindingOf = ({ company, name }: SecretName): string[] => [TABLE, company, name];

/** Keeps a secret, such as a payment provider's key, encrypted; an older one of that name is replaced. */
export const storeSecret = (trx: Knex, vault: Vault, secret: SecretName, plain: string): Promise<void> =>
  writeSecretRow(trx, { ...secret, value: vault.encrypt(plain, ...bindingOf(secret)) });

/**
 * Reads a secret; null when there is none.
 * @throws UnreadableSecret when it was encrypted by another password, changed, or moved
 */
export const readSecret = async (db: Knex, vault: Vault, secret: SecretName): Promise<string | null> => {
  const value = await readSecretRow(db, secret);
  if (value === null) return null;
  try {
    return vault.decrypt(value, ...bindingOf(secret));
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    const { company, name } = secret;
    throw new UnreadableSecret(`the secret ${name} of ${company} cannot be read: ${error.message}`);
  }
};

/** @returns whether there was one */
export const deleteSecret = (trx: Knex, secret: SecretName): Promise<boolean> => deleteSecretRow(trx, secret);
