import type { Knex } from 'knex';
import { timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../domain/errors';
import { assertAmount, type Minor, toMajor, toMinor } from '../../domain/money';
import { balanceOf } from '../../domain/payment/books';
import type { OrderRow } from '../order/life-store';
import { booksOf } from '../payment/payment-store';
import { findCode, MOST_WRONG } from './code-store';
import { proofKinds, readWantedProofs, takenProofs } from './proof-store';
import type { DriverUpdate } from './update-input';

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Arabic and Persian digits as the others. */
const asciiDigits = (text: string): string =>
  text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16));

/**
 * Checks what was said as the customer's code. Wrong ones are counted by the caller, because they count though all else
 * of the update is undone.
 * @throws DomainError `code_locked`; `invalid_code`, `left` being how many more are allowed
 */
const assertCode = async (trx: Knex, orderId: string, said: string | null): Promise<void> => {
  const known = await findCode(trx, orderId);
  if (known?.isLocked) throw new DomainError('code_locked', 'there were too many wrong codes', { orderId });
  if (said === null) return;
  if (known && isSame(known.code, asciiDigits(said.trim()))) return;
  const left = Math.max(MOST_WRONG - 1 - (known?.wrong ?? 0), 0);
  throw new DomainError('invalid_code', 'this is not the code of the order', { left });
};

/** @throws DomainError `proof_required`, naming all that is missing */
const assertProven = async (
  trx: Knex,
  { documentId, companyCode }: OrderRow,
  hasCode: boolean,
): Promise<void> => {
  const wanted = await readWantedProofs(trx, companyCode);
  const taken = await takenProofs(trx, documentId);
  const missing = [
    ...(wanted.code && !hasCode ? ['code'] : []),
    ...proofKinds.filter((kind) => wanted[kind] && !taken.includes(kind)),
  ];
  if (missing.length > 0)
    throw new DomainError('proof_required', `missing: ${missing.join(', ')}`, { missing });
};

/** What is to be paid at the door. */
const cashDue = async (trx: Knex, order: OrderRow): Promise<Minor> =>
  order.payment_method === 'cod' && order.payment_status !== 'paid'
    ? balanceOf(await booksOf(trx, order.documentId), order.total).due
    : 0;

/**
 * What a driver says they were given: all that is due, unless they say otherwise.
 * @throws DomainError `cash_exceeds_due`; ValidationError
 */
const cashTaken = async (trx: Knex, order: OrderRow, cash: number | null): Promise<Minor> => {
  const due = await cashDue(trx, order);
  if (cash === null) return due;
  assertAmount('cash', cash, order.decimals);
  const taken = toMinor(cash, order.decimals);
  if (taken <= due) return taken;
  throw new DomainError('cash_exceeds_due', 'this is more than is due', {
    due: toMajor(due, order.decimals),
  });
};

/**
 * Checks the handover of a locked order: code, proofs and cash.
 * @returns the cash that was taken, in minor units
 * @throws DomainError `code_locked`, `invalid_code`, `proof_required`, `cash_exceeds_due`; ValidationError
 */
export const assertHandedOver = async (
  trx: Knex,
  order: OrderRow,
  { code, cash }: DriverUpdate,
): Promise<Minor> => {
  const said = code ? code : null;
  await assertCode(trx, order.documentId, said);
  await assertProven(trx, order, said !== null);
  return cashTaken(trx, order, cash ?? null);
};
