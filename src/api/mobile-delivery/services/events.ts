import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { followingOf } from '../../../domain/delivery/phone-event';
import { inTransaction } from '../../../documents/save';
import { DomainError, type ValidationError } from '../../../domain/errors';
import { assertSameBody, type IdempotencyKey } from '../../../idempotency/key';
import { freeKey, keepAnswer, type KeyRow, takeKey } from '../../../idempotency/store';
import { companyOf } from '../../../tenancy/registry';
import { beginOrderWrite, orderWritten } from '../../order/writing';
import type { UpdateRequest } from '../carry-out';
import type { AtWork } from '../driver';
import {
  countWaiting,
  type EventStatus,
  findReady,
  findSameWaiting,
  findStuckPhones,
  forgetEvent,
  forgetOldEvents,
  insertEvent,
  lapseWaiting,
  lockPhone,
  type NewEvent,
  noteHeard,
  noteRepeat,
  type Phone,
  type Refusal,
  settleEvent,
  type StoredEvent,
  type WaitingPhone,
} from '../event-store';
import { recordRefused } from '../refused';
import { type Outcome, tryOut } from '../try-out';

/** What became of an event, as its phone is told. */
export type EventResult = { status: EventStatus; refusal: Refusal | null };

/** Makes what the driver is told, within the transaction. */
type Answer = (trx: Knex, result: EventResult) => Promise<string>;

/** What became of one of many: `failed` is the shop's own fault, and may be sent again. */
export type BatchResult = { status: EventStatus | 'failed'; error: DomainError | null; item: string | null };

/** The one behind a refusal, or the event's own fault. */
type Received = EventResult | { status: 'invalid'; error: ValidationError };

const DEFAULT_PHONE = 'default';
const MOST_WAITING = 1_000;
const PHONES_AT_ONCE = 200;

const hashOf = ({ orderId, update }: UpdateRequest): string =>
  createHash('sha256')
    .update(JSON.stringify({ orderId, ...update }))
    .digest('hex');

const phoneOf = ({ company, driver }: AtWork, phone: string | null | undefined): Phone => ({
  companyCode: company.code,
  driverId: driver.id,
  phone: phone ?? DEFAULT_PHONE,
});

