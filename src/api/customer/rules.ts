import type { z } from 'zod';
import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { blankToNull, storedRow } from '../../documents/stored';
import { invalidField, notFound } from '../../domain/errors';
import { erasePerson } from './erase';
import { beforeDriverErased, beforeDriverWrite } from '../delivery-personnel/rules';
import { type AccountRow, lockAccount } from '../../identity/account-store';
import type { AccountKind } from '../../identity/caller';
import { newEmail } from '../../identity/email';
import { askForProof, tellOldEmail } from '../../identity/email-changes';
import { countryOf, parsePhone } from '../../identity/phone';
import { newPassword } from '../../identity/passwords';
import { deleteSessions } from '../../identity/session-store';

/** What follows from other things and is not for people to write. */
const derived = ['role', 'last_login', 'erased_at'];

type Stored = { kind: AccountKind; blocked: boolean | null; company_code: string };

/** What was there before: the account may not be erased by somebody else meanwhile. */
const lockStored = async ({ trx, data }: DocumentWrite, documentId: string): Promise<AccountRow> => {
  const stored =
    (await lockAccount(trx, 'customer', documentId)) ?? (await lockAccount(trx, 'delivery', documentId));
  if (!stored) throw invalidField('name', 'was erased and stays so');
  if (data['kind'] !== undefined && data['kind'] !== stored.kind) {
    throw invalidField('kind', 'a customer does not become a driver, nor a driver a customer');
  }
  return stored;
};

const isCustomer = (account: AccountRow): account is AccountRow<'customer'> => account.kind === 'customer';

/** Another address has to be proven anew, and its owner hears of it at the old one. */
const changeEmail = async (
  { strapi, trx, data }: DocumentWrite,
  stored: AccountRow,
  email: string,
): Promise<void> => {
  data['confirmed'] = false;
  await tellOldEmail(trx, stored, email);
  if (isCustomer(stored)) await askForProof(strapi, trx, stored, email);
};

const checked = (field: string, schema: z.ZodType<string>, value: unknown): string => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidField(field, result.error.issues[0]?.message ?? 'is not valid');
};

/** Customers and drivers in the panel: what REST checks, and erased rather than deleted (D16). */
export const accountRules: DocumentRules = {
  before: async (write) => {
    const { data, documentId } = write;
    for (const field of derived) Reflect.deleteProperty(data, field);
    blankToNull(data, ['name', 'phone', 'avatar', 'vehicle', 'password']);
    if (data['password'] === null) Reflect.deleteProperty(data, 'password');
    if (data['password'] !== undefined) data['password'] = checked('password', newPassword, data['password']);
    if (data['email'] !== undefined) data['email'] = checked('email', newEmail, data['email']);
    if (typeof data['phone'] === 'string') {
      const phone = parsePhone(data['phone'], write.company ? countryOf(write.company) : undefined);
      if (phone === null) throw invalidField('phone', 'must be a phone number');
      data['phone'] = phone;
    }
    if (documentId === null) return;
    await beforeDriverWrite(write, documentId);
    const stored = await lockStored(write, documentId);
    const { email } = data;
    if (typeof email === 'string' && email !== stored.email) await changeEmail(write, stored, email);
  },
  after: async (write) => {
    const { kind, blocked } = await storedRow<Stored>(write);
    const { trx, data, documentId } = write;
    if (blocked || data['password'] !== undefined) await deleteSessions(trx, { kind, documentId });
  },
  erase: async (write) => {
    const { kind, company_code: companyCode } = await storedRow<Stored>(write);
    if (kind === 'delivery') await beforeDriverErased(write, companyCode);
    if (!(await erasePerson(write.trx, kind, write.documentId))) throw notFound('account');
  },
};
