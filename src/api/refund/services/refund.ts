import { setTimeout as wait } from 'node:timers/promises';
import { createId } from '@paralleldrive/cuid2';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { inTransaction } from '../../../documents/save';
import { DomainError } from '../../../domain/errors';
import { assertSameBody, type IdempotencyKey } from '../../../idempotency/key';
import { freeKey, keepAnswer, noteSubject, readKey, takeKey } from '../../../idempotency/store';
import { beginOrderWrite, orderWritten } from '../../order/writing';
import { carryOut } from '../carry-out';
import { isClaimed } from '../claim-store';
import { readRefund } from '../read';
import { type RefundRequest, requestRefund } from '../request';
import { sendAgain, type SendAgainRequest } from '../send-again';
import { partsOf, type RefundRow } from '../store';

const LOOKING_MS = 200;

/** Writes refunds that are carried out once they are committed, by whoever has the claim. */
type Begin = (trx: Knex.Transaction, claim: string) => Promise<RefundRow[]>;

const refused = ({ id, failure }: RefundRow): DomainError =>
  new DomainError('refund_refused', 'the payment provider refuses this refund', {
    reason: failure,
    refund: id,
  });

/** How money goes back. */
export const createRefundService = ({ strapi }: { strapi: Core.Strapi }) => {
  /** Goes on with a refund that waits; what its provider does not answer goes on behind the answer. */
  const goOn = async ({ id, companyCode, status }: RefundRow, claim: string): Promise<void> => {
    if (status !== 'pending') return;
    try {
      await carryOut(strapi, { id, companyCode, claim });
    } catch (error) {
      strapi.log.warn(`refund ${id} has to wait: ${(error as Error).message}`);
    }
  };

  /**
   * What is answered for a refund and its parts.
   * @throws DomainError `refund_refused` where nothing of it is on its way
   */
  const answer = async (companyCode: string, id: string, key: IdempotencyKey | null): Promise<string> => {
    const db = strapi.db.connection;
    const parts = await partsOf(db, companyCode, id);
    const [first] = parts;
    if (first && parts.every(({ status }) => status === 'failed')) {
      // Refusals are not kept: whoever asks again asks the provider again.
      if (key) await freeKey(db, key.scope);
      throw refused(first);
    }
    return readRefund(db, companyCode, id);
  };

  /**
   * What a key stands for that was taken before. Whoever comes while providers are being asked waits for the answer;
   * nobody asks longer than their claim holds. It is read anew only if nobody lived to keep it.
   */
  const repeat = async (companyCode: string, key: IdempotencyKey): Promise<string> => {
    const db = strapi.db.connection;
    for (;;) {
      const taken = await readKey(db, key.scope);
      if (!taken?.subjectId) throw new DomainError('conflict', 'this key is in use, try again');
      if (taken.answer !== null) return taken.answer;
      if (!(await isClaimed(db, { companyCode, id: taken.subjectId }))) {
        const read = await answer(companyCode, taken.subjectId, key);
        await keepAnswer(db, key.scope, read);
        return read;
      }
      await wait(LOOKING_MS);
    }
  };

  /** Writes refunds and has them made: once for each key. @returns the first of them as JSON text */
  const once = async (companyCode: string, key: IdempotencyKey | null, begin: Begin): Promise<string> => {
    const db = strapi.db.connection;
    const claim = createId();
    const begun = await inTransaction(strapi, async (trx): Promise<RefundRow[] | null> => {
      await beginOrderWrite(trx);
      const earlier = key && (await takeKey(trx, key.scope, key.bodyHash));
      if (key && earlier) {
        assertSameBody(key, earlier);
        return null;
      }
      const rows = await begin(trx, claim);
      if (key && rows[0]) await noteSubject(trx, key.scope, rows[0].id);
      return rows;
    });
    if (key && begun === null) return repeat(companyCode, key);
    const [first] = begun ?? [];
    if (!begun || !first) throw new Error('no refund was written');
    if (begun.some(({ status }) => status === 'succeeded')) orderWritten(companyCode);
    for (const refund of begun) await goOn(refund, claim);
    const read = await answer(companyCode, first.id, key);
    if (key) await keepAnswer(db, key.scope, read);
    return read;
  };

  return {
    /**
     * Gives money back: once for each key.
     * @returns the refund as JSON text; `pending` while its provider has not said that it is done
     * @throws DomainError `not_found`, `not_paid`, `refund_too_large`, `refund_refused`, `idempotency_key_reused`;
     * ValidationError
     */
    refund: (request: RefundRequest, key: IdempotencyKey | null): Promise<string> =>
      once(request.company.code, key, (trx, claim) => requestRefund(strapi, trx, request, claim)),

    /**
     * Sends a refund again that has failed.
     * @returns the new one as JSON text
     * @throws DomainError `not_found`, `illegal_transition`, `refund_too_large`, `refund_refused`,
     * `idempotency_key_reused`
     */
    sendAgain: (request: SendAgainRequest, key: IdempotencyKey | null): Promise<string> =>
      once(request.company.code, key, (trx, claim) => sendAgain(strapi, trx, request, claim)),
  };
};

export default createRefundService;
