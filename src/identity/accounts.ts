import type { Knex } from 'knex';
import { type AccountRow, findAccountInSession } from './account-store';
import type { AccountCaller, AccountKind } from './caller';
import type { Bearer } from './sessions';

/** An account that may sign in: not blocked, with a password. */
export type OpenAccount<Kind extends AccountKind = AccountKind> = AccountRow<Kind> & { passwordHash: string };

export const isOpen = <Kind extends AccountKind>(
  account: AccountRow<Kind> | null,
): account is OpenAccount<Kind> => account !== null && !account.blocked && account.passwordHash !== null;

/** How the tokens of a customer or driver name them. */
export const bearerOf = ({
  kind,
  documentId,
  name,
  email,
  companyCode,
  passwordHash,
}: OpenAccount): Bearer => ({
  kind,
  documentId,
  name,
  email,
  role: kind,
  company: companyCode,
  passwordHash,
});

/** The customer or driver of a session, null when it has ended or the account was blocked. */
export const loadAccount = async (
  db: Knex,
  documentId: string,
  session: string,
): Promise<{ caller: AccountCaller; passwordHash: string } | null> => {
  const account = await findAccountInSession(db, documentId, session);
  if (!isOpen(account)) return null;
  const { kind, name, email, companyCode, passwordHash } = account;
  return {
    caller: { kind, role: kind, documentId, name, email, company: companyCode, session },
    passwordHash,
  };
};
