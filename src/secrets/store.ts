import type { Knex } from 'knex';
import { type Derivation, newDerivation } from './cipher';

/** Where a secret belongs. */
export type SecretName = { company: string; name: string };

const DERIVATION_VERSION = 1;

type DerivationRow = { salt: Buffer; cost: number; block_size: number; parallelism: number };

/** By which salt and parameters this installation makes its keys; decided once, by whoever asks first. */
export const readDerivation = async (db: Knex): Promise<Derivation> => {
  const fresh = newDerivation();
  await db.raw(
    `insert into secret_salts (version, salt, cost, block_size, parallelism) values (?, ?, ?, ?, ?)
     on conflict do nothing`,
    [DERIVATION_VERSION, fresh.salt, fresh.cost, fresh.blockSize, fresh.parallelism],
  );
  const { rows } = await db.raw<{ rows: [DerivationRow] }>(
    'select salt, cost, block_size, parallelism from secret_salts where version = ?',
    [DERIVATION_VERSION],
  );
  const [{ salt, cost, block_size: blockSize, parallelism }] = rows;
  return { salt, cost, blockSize, parallelism };
};

export const writeSecretRow = async (
  trx: Knex,
  { company, name, value }: SecretName & { value: string },
): Promise<void> => {
  await trx.raw(
    `insert into secrets (company_code, name, value) values (?, ?, ?)
     on conflict (company_code, name) do update set value = excluded.value, updated_at = now()`,
    [company, name, value],
  );
};

export const readSecretRow = async (db: Knex, { company, name }: SecretName): Promise<string | null> => {
  const { rows } = await db.raw<{ rows: { value: string }[] }>(
    'select value from secrets where company_code = ? and name = ?',
    [company, name],
  );
  return rows[0]?.value ?? null;
};

/** @returns whether there was one */
export const deleteSecretRow = async (trx: Knex, { company, name }: SecretName): Promise<boolean> => {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    'delete from secrets where company_code = ? and name = ?',
    [company, name],
  );
  return rowCount > 0;
};

/** A column that holds encrypted texts, and the columns by which its rows are known. */
export type EncryptedColumn = { table: string; column: string; id: [string, ...string[]] };

/** An encrypted text, and which row it stands in. */
export type EncryptedText = { id: string[]; value: string };

/** All encrypted texts of a column, which nobody else can change until the transaction ends. */
export const lockTexts = async (
  trx: Knex.Transaction,
  { table, column, id }: EncryptedColumn,
): Promise<EncryptedText[]> => {
  const { rows } = await trx.raw<{ rows: EncryptedText[] }>(
    `select array[${id.map(() => '??::text').join()}] as id, ?? as value
       from ?? where ?? is not null order by 1 for update`,
    [...id, column, table, column],
  );
  return rows;
};

export const writeText = async (
  trx: Knex.Transaction,
  { table, column, id }: EncryptedColumn,
  text: EncryptedText,
): Promise<void> => {
  await trx.raw(`update ?? set ?? = ? where ${id.map(() => '??::text = ?').join(' and ')}`, [
    table,
    column,
    text.value,
    ...id.flatMap((name, place) => [name, text.id[place] ?? '']),
  ]);
};
