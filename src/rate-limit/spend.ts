import type { Context } from 'koa';

/** Takes more requests out of the bucket that a request is counted in. */
export type Spend = (requests: number) => Promise<void>;

type SpendingState = { spend?: Spend };

/** Lets what comes later charge more for a request than one. */
export const allowSpending = (ctx: Context, spend: Spend): void => {
  (ctx.state as SpendingState).spend = spend;
};

/**
 * Charges more for a request that turns out to cost more than others.
 * @throws DomainError `rate_limited`
 */
export const spend = async (ctx: Context, requests: number): Promise<void> => {
  if (requests > 0) await (ctx.state as SpendingState).spend?.(requests);
};
