import type { Knex } from 'knex';
import { DomainError } from '../../domain/errors';

/** What an order can use up. */
export type Redeemable = 'promotion' | 'coupon';

/**
 * Refuses to delete what orders have used, so that limits and reports keep what they count. Orders that are using it at
 * this moment are waited for; one that was cancelled has given its use back.
 * @throws DomainError `in_use` with how many orders have used it
 */
export const assertUnused = async (trx: Knex, kind: Redeemable, documentId: string): Promise<void> => {
  await trx.raw(`select 1 from ${kind}_counters where ${kind}_id = ? for update`, [documentId]);
  const { rows } = await trx.raw<{ rows: { used: number }[] }>(
    'select count(*)::int as used from redemptions where target_id = ? and kind = ?',
    [documentId, kind],
  );
  const used = rows[0]?.used ?? 0;
  if (used > 0)
    throw new DomainError('in_use', `orders have used this ${kind}; switch it off instead`, { used });
};

/** Drops the counter of what is deleted. */
export const forgetUses = async (trx: Knex, kind: Redeemable, documentId: string): Promise<void> => {
  await trx.raw(`delete from ${kind}_counters where ${kind}_id = ?`, [documentId]);
};
