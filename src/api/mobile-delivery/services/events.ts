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
  beginPhone,
  countWaiting,
  type EventStatus,
  findReady,
  findStuckPhones,
  forgetEvent,
  forgetOldEvents,
  insertEvent,
  lapseWaiting,
  lockPhone,
  noteHeard,
  noteLooked,
  noteSame,
  type Phone,
  settleEvent,
  type StoredEvent,
  type WaitingPhone,
} from '../event-store';
import { recordRefused } from '../refused';
import {
  eventOf,
  type EventResult,
  isLost,
  notePassed,
  type Numbered,
  phoneOf,
  repeatOf,
  resultOf,
} from '../told-event';
import { type Outcome, tryOut } from '../try-out';

/** Makes what the driver is told, within the transaction. */
type Answer = (trx: Knex, result: EventResult) => Promise<string>;

/** What became of one of many: `failed` is the shop's own fault, and may be sent again. */
export type BatchResult = { status: EventStatus | 'failed'; error: DomainError | null; item: string | null };

/** The one behind a refusal, or the event's own fault. */
type Received = EventResult | { status: 'invalid'; error: ValidationError };

/** The same, and whether what has waited can go on. */
type TakenIn = { received: Received; goesOn: boolean };

const MOST_WAITING = 1_000;
const PHONES_AT_ONCE = 200;

/**
 * What phones of drivers tell, each event in a transaction of its own. Events are numbered for each driver and phone,
 * from 1 without gaps; a phone that was never heard of may begin with a higher number, for which the ones before are
 * waited for two minutes.
 */
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
  const takeIn = async (trx: Knex, request: UpdateRequest): Promise<TakenIn> => {
    const asBefore = (result: EventResult): TakenIn => ({ received: result, goesOn: false });
    const event = eventOf(request);
    const { seq, eventId } = event;
    const last = seq === null ? 0 : await lockPhone(trx, event);
    const following = seq === null ? 'late' : followingOf(seq, last);
    if (seq !== null && eventId === null && following !== 'next') {
      const same = await noteSame(trx, event);
      if (same) return asBefore(resultOf(same));
    }
    const id = await insertEvent(trx, event);
    if (id === null) return asBefore(await repeatOf(trx, event, eventId ?? ''));
    if (following === 'gap') {
      if ((await countWaiting(trx, event)) > MOST_WAITING) {
        throw new DomainError('too_many', 'too many events wait for others', { most: MOST_WAITING });
      }
      return asBefore({ status: 'waiting', refusal: null });
    }
    const outcome = await tryOut(strapi, trx, request);
    await settle(trx, id, request, outcome);
    const goesOn = following === 'next' && seq !== null && (await noteHeard(trx, event, seq));
    return { received: receivedOf(outcome), goesOn };
  };

  const carryOutWaiting = async (
    trx: Knex,
    atWork: AtWork,
    { id, orderId, body }: StoredEvent,
  ): Promise<'done' | 'other'> => {
    if (orderId === null || body === null) {
      await forgetEvent(trx, id);
      return 'other';
    }
    const request = { ...atWork, orderId, update: body };
    const outcome = await tryOut(strapi, trx, request);
    await settle(trx, id, request, outcome);
    return outcome.status === 'done' ? 'done' : 'other';
  };

  /** Carries out the next event that waits for nothing any more. @returns whether there is another one */
  const takeNext = async (phone: Phone, atWork: AtWork): Promise<boolean> => {
    const taken = await inTransaction(strapi, async (trx) => {
      await beginOrderWrite(trx);
      const next = await findReady(trx, phone, await lockPhone(trx, phone));
      if (!next) return null;
      const became = await carryOutWaiting(trx, atWork, next);
      return { became, goesOn: await noteHeard(trx, phone, next.seq ?? 0) };
    });
    if (taken?.became === 'done') orderWritten(phone.companyCode);
    return taken?.goesOn ?? false;
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

  const passOver = async (atWork: AtWork, { phone: name, seq }: Numbered): Promise<void> => {
    const phone = phoneOf(atWork, name);
    if (await inTransaction(strapi, (trx) => notePassed(trx, phone, seq))) await goOn(phone, atWork);
  };

  const receive = async (
    request: UpdateRequest,
    key: IdempotencyKey | null,
    answer: Answer,
  ): Promise<{ received: Received; item: string | null }> => {
    const { phone, seq } = request.update;
    try {
      return await take(request, key, answer);
    } catch (error) {
      if (seq && isLost(error)) await passOver(request, { phone, seq });
      throw error;
    }
  };

  const take = async (
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
          goesOn: false,
          item: repeatedAnswer(key, earlier),
        };
      }
      const { received, goesOn } = await takeIn(trx, request);
      if (received.status === 'invalid' || received.refusal) {
        // Refusals are not kept under a key.
        if (key) await freeKey(trx, key.scope);
        return { received, goesOn, item: null };
      }
      const item = await answer(trx, received);
      if (key) await keepAnswer(trx, key.scope, item);
      return { received, goesOn, item };
    });
    if (taken.received.status === 'done') orderWritten(company.code);
    if (taken.goesOn) await goOn(phoneOf(request, update.phone), request);
    return taken;
  };

  const unstick = async (phone: WaitingPhone): Promise<void> => {
    await noteLooked(strapi.db.connection, phone);
    try {
      await inTransaction(strapi, async (trx) => {
        await lockPhone(trx, phone);
        await lapseWaiting(trx, phone);
        await beginPhone(trx, phone);
      });
      await goOn(phone, workOf(phone));
    } catch (error) {
      strapi.log.error(error);
    }
  };

  return {
    /**
     * Uses up the number of an event that is not valid, so that those behind it do not wait for it. Sent again in a form
     * that is valid it is late, and carried out.
     */
    passOver,

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
      for (const stuck of await findStuckPhones(strapi.db.connection, PHONES_AT_ONCE)) await unstick(stuck);
      await forgetOldEvents(strapi.db.connection);
    },
  };
};

const workOf = ({ companyCode, driverId, name }: WaitingPhone): AtWork => ({
  company: companyOf(companyCode),
  driver: { kind: 'driver', id: driverId, name },
});

export default createEventsService;