const eventOf = (request: UpdateRequest): NewEvent => {
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

const resultOf = ({ status, refusal }: StoredEvent): EventResult => ({ status, refusal });

/** @throws DomainError `idempotency_key_reused` for what came with another body before */
const repeatOf = async (
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

/** What phones of drivers tell, each event in a transaction of its own. */
export const createEventsService = ({ strapi }: { strapi: Core.Strapi }) => {
  const settle = async (trx: Knex, id: string, request: UpdateRequest, outcome: Outcome): Promise<void> => {
    if (outcome.status === 'invalid') {
      await forgetEvent(trx, id);
      return;
    }
    const refusal = outcome.status === 'refused' ? outcome.refusal : null;
    await settleEvent(trx, id, outcome.status, refusal);
    if (refusal) {
      const { company, driver, orderId, update } = request;
      await recordRefused(strapi, trx, { company, driver, orderId, wanted: update.status, refusal });
    }
  };

  const receivedOf = (outcome: Outcome): Received => {
    if (outcome.status === 'invalid') return outcome;
    return { status: outcome.status, refusal: outcome.status === 'refused' ? outcome.refusal : null };
  };

  /** Takes an event in: carries it out, or lets it wait for those before it. */
  const takeIn = async (trx: Knex, request: UpdateRequest): Promise<Received> => {
    const event = eventOf(request);
    const { seq, eventId } = event;
    const last = seq === null ? 0 : await lockPhone(trx, event);
    const following = seq === null ? 'late' : followingOf(seq, last);
    if (following === 'gap') {
      const same = eventId === null ? await findSameWaiting(trx, event) : null;
      if (same) return resultOf(same);
    }
    const id = await insertEvent(trx, event);
    if (id === null) return repeatOf(trx, event, eventId ?? '');
    if (following === 'gap') {
      if ((await countWaiting(trx, event)) > MOST_WAITING) {
        throw new DomainError('too_many', 'too many events wait for others', { most: MOST_WAITING });
      }
      return { status: 'waiting', refusal: null };
    }
    const outcome = await tryOut(strapi, trx, request);
    await settle(trx, id, request, outcome);
    if (following === 'next' && seq !== null) await noteHeard(trx, event, seq);
    return receivedOf(outcome);
  };

  /** Carries out the next event that waits for nothing any more. @returns whether there was one */
  const takeNext = async (phone: Phone, atWork: AtWork): Promise<boolean> => {
    const outcome = await inTransaction(strapi, async (trx) => {
      await beginOrderWrite(trx);
      const next = await findReady(trx, phone, await lockPhone(trx, phone));
      if (!next) return null;
      const request = { ...atWork, orderId: next.orderId, update: next.body };
      const tried = await tryOut(strapi, trx, request);
      await settle(trx, next.id, request, tried);
      await noteHeard(trx, phone, next.seq ?? 0);
      return tried;
    });
    if (outcome?.status === 'done') orderWritten(phone.companyCode);
    return outcome !== null;
  };

  /** Carries out what has waited for a gap to close. What fails is tried again later. */
  const goOn = async (phone: Phone, atWork: AtWork): Promise<void> => {
    try {
      while (await takeNext(phone, atWork));
    } catch (error) {
      strapi.log.error(error);
    }
  };

  /** What a key stands for; the answer was kept in the transaction that took it. */
  const repeatedAnswer = (key: IdempotencyKey, earlier: KeyRow): string => {
    assertSameBody(key, earlier);
    if (earlier.answer === null) throw new DomainError('conflict', 'this key is in use, try again');
    return earlier.answer;
  };

  const receive = async (
    request: UpdateRequest,
    key: IdempotencyKey | null,
    answer: Answer,
  ): Promise<{ received: Received; item: string | null }> => {
    const { company, update } = request;
    const taken = await inTransaction(strapi, async (trx) => {
      await beginOrderWrite(trx);
      const earlier = key && (await takeKey(trx, key.scope, key.bodyHash));
      if (key && earlier) {
        return {
          received: { status: 'repeated' as const, refusal: null },
          item: repeatedAnswer(key, earlier),
        };
      }
      const received = await takeIn(trx, request);
      if (received.status === 'invalid' || received.refusal) {
        // Refusals are not kept under a key.
        if (key) await freeKey(trx, key.scope);
        return { received, item: null };
      }
      const item = await answer(trx, received);
      if (key) await keepAnswer(trx, key.scope, item);
      return { received, item };
    });
    if (taken.received.status === 'done') orderWritten(company.code);
    if (update.seq) await goOn(phoneOf(request, update.phone), request);
    return taken;
  };

  return {
    /**
     * Takes one event in.
     * @param answer makes what its driver is told, within the transaction
     * @throws DomainError for what is refused, also when it comes again; `idempotency_key_reused`; ValidationError
     */
    async one(request: UpdateRequest, key: IdempotencyKey | null, answer: Answer): Promise<string> {
      const { received, item } = await receive(request, key, answer);
      if (received.status === 'invalid') throw received.error;
      if (received.refusal) {
        const { code, message, details } = received.refusal;
        throw new DomainError(code, message, details);
      }
      if (item === null) throw new Error('an event was carried out without an answer');
      return item;
    },

    /**
     * Takes one event of a batch in. Whatever happens to it is told, and nothing is thrown: the others go on.
     * @returns `item` null where there is no order to tell of
     */
    async oneOfMany(request: UpdateRequest, answer: Answer): Promise<BatchResult> {
      try {
        const { received, item } = await receive(request, null, answer);
        if (received.status === 'invalid') return { status: 'refused', error: received.error, item: null };
        const { status, refusal } = received;
        if (!refusal) return { status, error: null, item };
        return { status, error: new DomainError(refusal.code, refusal.message, refusal.details), item: null };
      } catch (error) {
        if (error instanceof DomainError) return { status: 'refused', error, item: null };
        strapi.log.error(error);
        return { status: 'failed', error: new DomainError('internal_error'), item: null };
      }
    },

    /** Goes on where phones were interrupted, gives gaps up that nobody closes, and forgets what is old. */
    async sweep(): Promise<void> {
      for (const stuck of await findStuckPhones(strapi.db.connection, PHONES_AT_ONCE)) {
        await inTransaction(strapi, async (trx) => {
          await lockPhone(trx, stuck);
          await lapseWaiting(trx, stuck);
        });
        await goOn(stuck, workOf(stuck));
      }
      await forgetOldEvents(strapi.db.connection);
    },
  };
};

const workOf = ({ companyCode, driverId, name }: WaitingPhone): AtWork => ({
  company: companyOf(companyCode),
  driver: { kind: 'driver', id: driverId, name },
});

export default createEventsService;
