import { changedFields, keepOnly } from '../../documents/changed-fields';
import type { DocumentRules, DocumentWrite } from '../../documents/document-write';
import { panelLanguage } from '../../documents/panel-error';
import { DomainError, invalidField, ValidationError } from '../../domain/errors';
import { validate } from '../../http/validate';
import type { Company } from '../../tenancy/company';
import { actingOnOrder } from '../order/acting';
import { changeOrder } from '../order/change';
import { byShop } from '../order/move';
import { lockOrder, type OrderRow } from '../order/life-store';
import { moveInWords } from '../order/state-words';
import type { OrderChange } from '../order/validation';
import { orderWritten } from '../order/writing';
import { type ActiveAssignment, findActive, findAssignment, noteAssignment } from './assignment-store';
import { takeAway } from './give';
import { assignmentChange, newAssignment } from './validation';

const companyOfWrite = ({ company }: DocumentWrite): Company => {
  if (!company) throw new Error('an assignment belongs to no company');
  return company;
};

const givenByHand = (): DomainError =>
  new DomainError('forbidden', 'an assignment is neither copied nor deleted: take the order from its driver');

const followsFromOrder = (fields: string[]): ValidationError =>
  new ValidationError(
    fields.map((path) => ({ path, message: 'follows from the order and is not changed by hand' })),
  );

/** What is reckoned anew as the driver goes: a form that has been open for a while has it otherwise, and nobody means it. */
const live = ['sequence', 'planned_km', 'estimated_delivery'];

/** What the form of a new assignment says by itself. */
const preset: Record<string, unknown> = { status: 'assigned', given_by: 'staff', attempts: 0 };

const isSaid = ([name, value]: [string, unknown]): boolean =>
  value !== null && value !== undefined && value !== '' && value !== preset[name];

/** What somebody wrote into a form, without what is empty and what the form says by itself. */
const saidIn = (data: Record<string, unknown>, fields: string[]): Record<string, unknown> =>
  Object.fromEntries(fields.map((name) => [name, data[name] === '' ? null : data[name]]));

/** A refused move is shown at the field of this form; everything else as it is. */
const atStatus = (write: DocumentWrite, error: unknown): unknown => {
  const words = moveInWords(error, panelLanguage(write.strapi));
  if (!(words instanceof DomainError) || words.code !== 'illegal_transition' || !('to' in words.details)) {
    return words;
  }
  return new DomainError(words.code, words.message, { ...words.details, field: 'status' });
};

/** Changes the order of an assignment as staff do over REST. */
const changeAsStaff = async (
  write: DocumentWrite,
  orderId: string,
  change: OrderChange,
): Promise<boolean> => {
  const { strapi, trx } = write;
  const request = { company: companyOfWrite(write), orderId, change, actor: actingOnOrder(strapi) };
  try {
    return await changeOrder(strapi, trx, request);
  } catch (error) {
    throw atStatus(write, error);
  }
};

const tellAfterCommit = async (write: DocumentWrite): Promise<void> => {
  const { code } = companyOfWrite(write);
  await write.strapi.db.transaction(({ onCommit }) => {
    onCommit(() => orderWritten(code));
    return Promise.resolve();
  });
};

const withdraw = async (write: DocumentWrite, order: OrderRow): Promise<void> => {
  const { strapi, trx } = write;
  const by = byShop(actingOnOrder(strapi));
  try {
    await takeAway(trx, order, { outcome: 'withdrawn', reason: null }, by);
  } catch (error) {
    throw atStatus(write, error);
  }
};

/** Only who still has an order can be told something about it. */
const assertActive = (active: ActiveAssignment | null, documentId: string, from: string): void => {
  if (active?.documentId === documentId) return;
  throw new DomainError('illegal_transition', 'the assignment has ended', {
    field: 'status',
    from,
    allowed: [],
  });
};

const update = async (write: DocumentWrite, documentId: string): Promise<void> => {
  const { trx, data } = write;
  const changed = (await changedFields(write)).filter((name) => !live.includes(name));
  const refused = changed.filter((name) => !Object.keys(assignmentChange.shape).includes(name));
  if (refused.length > 0) throw followsFromOrder(refused);
  const { status, delivery_personnel: driver } = validate(assignmentChange, saidIn(data, changed));
  keepOnly(data, ...(changed.includes('notes') ? ['notes'] : []));
  if (status === undefined && driver === undefined) return;
  if (status !== undefined && driver !== undefined) {
    throw invalidField('status', 'is not changed together with the driver');
  }
  const { code } = companyOfWrite(write);
  const { orderId } = await findAssignment(trx, code, documentId);
  // Only now that nobody else moves the order it is known whose it is.
  const order = await lockOrder(trx, code, orderId);
  const stored = await findAssignment(trx, code, documentId);
  assertActive(await findActive(trx, orderId), documentId, stored.status);
  if (status === 'cancelled') await withdraw(write, order);
  else {
    await changeAsStaff(write, orderId, {
      ...(status !== undefined && { delivery_status: status }),
      ...(driver !== undefined && { delivery_personnel: driver }),
    });
  }
  await tellAfterCommit(write);
};

/**
 * Assignments in the panel: making one gives its order to the driver; another driver, and another status, are moves of
 * the order as over REST; notes are free, and everything else follows.
 */
export const assignmentRules: DocumentRules = {
  before: async (write) => {
    if (write.action === 'clone') throw givenByHand();
    if (write.action === 'update' && write.documentId !== null) await update(write, write.documentId);
  },
  make: async (write) => {
    const { trx, data } = write;
    const said = Object.entries(data).filter(isSaid);
    const fields = [...Object.keys(newAssignment.shape), 'company_code', 'locale', 'createdBy', 'updatedBy'];
    const refused = said.map(([name]) => name).filter((name) => !fields.includes(name));
    if (refused.length > 0) throw followsFromOrder(refused);
    const {
      order_id: orderId,
      delivery_personnel,
      notes,
    } = validate(newAssignment, Object.fromEntries(said.filter(([name]) => name in newAssignment.shape)));
    const isGiven = await changeAsStaff(write, orderId, { delivery_personnel }).catch((error: unknown) => {
      const isUnknown = error instanceof DomainError && error.code === 'not_found';
      throw isUnknown ? invalidField('order_id', 'is no order of this company') : error;
    });
    const active = await findActive(trx, orderId);
    if (!isGiven || !active) throw invalidField('delivery_personnel', 'has this order already');
    if (notes !== undefined) await noteAssignment(trx, active.documentId, notes);
    await tellAfterCommit(write);
    return active.documentId;
  },
  beforeDelete: () => Promise.reject(givenByHand()),
};
