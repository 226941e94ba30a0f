import type { Knex } from 'knex';

/** Whose messages: those of a company, with `shared` also those that belong to none; of everybody where it is absent. */
export type OutboxView = { company: string; shared: boolean };

/** How much lies on a topic. */
export type TopicFigures = {
  topic: string;
  /** not begun, or to be tried again */
  waiting: number;
  /** at work, or held by a process that has died meanwhile */
  claimed: number;
  /** dead letters */
  dead: number;
  /** for how many seconds the oldest one could have been done; 0 where nothing waits that is due */
  lag: number;
};

/** The condition by which a view sees a row of `outbox`, with its bindings `company` and `shared`. */
export const seenBy = `(company_code = :company or :shared::boolean and company_code is null)`;

/** Depth, lag and dead letters of each topic that has any. */
export const outboxFigures = async (db: Knex, view?: OutboxView): Promise<TopicFigures[]> => {
  const { rows } = await db.raw<{ rows: TopicFigures[] }>(
    `select topic,
            count(*) filter (where failed_at is null and claimed_until is null)::int as waiting,
            count(*) filter (where failed_at is null and claimed_until is not null)::int as claimed,
            count(*) filter (where failed_at is not null)::int as dead,
            coalesce(floor(extract(epoch from now() - min(
              -- What was tried in vain, or put aside, has been due since it was written.
              case when attempts > 0 or put_aside then created_at else available_at end
            ) filter (where failed_at is null and (attempts > 0 or put_aside or available_at <= now())))), 0)::int as lag
     from outbox
     where ${view ? seenBy : 'true'}
     group by topic
     order by topic`,
    { ...view },
  );
  return rows;
};
