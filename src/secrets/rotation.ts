import type { Knex } from 'knex';
import { UnreadableSecret } from './cipher';
import { type EncryptedColumn, type EncryptedText, lockTexts, writeText } from './store';
import type { Vault } from './vault';

/**
 * Every column whose texts the vault has encrypted. A text is bound to its table and the id of its row, in this order.
 */
export const encryptedColumns: EncryptedColumn[] = [
  { table: 'secrets', column: 'value', id: ['company_code', 'name'] },
];

/** How many texts were encrypted anew, and how many were current already. */
export type Rotation = { encrypted: number; current: number };

const renew = (vault: Vault, { table }: EncryptedColumn, { id, value }: EncryptedText): string => {
  try {
    return vault.encrypt(vault.decrypt(value, table, ...id), table, ...id);
  } catch (error) {
    if (!(error instanceof UnreadableSecret)) throw error;
    throw new UnreadableSecret(`${table} ${id.join(' ')} cannot be read: ${error.message}`);
  }
};

/**
 * Encrypts everything anew that was encrypted with the password before. All of it or nothing; what is current stays
 * as it is, so it can be repeated.
 * @throws UnreadableSecret naming the row that neither password can read
 */
export const rotateSecrets = (db: Knex, vault: Vault): Promise<Rotation> =>
  db.transaction(async (trx) => {
    const rotation = { encrypted: 0, current: 0 };
    for (const column of encryptedColumns) {
      for (const text of await lockTexts(trx, column)) {
        const isCurrent = vault.isCurrent(text.value);
        if (!isCurrent) await writeText(trx, column, { id: text.id, value: renew(vault, column, text) });
        rotation[isCurrent ? 'current' : 'encrypted'] += 1;
      }
    }
    return rotation;
  });
