import type { Core } from '@strapi/strapi';
import { recordAct } from '../../../audit/record-act';
import { inTransaction } from '../../../documents/save';
import { notFound } from '../../../domain/errors';
import {
  type DeadLetter,
  discardLetter,
  type Letters,
  listDeadLetters,
  reviveLetters,
} from '../../../outbox/dead-letters';
import { outboxFigures, type OutboxView, type TopicFigures } from '../../../outbox/figures';
import { nudgeAfterCommit } from '../../../outbox/nudge';

/** How the audit log names messages of the outbox. */
const MESSAGE = 'outbox';

/** What staff see and do of what could not be delivered. */
export const createOutboxService = ({ strapi }: { strapi: Core.Strapi }) => {
  const revive = (view: OutboxView, letters: Letters): Promise<number> =>
    inTransaction(strapi, async (trx) => {
      const revived = await reviveLetters(trx, view, letters);
      for (const { topic, count } of revived) {
        await recordAct(strapi, trx, {
          action: 'outbox_retry',
          subject: { type: MESSAGE, id: letters.id ?? null },
          company: view.company,
          after: { topic, count },
        });
      }
      nudgeAfterCommit(
        trx,
        revived.map(({ topic }) => topic),
      );
      return revived.reduce((sum, { count }) => sum + count, 0);
    });

  return {
    figures: (view: OutboxView): Promise<TopicFigures[]> => outboxFigures(strapi.db.connection, view),

    list: (
      view: OutboxView,
      page: { page: number; pageSize: number },
    ): Promise<{ letters: DeadLetter[]; total: number }> => listDeadLetters(strapi.db.connection, view, page),

    /**
     * Has a dead letter tried again.
     * @throws DomainError `not_found`
     */
    async retry(view: OutboxView, id: string): Promise<{ retried: number }> {
      const retried = await revive(view, { id });
      if (retried === 0) throw notFound('dead letter');
      return { retried };
    },

    /** Has all of a topic tried again, or all there are. */
    async retryAll(view: OutboxView, letters: Pick<Letters, 'topic'>): Promise<{ retried: number }> {
      return { retried: await revive(view, letters) };
    },

    /**
     * Gives a dead letter up.
     * @throws DomainError `not_found`
     */
    discard: (view: OutboxView, id: string): Promise<void> =>
      inTransaction(strapi, async (trx) => {
        const discarded = await discardLetter(trx, view, id);
        if (!discarded) throw notFound('dead letter');
        await recordAct(strapi, trx, {
          action: 'outbox_discard',
          subject: { type: MESSAGE, id },
          company: view.company,
          before: { topic: discarded.topic, lastError: discarded.lastError },
        });
      }),
  };
};

export default createOutboxService;
