import type { Knex } from 'knex';
import { queryPrepared } from '../../postgres/prepared';
import { CLAIM_MS, findRefund, type RefundRow } from './store';

type Named = Pick<RefundRow, 'id' | 'companyCode'>;

/** A refund that somebody goes on with, and by what they know that it is still theirs. */
export type ClaimedRefund = Named & { claim: string };

/**
 * Takes a refund that waits, so that nobody else goes on with it meanwhile.
 * @param claim a word of its own
 * @returns whether it could be taken: not while somebody else has it, nor when it waits no longer
 */
export const claimRefund = async (db: Knex, { id, companyCode, claim }: ClaimedRefund): Promise<boolean> => {
  const claimed = await queryPrepared<unknown>(
    db,
    `update refunds set claimed_by = ?, claimed_until = now() + ?::int * interval '1 millisecond'
      where id = ? and company_code = ? and status = 'pending' and (claimed_until is null or claimed_until < now())
      returning 1`,
    [claim, CLAIM_MS, id, companyCode],
  );
  return claimed.length > 0;
};

/**
 * Holds a claim for its whole time again.
 * @returns the refund; null where it waits no longer, or somebody else has taken it meanwhile
 */
export const renewClaim = async (
  db: Knex,
  { id, companyCode, claim }: ClaimedRefund,
): Promise<RefundRow | null> => {
  const held = await queryPrepared<unknown>(
    db,
    `update refunds set claimed_until = now() + ?::int * interval '1 millisecond'
      where id = ? and company_code = ? and status = 'pending' and claimed_by = ? returning 1`,
    [CLAIM_MS, id, companyCode, claim],
  );
  return held.length === 0 ? null : findRefund(db, companyCode, id);
};

/** Lets go of a refund, if it is still one's own. */
export const releaseClaim = async (db: Knex, { id, companyCode, claim }: ClaimedRefund): Promise<void> => {
  await queryPrepared(
    db,
    `update refunds set claimed_by = null, claimed_until = null
      where id = ? and company_code = ? and claimed_by = ?`,
    [id, companyCode, claim],
  );
};

/** Whether somebody is at a refund now, or at one of its parts. */
export const isClaimed = async (db: Knex, { id, companyCode }: Named): Promise<boolean> => {
  const rows = await queryPrepared<unknown>(
    db,
    `select 1 from refunds
      where company_code = ? and (id = ? or part_of = ?) and status = 'pending' and claimed_until > now() limit 1`,
    [companyCode, id, id],
  );
  return rows.length > 0;
};

/** Notes, before a provider is asked to make a refund, that it may do so whatever is heard of it; or that it has not. */
export const noteUncertain = async (
  db: Knex,
  { id, companyCode }: Named,
  isUncertain: boolean,
): Promise<void> => {
  await queryPrepared(db, 'update refunds set is_uncertain = ? where id = ? and company_code = ?', [
    isUncertain,
    id,
    companyCode,
  ]);
};

/**
 * The refunds that wait and of which the outbox knows nothing any more, the oldest first.
 * @param most how many at once
 */
export const pendingRefunds = (
  db: Knex,
  most: number,
): Promise<Pick<RefundRow, 'id' | 'companyCode' | 'orderId'>[]> =>
  queryPrepared(
    db,
    `select r.id, r.company_code as "companyCode", r.order_id as "orderId" from refunds r
      where r.status = 'pending' and coalesce(r.claimed_until, r.created_at) < now() - ?::int * interval '1 millisecond'
        and not exists (select 1 from outbox o
                         where o.topic = 'refund' and o.payload->>'refundId' = r.id and o.failed_at is null)
      order by r.created_at limit ?`,
    [CLAIM_MS, most],
  );
