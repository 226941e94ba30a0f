import { startOutbox } from '../../src/outbox/worker';
import { enqueue } from '../../src/outbox/enqueue';
import type { ClaimedMessage, OutboxBatchHandler, OutboxHandler } from '../../src/outbox/handler';
import { app, sql } from './application';
import { unique } from './catalogue';

/** A message as the table has it. */
export interface OutboxRow {
  payload: unknown;
  attempts: number;
  waitsMs: number;
  claimed: boolean;
  failed: boolean;
  last_error: string | null;
}

/** What lies on the outbox under a topic, in order. */
export const outboxRows = async (topic: string): Promise<OutboxRow[]> => {
  const { rows } = await sql.query<OutboxRow>(
    `select payload, attempts, extract(epoch from available_at - now())::float * 1000 as "waitsMs",
            claimed_until is not null as claimed, failed_at is not null as failed, last_error
     from outbox where topic = $1 order by id`,
    [topic],
  );
  return rows;
};

/** Waits until something is so, and fails with what it is instead. */
export const until = async <Value>(
  read: () => Value | Promise<Value>,
  isSo: (value: Value) => boolean,
  patienceMs = 10_000,
): Promise<Value> => {
  const limit = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (Date.now() > limit) throw new Error(`still ${JSON.stringify(value).slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Waits until nothing of a topic is left. */
export const untilDone = (topic: string, patienceMs?: number): Promise<OutboxRow[]> =>
  until(
    () => outboxRows(topic),
    (rows) => rows.length === 0,
    patienceMs,
  );

type Stop = () => Promise<void>;

const running: Stop[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((stop) => stop()));
});

/** A topic that nobody else uses, with quick attempts. */
export const newTopic = (
  handle: OutboxHandler['handle'],
  rest: Partial<OutboxHandler> = {},
): OutboxHandler => ({
  topic: unique('topic-'),
  concurrency: 5,
  attempts: 5,
  firstPauseMs: 40,
  longestPauseMs: 160,
  handle,
  ...rest,
});

/** A topic that nobody else uses, whose messages are handled together. */
export const newBatchTopic = (
  handleAll: OutboxBatchHandler['handleAll'],
  rest: Partial<OutboxBatchHandler> = {},
): OutboxBatchHandler => ({
  topic: unique('topic-'),
  most: 50,
  attempts: 5,
  firstPauseMs: 40,
  longestPauseMs: 160,
  handleAll,
  ...rest,
});

/** Works on a topic until the end of the test, as one process would. */
export const workOn = (
  handler: OutboxHandler | OutboxBatchHandler,
  times: { leaseMs?: number; pollMs?: number } = {},
): Stop => {
  const stop = startOutbox(app.strapi, [handler], { leaseMs: 10_000, pollMs: 50, ...times });
  running.push(stop);
  return stop;
};

/** Writes a message of its own transaction. */
export const say = ({ topic }: { topic: string }, payload: object, key?: string): Promise<void> =>
  enqueue(app.strapi.db.connection, { topic, payload, ...(key !== undefined && { key }) });

/** Writes messages with the numbers from 1 on under each key, of one transaction. */
export const sayMany = async ({ topic }: { topic: string }, count: number, keys: string[]): Promise<void> => {
  await sql.query(
    `insert into outbox (topic, key, payload)
     select $1, key, jsonb_build_object('n', n)
     from generate_series(1, $2::int) n cross join unnest($3::text[]) with ordinality keys (key, place)
     order by n, place`,
    [topic, count, keys],
  );
};

/** The number in a message of {@link sayMany}. */
export const numberOf = ({ payload }: ClaimedMessage): number => (payload as { n: number }).n;

export type { ClaimedMessage };
