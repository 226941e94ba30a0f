import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { followingOf } from '../../domain/delivery/phone-event';
import { DomainError } from '../../domain/errors';
import type { UpdateRequest } from './carry-out';
import type { AtWork } from './driver';
import {
  countWaiting,
  type EventStatus,
  insertPassed,
  lockPhone,
  type NewEvent,
  noteHeard,
  noteRepeat,
  type Phone,
  type Refusal,
  type StoredEvent,
} from './event-store';

/** What became of an event, as its phone is told. */
export type EventResult = { status: EventStatus; refusal: Refusal | null };

/** The number that a phone has given to an event, whatever else it is. */
export type Numbered = { phone: string | null | undefined; seq: number };

const DEFAULT_PHONE = 'default';
const MOST_PASSED = 10_000;

const hashOf = ({ orderId, update }: UpdateRequest): string =>
  createHash('sha256')
    .update(JSON.stringify({ orderId, ...update }))
    .digest('hex');

export const phoneOf = ({ company, driver }: AtWork, phone: string | null | undefined): Phone => ({
  companyCode: company.code,
  driverId: driver.id,
  phone: phone ?? DEFAULT_PHONE,
});

export const eventOf = (request: UpdateRequest): NewEvent => {
  const { update, orderId } = request;
  return {
    ...phoneOf(request, update.phone),
    orderId,
    eventId: update.eventId ?? null,
    seq: update.seq ?? null,
    body: update,
    bodyHash: hashOf(request),
    happenedAt: update.at ? new Date(update.at) : null,
  };
};

export const resultOf = ({ status, refusal }: StoredEvent): EventResult => ({ status, refusal });

/** @throws DomainError `idempotency_key_reused` for what came with another body before */
export const repeatOf = async (
  trx: Knex,
  { driverId, bodyHash }: NewEvent,
  eventId: string,
): Promise<EventResult> => {
  const earlier = await noteRepeat(trx, driverId, eventId);
  if (earlier.bodyHash !== bodyHash) {
    throw new DomainError('idempotency_key_reused', 'this event came with another body before', { eventId });
  }
  return resultOf(earlier);
};

/** What never becomes an event of its own, however often it comes. */
export const isLost = (error: unknown): boolean =>
  error instanceof DomainError && (error.code === 'idempotency_key_reused' || error.code === 'too_many');

/** Notes a number behind which there is nothing to be carried out. @returns whether what has waited can go on */
export const notePassed = async (trx: Knex, phone: Phone, seq: number): Promise<boolean> => {
  const following = followingOf(seq, await lockPhone(trx, phone));
  if (following === 'next') return noteHeard(trx, phone, seq);
  if (following === 'gap' && (await countWaiting(trx, phone)) < MOST_PASSED) {
    await insertPassed(trx, phone, seq);
  }
  return false;
};
