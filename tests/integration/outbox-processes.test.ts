import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { sql } from '../support/application';
import { newBatchTopic, numberOf, sayMany, untilDone, workOn } from '../support/outbox';
import { startOutboxProcess } from '../support/outbox-process';

const children: ChildProcess[] = [];

/** Another process that works on a topic. */
const startOther = async (topic: string, diesAt?: string): Promise<ChildProcess> => {
  const child = await startOutboxProcess({ topic, most: '30', leaseMs: '1500', ...(diesAt && { diesAt }) });
  children.push(child);
  return child;
};

type Handled = { worker: string; key: string; n: number };

const handled = async (): Promise<Handled[]> =>
  (await sql.query<Handled>('select worker, key, n from handled order by id')).rows;

/** A topic whose messages are written down like those of the other process. */
const recorded = (sizes: number[] = []) =>
  newBatchTopic(
    async (messages) => {
      sizes.push(messages.length);
      await sql.query(
        `insert into handled (worker, key, n) select 'own', * from unnest($1::text[], $2::int[])`,
        [messages.map(({ key }) => key), messages.map(numberOf)],
      );
    },
    { most: 30 },
  );

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

describe('more than one process', () => {
  beforeAll(async () => {
    await sql.query('create table handled (id bigserial primary key, worker text, key text, n int)');
  });

  beforeEach(async () => {
    await sql.query('truncate handled');
  });

  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await sql.query('drop table handled');
  });

  test('two processes share a topic: each message once, each key in order', async () => {
    const topic = recorded();
    await startOther(topic.topic);
    const keys = upTo(12).map((n) => `key ${n}`);
    await sayMany(topic, 100, keys);
    workOn(topic, { pollMs: 20 });
    await untilDone(topic.topic, 30_000);
    const all = await handled();
    expect(all).toHaveLength(1_200);
    for (const key of keys) expect(all.filter((one) => one.key === key).map(({ n }) => n)).toEqual(upTo(100));
    expect(new Set(all.map(({ worker }) => worker))).toEqual(new Set(['own', 'other']));
  }, 60_000);

  test('what a process was killed over is done by another, each message alone and in order', async () => {
    const sizes: number[] = [];
    const topic = recorded(sizes);
    await sayMany(topic, 10, ['one', 'two']);
    const other = await startOther(topic.topic, '7');
    if (other.signalCode === null) await once(other, 'exit');
    expect(await handled()).toEqual([]);
    workOn(topic);
    await untilDone(topic.topic, 30_000);
    expect(await handled()).toEqual(
      upTo(10).flatMap((n) => ['one', 'two'].map((key) => ({ worker: 'own', key, n }))),
    );
    expect(sizes).toEqual(Array.from({ length: 20 }, () => 1));
  }, 60_000);
});
