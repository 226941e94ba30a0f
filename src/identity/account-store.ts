import type { Knex } from 'knex';
import { DomainError } from '../domain/errors';
import { postgresRefusal } from '../schema/postgres-refusal';
import { queryPrepared } from '../postgres/prepared';
import type { AccountKind } from './caller';

/** A customer or driver as identity needs to know them. */
export type AccountRow<Kind extends AccountKind = AccountKind> = {
  documentId: string;
  kind: Kind;
  companyCode: string;
  name: string;
  email: string;
  passwordHash: string | null;
  confirmed: boolean;
  blocked: boolean;
  language: 'en' | 'ar' | null;
};

/** The refusal of an address that another account of the company has. */
export const emailTaken = (): DomainError =>
  new DomainError('email_taken', 'there is an account with this address already', { field: 'email' });

const isEmailTaken = (error: unknown): boolean => postgresRefusal(error)?.details['field'] === 'email';

const columns = `
  u.document_id as "documentId", u.kind, u.company_code as "companyCode", u.name, u.email,
  u.password as "passwordHash", coalesce(u.confirmed, false) as confirmed,
  coalesce(u.blocked, false) as blocked, u.language`;

/** The account of a document id, while the session is there. */
export const findAccountInSession = async (
  db: Knex,
  documentId: string,
  session: string,
): Promise<AccountRow | null> => {
  const [account] = await queryPrepared<AccountRow>(
    db,
    `select ${columns}
       from account_sessions s
       join up_users u on u.document_id = s.account_id and u.kind = s.kind
      where s.id = ? and s.account_id = ? and s.expires_at > now()`,
    [session, documentId],
  );
  return account ?? null;
};

/** A session of a customer or driver, and the fingerprint of the password that its token was given for. */
export type HeldSession = { session: string; documentId: string; stamp: string };

/** The fingerprint of a password, as `stampOf` makes it. */
const stamp = (password: string): string =>
  `left(translate(encode(sha256(convert_to(${password}, 'UTF8')), 'base64'), '+/', '-_'), 16)`;

/** Those of some sessions of customers and drivers that do not hold any more, in one statement. */
export const findEndedSessions = async (db: Knex, held: HeldSession[]): Promise<string[]> => {
  const rows = await queryPrepared<{ session: string }>(
    db,
    `select held.session::text as session
       from unnest(?::uuid[], ?::text[], ?::text[]) held(session, account, stamp)
      where not exists (
        select 1 from account_sessions s
          join up_users u on u.document_id = s.account_id and u.kind = s.kind
         where s.id = held.session and s.account_id = held.account and s.expires_at > now()
           and not coalesce(u.blocked, false) and ${stamp('u.password')} = held.stamp)`,
    [
      held.map(({ session }) => session),
      held.map(({ documentId }) => documentId),
      held.map((one) => one.stamp),
    ],
  );
  return rows.map(({ session }) => session);
};

/** @param email in its stored form, see `emailInput` */
export const findAccountByEmail = async <Kind extends AccountKind>(
  db: Knex,
  kind: Kind,
  companyCode: string,
  email: string,
): Promise<AccountRow<Kind> | null> => {
  const { rows } = await db.raw<{ rows: AccountRow<Kind>[] }>(
    `select ${columns} from up_users u where u.company_code = ? and u.kind = ? and lower(u.email) = ?`,
    [companyCode, kind, email],
  );
  return rows[0] ?? null;
};

export const findAccount = async <Kind extends AccountKind>(
  db: Knex,
  kind: Kind,
  documentId: string,
): Promise<AccountRow<Kind> | null> => {
  const { rows } = await db.raw<{ rows: AccountRow<Kind>[] }>(
    `select ${columns} from up_users u where u.document_id = ? and u.kind = ?`,
    [documentId, kind],
  );
  return rows[0] ?? null;
};

/** The account, locked for the rest of the transaction. */
export const lockAccount = async <Kind extends AccountKind>(
  trx: Knex,
  kind: Kind,
  documentId: string,
): Promise<AccountRow<Kind> | null> => {
  const { rows } = await trx.raw<{ rows: AccountRow<Kind>[] }>(
    `select ${columns} from up_users u where u.document_id = ? and u.kind = ? and u.erased_at is null for update`,
    [documentId, kind],
  );
  return rows[0] ?? null;
};

/**
 * Gives an account another address that is proven, if it still has the old one.
 * @returns whether it did
 * @throws DomainError `email_taken`
 */
export const takeEmail = async (
  trx: Knex,
  documentId: string,
  oldEmail: string,
  email: string,
): Promise<boolean> => {
  const { rows } = await trx
    .raw<{ rows: unknown[] }>(
      `update up_users set email = ?, confirmed = true, updated_at = now() at time zone 'utc'
        where document_id = ? and email = ? and not coalesce(blocked, false) returning 1`,
      [email, documentId, oldEmail],
    )
    .catch((error: unknown) => {
      throw isEmailTaken(error) ? emailTaken() : error;
    });
  return rows.length > 0;
};

/**
 * Replaces a password, if the account still has the one, and the address, that the caller knew of.
 * @returns whether it did; two at once do not both succeed
 */
export const replacePassword = async (
  trx: Knex,
  { documentId, email, passwordHash: oldHash }: AccountRow,
  newHash: string,
): Promise<boolean> => {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update up_users set password = ?, updated_at = now() at time zone 'utc'
      where document_id = ? and email = ? and password is not distinct from ? and not coalesce(blocked, false)
      returning 1`,
    [newHash, documentId, email, oldHash],
  );
  return rows.length > 0;
};

/**
 * Marks an address as proven, if the account still has it.
 * @returns whether it was not marked before
 */
export const confirmEmail = async (trx: Knex, documentId: string, email: string): Promise<boolean> => {
  const { rows } = await trx.raw<{ rows: unknown[] }>(
    `update up_users set confirmed = true, updated_at = now() at time zone 'utc'
      where document_id = ? and lower(email) = ? and not coalesce(confirmed, false)
        and not coalesce(blocked, false) returning 1`,
    [documentId, email],
  );
  return rows.length > 0;
};

/** Notes when somebody last signed in. */
export const touchLastLogin = async (db: Knex, documentId: string): Promise<void> => {
  await db.raw(`update up_users set last_login = now() at time zone 'utc' where document_id = ?`, [
    documentId,
  ]);
};

/**
 * Erases what is personal about an account and ends it. The row stays, for what refers to it.
 * @returns false when there is no such account, or it was erased before
 */
export const eraseAccount = async (trx: Knex, kind: AccountKind, documentId: string): Promise<boolean> => {
  const { rows } = await trx.raw<{ rows: { email: string; company: string }[] }>(
    `with old as (
       select id, email from up_users
        where document_id = ? and kind = ? and erased_at is null for update)
     update up_users u
        set name = 'Erased', email = 'erased-' || u.document_id || '@erased.invalid', phone = null, password = null,
            avatar = null, language = null, last_login = null, blocked = true, confirmed = false,
            erased_at = now() at time zone 'utc', updated_at = now() at time zone 'utc'
       from old where u.id = old.id
     returning old.email, u.company_code as company`,
    [documentId, kind],
  );
  const [erased] = rows;
  if (!erased) return false;
  await trx.raw('delete from account_sessions where kind = ? and account_id = ?', [kind, documentId]);
  await trx.raw('delete from customer_addresses where customer_id = ?', [documentId]);
  await trx.raw(
    `delete from outbox
      where company_code = :company
        and (payload->>'account' = :documentId or (topic = 'link_request' and payload->>'email' = :email))`,
    { ...erased, documentId },
  );
  return true;
};
