import type { Knex } from 'knex';
import type { PaymentMethod } from '../domain/order/payment';
import { queryPrepared } from '../postgres/prepared';
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

const columns = `
  is_enabled as "isEnabled", is_complete as "isComplete", mode, public_keys::json as "publicKeys", updated_at::text as version`;

/** The account of a company; null where it has none. */
export const readAccount = async (
  db: Knex,
  companyCode: string,
  method: PaymentMethod,
): Promise<AccountRow | null> => {
  const [row] = await queryPrepared<AccountRow>(
    db,
    `select ${columns} from payment_accounts where company_code = ? and method = ?`,
    [companyCode, method],
  );
  return row ?? null;
};

/** The account of a company, which nobody else can change until the transaction ends; an empty one where it had none. */
export const lockAccount = async (
  trx: Knex,
  companyCode: string,
  method: PaymentMethod,
): Promise<AccountRow> => {
  const [row] = await queryPrepared<AccountRow>(
    trx,
    `insert into payment_accounts (company_code, method) values (?, ?)
     on conflict (company_code, method) do update set updated_at = clock_timestamp()
     returning ${columns}`,
    [companyCode, method],
  );
  if (!row) throw new Error(`there is no account of ${companyCode} at ${method}`);
  return row;
};

export const writeAccount = async (
  trx: Knex,
  companyCode: string,
  method: PaymentMethod,
  account: Omit<AccountRow, 'version'>,
): Promise<void> => {
  await queryPrepared(
    trx,
    `update payment_accounts
        set is_enabled = ?, is_complete = ?, mode = ?, public_keys = ?::jsonb, updated_at = clock_timestamp()
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
  const prefix = `${method}.`;
  const rows = await queryPrepared<{ key: string }>(
    db,
    `select substr(name, length(?) + 1) as key from secrets where company_code = ? and starts_with(name, ?)`,
    [prefix, companyCode, prefix],
  );
  return rows.map(({ key }) => key);
};
