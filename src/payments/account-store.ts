import type { Knex } from 'knex';
import type { PaymentMethod } from '../domain/order/payment';
import type { Mode } from './account';

/** What is not secret of an account. */
export type AccountRow = {
  isEnabled: boolean;
  isComplete: boolean;
  mode: Mode | null;
  publicKeys: Record<string, string>;
  /** differs after every change */
  version: string;
};

/** Strapi's connection gives JSON as text. */
type StoredRow = Omit<AccountRow, 'publicKeys'> & { publicKeys: string };

const asRow = (row: StoredRow): AccountRow => ({
  ...row,
  publicKeys: JSON.parse(row.publicKeys) as Record<string, string>,
});

const columns = `
  is_enabled as "isEnabled", is_complete as "isComplete", mode, public_keys as "publicKeys", updated_at::text as version`;

/** The account of a company; null where it has none. */
export const readAccount = async (
  db: Knex,
  companyCode: string,
  method: PaymentMethod,
): Promise<AccountRow | null> => {
  const { rows } = await db.raw<{ rows: StoredRow[] }>(
    `select ${columns} from payment_accounts where company_code = ? and method = ?`,
    [companyCode, method],
  );
  return rows[0] ? asRow(rows[0]) : null;
};

/** The account of a company, which nobody else can change until the transaction ends; an empty one where it had none. */
export const lockAccount = async (
  trx: Knex,
  companyCode: string,
  method: PaymentMethod,
): Promise<AccountRow> => {
  const { rows } = await trx.raw<{ rows: [StoredRow] }>(
    `insert into payment_accounts (company_code, method) values (?, ?)
     on conflict (company_code, method) do update set updated_at = clock_timestamp()
     returning ${columns}`,
    [companyCode, method],
  );
  return asRow(rows[0]);
};

export const writeAccount = async (
  trx: Knex,
  companyCode: string,
  method: PaymentMethod,
  account: Omit<AccountRow, 'version'>,
): Promise<void> => {
  await trx.raw(
    `update payment_accounts
        set is_enabled = ?, is_complete = ?, mode = ?, public_keys = ?, updated_at = clock_timestamp()
      where company_code = ? and method = ?`,
    [
      account.isEnabled,
      account.isComplete,
      account.mode,
      JSON.stringify(account.publicKeys),
      companyCode,
      method,
    ],
  );
};

/** Which secrets a company keeps of a provider, by the name of the key. */
export const listSecretKeys = async (
  db: Knex,
  companyCode: string,
  method: PaymentMethod,
): Promise<string[]> => {
  const { rows } = await db.raw<{ rows: { key: string }[] }>(
    `select substr(name, length(:prefix) + 1) as key from secrets
      where company_code = :companyCode and starts_with(name, :prefix)`,
    { companyCode, prefix: `${method}.` },
  );
  return rows.map(({ key }) => key);
};
