import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import { assertSameBody, type IdempotencyKey } from '../../../idempotency/key';
import { freeKey, keepAnswer, noteSubject, readKey, takeKey } from '../../../idempotency/store';
import type { Company } from '../../../tenancy/company';
import { ORDER } from '../../order/change';
import type { Actor } from '../../order/event-store';
import { lockOrder, type OrderRow } from '../../order/life-store';
import { beginOrderWrite, orderWritten } from '../../order/writing';
import { type Books, readBooks } from '../books';
import { carryOut } from '../carry-out';
import { goodsOf, planCredit, wantedRefund } from '../plan';
import { readRefund } from '../read';
import { inCash, settleWithin } from '../settle';
import { findRefund, insertRefund, isClaimed, type RefundRow } from '../store';
import type { RefundBody } from '../validation';
import { writeWaiting } from '../waiting';

/** Staff give money back. */
export type RefundRequest = { company: Company; orderId: string; body: RefundBody; actor: Actor };

/** Longer than any provider is waited for. */
const MOST_LOOKS = 100;
const LOOKING_MS = 200;

const assertPaid = ({ payments }: Books, { payment_status: status }: OrderRow): void => {
  if (payments.length > 0 || status === 'paid') return;
  throw new DomainError('not_paid', 'this order has not been paid', { payment_status: status });
};

/** How money goes back. */
export const createRefundService = ({ strapi }: { strapi: Core.Strapi }) => {
  /**
   * Writes a refund, in parts where several payments have to pay it. Cash is settled with it; everything else waits for
   * its provider, which is asked once this is committed.
   * @returns the refunds, as they are now
   */
  const begin = async (
    trx: Knex.Transaction,
    { company, orderId, body, actor }: RefundRequest,
  ): Promise<RefundRow[]> => {
    let order = await lockOrder(trx, company.code, orderId);
    const books = await readBooks(trx, order);
    assertPaid(books, order);
    const refund = wantedRefund(body, books, order);
    const goods = body.restock === false ? null : goodsOf(refund, order);
    const planned = planCredit(order, books, refund, { reason: body.reason, goods });
    const rows: RefundRow[] = [];
    for (const { row, provider } of planned) {
      if (provider === 'cod') await insertRefund(trx, row, actor, true);
      else await writeWaiting(trx, row, actor, true);
      const written = await findRefund(trx, company.code, row.id);
      if (!written) throw new Error(`refund ${row.id} was not written`);
      if (provider === 'cod') order = await settleWithin(trx, order, written, inCash);
      rows.push(written);
    }
    await recordAct(strapi, trx, {
      action: 'update',
      subject: { type: ORDER, id: orderId },
      company: company.code,
      after: { refunded: body },
    });
    return rows;
  };

  /** Whether a refund is on its way; what its provider does not answer goes on behind the answer. */
  const isTaken = async (refund: RefundRow): Promise<boolean> => {
    if (refund.provider === 'cod') return true;
    try {
      return (await carryOut(strapi, refund)) !== 'failed';
    } catch (error) {
      strapi.log.warn(`refund ${refund.id} has to wait: ${(error as Error).message}`);
      return true;
    }
  };

  /** @throws DomainError `refund_refused` where nothing of a refund is on its way */
  const assertTaken = async ([first, ...others]: RefundRow[]): Promise<void> => {
    if (!first) return;
    const taken: boolean[] = [];
    for (const refund of [first, ...others]) taken.push(await isTaken(refund));
    if (taken.includes(true)) return;
    const refused = await findRefund(strapi.db.connection, first.companyCode, first.id);
    throw new DomainError('refund_refused', 'the payment provider refuses this refund', {
      reason: refused?.failure ?? null,
      refund: first.id,
    });
  };

  const read = ({ company }: RefundRequest, refundId: string): Promise<string> =>
    readRefund(strapi.db.connection, company.code, refundId);

  /**
   * What a key stands for that was taken before. Whoever comes while the provider is being asked waits for the answer;
   * it is read anew only if nobody lived to keep it.
   */
  const repeat = async (request: RefundRequest, { scope }: IdempotencyKey): Promise<string> => {
    const db = strapi.db.connection;
    for (let looks = 0; ; looks += 1) {
      const taken = await readKey(db, scope);
      if (!taken?.subjectId) throw new DomainError('conflict', 'this key is in use, try again');
      if (taken.answer !== null) return taken.answer;
      if (looks === MOST_LOOKS || !(await isClaimed(db, request.company.code, taken.subjectId))) {
        return read(request, taken.subjectId);
      }
      await wait(LOOKING_MS);
    }
  };

  return {
    /**
     * Gives money back: once for each key.
     * @returns the refund as JSON text; `pending` while its provider has not said that it is done
     * @throws DomainError `not_found`, `not_paid`, `refund_too_large`, `refund_refused`, `idempotency_key_reused`;
     * ValidationError
     */
    async refund(request: RefundRequest, key: IdempotencyKey | null): Promise<string> {
      const db = strapi.db.connection;
      const begun = await inTransaction(strapi, async (trx): Promise<RefundRow[] | null> => {
        await beginOrderWrite(trx);
        const earlier = key && (await takeKey(trx, key.scope, key.bodyHash));
        if (key && earlier) {
          assertSameBody(key, earlier);
          return null;
        }
        const rows = await begin(trx, request);
        if (key && rows[0]) await noteSubject(trx, key.scope, rows[0].id);
        return rows;
      });
      if (key && begun === null) return repeat(request, key);
      if (begun === null) throw new Error('a request without a key was taken for a repetition');
      orderWritten(request.company.code);
      try {
        await assertTaken(begun);
      } catch (error) {
        // Refusals are not kept: whoever asks again asks the provider again.
        if (key) await freeKey(db, key.scope);
        throw error;
      }
      const answer = await read(request, begun[0]?.id ?? '');
      if (key) await keepAnswer(db, key.scope, answer);
      return answer;
    },
  };
};

export default createRefundService;
