import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { actingStaffOrCommand, nameOfStaff, traceOf } from '../audit/acting';
import { differenceOf } from '../audit/difference';
import { type AuditActor, recordEvent } from '../audit/record';
import { isRecordedAsOne, recordedAsOne } from '../audit/recorded-as-one';
import { inTransaction } from '../documents/save';
import { mailLater } from '../mail/mail-later';
import { ADMIN_USER, auditedValues, lockStaff, readMembers, type StaffMember } from './member-store';

/** A change to members of staff. */
export type StaffChange<Result> = {
  /** row ids of those who are there already */
  ids: number[];
  /** how the audit log calls it; by default what it is: create, update or delete */
  action?: string;
  /** who does it, where that is not whoever is signed in */
  actor?: AuditActor;
  work: (trx: Knex.Transaction) => Promise<Result>;
  /** the row id of whoever was made by the work */
  made?: (result: Result) => number;
};

/** A member of staff as the audit log names them. */
export const actorOfMember = (member: StaffMember): AuditActor => ({
  kind: 'staff',
  id: member.documentId,
  name: nameOfStaff(member),
});

const actionOf = (before: StaffMember | undefined, after: StaffMember | undefined): string => {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
};

/** Tells a member what happened to their account, at the address that they had before. */
const tellOf = async (
  trx: Knex,
  before: StaffMember | undefined,
  after: StaffMember | undefined,
): Promise<void> => {
  if (!before || !after) return;
  const envelope = {
    to: { name: nameOfStaff(before), email: before.email },
    language: before.language,
    company: null,
  };
  if (before.email !== after.email) {
    await mailLater(trx, { ...envelope, kind: 'email_changed', data: { newEmail: after.email } });
  }
  if (before.password !== null && before.password !== after.password) {
    const data = { at: new Date().toISOString() };
    await mailLater(trx, { ...envelope, kind: 'password_changed', data });
  }
};

/**
 * Changes members of staff in one transaction, writes what has changed into the audit log, and tells them by mail
 * of a new password or address. Changes within a change are part of it.
 */
export const recordStaffChange = <Result>(
  strapi: Core.Strapi,
  { ids, action, actor, work, made }: StaffChange<Result>,
): Promise<Result> =>
  inTransaction(strapi, async (trx) => {
    if (isRecordedAsOne()) return work(trx);
    await lockStaff(trx);
    const before = await readMembers(trx, ids);
    const result = await recordedAsOne(() => work(trx));
    // Here, where a refusal is heard: knex keeps to itself what goes wrong in a commit.
    await trx.raw('set constraints all immediate');
    const after = await readMembers(trx, made ? [made(result)] : ids);
    for (const { id, documentId } of made ? after : before) {
      const was = before.find((member) => member.id === id);
      const is = after.find((member) => member.id === id);
      const difference = differenceOf(was ? auditedValues(was) : null, is ? auditedValues(is) : null);
      if (!difference) continue;
      await recordEvent(trx, {
        actor: actor ?? actingStaffOrCommand(strapi),
        ...traceOf(strapi),
        action: action ?? actionOf(was, is),
        subject: { type: ADMIN_USER, id: documentId },
        ...difference,
      });
      await tellOf(trx, was, is);
    }
    return result;
  });
