import type { z } from 'zod';
import type { DocumentRules } from '../../documents/document-write';
import { blankToNull, storedRow } from '../../documents/stored';
import { invalidField, notFound } from '../../domain/errors';
import { eraseAccount } from '../../identity/account-store';
import type { AccountKind } from '../../identity/caller';
import { newEmail } from '../../identity/email';
import { parsePhone } from '../../identity/phone';
import { newPassword } from '../../identity/passwords';
import { deleteSessions } from '../../identity/session-store';

/** What follows from other things and is not for people to write. */
const derived = ['role', 'last_login', 'erased_at'];

type Stored = { kind: AccountKind; blocked: boolean | null; erased_at: Date | null };

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
    blankToNull(data, ['name', 'phone', 'avatar', 'password']);
    if (data['password'] === null) Reflect.deleteProperty(data, 'password');
    if (data['password'] !== undefined) data['password'] = checked('password', newPassword, data['password']);
    if (data['email'] !== undefined) data['email'] = checked('email', newEmail, data['email']);
    if (typeof data['phone'] === 'string') {
      const phone = parsePhone(data['phone']);
      if (phone === null) throw invalidField('phone', 'must be a phone number');
      data['phone'] = phone;
    }
    if (documentId === null) return;
    const stored = await storedRow<Stored>({ ...write, documentId });
    if (stored.erased_at) throw invalidField('name', 'was erased and stays so');
    if (data['kind'] !== undefined && data['kind'] !== stored.kind) {
      throw invalidField('kind', 'a customer does not become a driver, nor a driver a customer');
    }
  },
  after: async (write) => {
    const { kind, blocked } = await storedRow<Stored>(write);
    if (blocked) await deleteSessions(write.trx, { kind, documentId: write.documentId });
  },
  erase: async (write) => {
    const { kind } = await storedRow<Stored>(write);
    if (!(await eraseAccount(write.trx, kind, write.documentId))) throw notFound('account');
  },
};
