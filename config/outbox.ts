import type { Core } from '@strapi/strapi';

/** How messages of the outbox are worked off. */
export default ({ env }: Core.Config.Shared.ConfigParams) => ({
  /** for how long a claimed message is left alone, should the process that claimed it die */
  leaseMs: env.int('OUTBOX_LEASE_MS', 60_000),
  /** how often each process looks for work that it was not told of, such as attempts that have come due */
  pollMs: env.int('OUTBOX_POLL_MS', 2_000),
  /** for how many days a message that could not be delivered is kept */
  keepDeadDays: env.int('OUTBOX_KEEP_DEAD_DAYS', 30),
});
