import { sql } from '../support/application';
import {
  type ClaimedMessage,
  newBatchTopic,
  newTopic,
  numberOf,
  outboxRows,
  sayMany,
  until,
  untilDone,
  workOn,
} from '../support/outbox';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

/** Messages as key and number. */
const named = (messages: ClaimedMessage[]): string[] =>
  messages.map((message) => `${message.key} ${numberOf(message)}`);

describe('a batch', () => {
  test('takes what is due together, each once and in order, and no key is in two at once', async () => {
    const handled: ClaimedMessage[] = [];
    const sizes: number[] = [];
    const keysAtWork: (string | null)[] = [];
    const topic = newBatchTopic(
      async (messages) => {
        const keys = [...new Set(messages.map(({ key }) => key))];
        for (const key of keys) expect(keysAtWork).not.toContain(key);
        keysAtWork.push(...keys);
        sizes.push(messages.length);
        await pause(Math.random() * 20);
        handled.push(...messages);
        for (const key of keys) keysAtWork.splice(keysAtWork.indexOf(key), 1);
      },
      { most: 40 },
    );
    const keys = ['one', 'two', 'three', 'four', 'five'];
    await sayMany(topic, 100, keys);
    workOn(topic);
    workOn(topic);
    await untilDone(topic.topic);
    expect(handled).toHaveLength(500);
    for (const key of keys) {
      expect(handled.filter((message) => message.key === key).map(numberOf)).toEqual(upTo(100));
    }
    expect(Math.max(...sizes)).toBe(40);
    // All were claimed once, so each batch went well.
    expect(new Set(handled.map(({ attempt }) => attempt))).toEqual(new Set([1]));
  });

  test('leaves out what stands behind a gap in its key until that is closed', async () => {
    const batches: string[][] = [];
    const topic = newBatchTopic(async (messages) => void batches.push(named(messages)));
    await sayMany(topic, 4, ['gap', 'whole']);
    await sql.query(
      `update outbox set available_at = now() + interval '1 hour', attempts = 1
       where topic = $1 and key = 'gap' and payload->>'n' = '2'`,
      [topic.topic],
    );
    workOn(topic);
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows.length === 3,
    );
    await pause(150);
    expect(batches).toEqual([['gap 1', 'whole 1', 'whole 2', 'whole 3', 'whole 4']]);
    await sql.query('update outbox set available_at = now() where topic = $1 and attempts = 1', [
      topic.topic,
    ]);
    await untilDone(topic.topic);
    expect(batches.slice(1)).toEqual([['gap 2', 'gap 3', 'gap 4']]);
  });

  test('waits while a later one of its key is at work, as after a dead letter was taken up again', async () => {
    const batches: string[][] = [];
    const topic = newBatchTopic(async (messages) => void batches.push(named(messages)));
    await sayMany(topic, 3, ['key']);
    await sql.query(
      `update outbox set attempts = 1, claimed_until = now() + interval '1 hour'
       where topic = $1 and payload->>'n' = '2'`,
      [topic.topic],
    );
    workOn(topic);
    await pause(300);
    expect(batches).toEqual([]);
    await sql.query('update outbox set attempts = 0, claimed_until = null where topic = $1', [topic.topic]);
    await untilDone(topic.topic);
    expect(batches).toEqual([['key 1', 'key 2', 'key 3']]);
  });

  test('goes on behind a long queue of a key that is held up, and takes that up by the batch', async () => {
    const batches: string[][] = [];
    const topic = newBatchTopic(async (messages) => void batches.push(named(messages)), { most: 20 });
    await sayMany(topic, 1_500, ['long']);
    await sql.query(
      `update outbox set available_at = now() + interval '1 hour' where topic = $1 and payload->>'n' = '1'`,
      [topic.topic],
    );
    await sayMany(topic, 2, ['short']);
    workOn(topic, { leaseMs: 60_000 });
    await until(
      () => batches.length,
      (count) => count > 0,
    );
    expect(batches).toEqual([['short 1', 'short 2']]);
    await sql.query(`update outbox set available_at = now() where topic = $1 and payload->>'n' = '1'`, [
      topic.topic,
    ]);
    await untilDone(topic.topic);
    expect(batches.slice(1).flat()).toEqual(upTo(1_500).map((n) => `long ${n}`));
    expect(batches.length).toBeLessThan(90);
  });

  test('is as long as single ones may be: a long queue of one key goes through one by one', async () => {
    const handled: number[] = [];
    const topic = newTopic(async (message) => void handled.push(numberOf(message)));
    await sayMany(topic, 300, ['long']);
    workOn(topic, { leaseMs: 60_000 });
    await untilDone(topic.topic);
    expect(handled).toEqual(upTo(300));
  });
});

describe('a batch that fails', () => {
  test('is handled one by one: the bad one is tried again and buried, its key waits, the others are done', async () => {
    const calls: string[][] = [];
    const topic = newBatchTopic(
      async (messages) => {
        calls.push(named(messages));
        if (named(messages).includes('bad 2')) throw new Error('spoilt');
      },
      { attempts: 2, firstPauseMs: 100 },
    );
    await sayMany(topic, 3, ['bad', 'good']);
    workOn(topic);
    const [left] = await until(
      () => outboxRows(topic.topic),
      (rows) => rows.length === 1 && rows[0]!.failed,
    );
    expect(left).toMatchObject({ payload: { n: 2 }, attempts: 2, claimed: false, last_error: 'spoilt' });
    await until(() => calls.flat().includes('bad 3'), Boolean);
    expect(calls).toEqual([
      ['bad 1', 'good 1', 'bad 2', 'good 2', 'bad 3', 'good 3'],
      ['bad 1'],
      ['good 1'],
      ['bad 2'],
      ['good 2'],
      // What follows in its key is left for the next attempt, with which it comes together.
      ['good 3'],
      ['bad 2', 'bad 3'],
      ['bad 2'],
      ['bad 3'],
    ]);
  });

  test('as all do is left alone after three, and none of the rest spends its last attempt on that', async () => {
    const calls: number[][] = [];
    const topic = newBatchTopic(
      async (messages) => {
        calls.push(messages.map(numberOf));
        if (messages.some((message) => numberOf(message) <= 3)) throw new Error('timed out');
      },
      { attempts: 2, firstPauseMs: 3_600_000, longestPauseMs: 3_600_000 },
    );
    await sayMany(topic, 30, ['one']);
    await sql.query(`update outbox set key = null where topic = $1`, [topic.topic]);
    workOn(topic);
    const paused = (count: number) =>
      until(
        () => outboxRows(topic.topic),
        (rows) => rows.filter(({ waitsMs }) => waitsMs > 1_000_000).length === count,
      );
    const goOn = () => sql.query('update outbox set available_at = now() where topic = $1', [topic.topic]);
    const attempts = await paused(30);
    expect(attempts.map((row) => row.attempts)).toEqual(Array.from({ length: 30 }, () => 1));
    expect(calls.splice(0)).toEqual([upTo(30), [1], [2], [3]]);
    await goOn();
    const last = await paused(27);
    expect(last.map((row) => row.failed)).toEqual(upTo(30).map((n) => n <= 3));
    expect(calls.splice(0)).toEqual([upTo(30), [1], [2], [3]]);
    await goOn();
    const left = await until(
      () => outboxRows(topic.topic),
      (rows) => rows.length === 3,
    );
    expect(left.map(({ payload, last_error }) => [payload, last_error])).toEqual(
      upTo(3).map((n) => [{ n }, 'timed out']),
    );
    expect(calls).toEqual([upTo(30).slice(3)]);
  });

  test('because its claims are lost is left to whoever has them', async () => {
    let isTold = false;
    const topic = newBatchTopic(async (_messages, signal) => {
      await until(() => signal.aborted, Boolean);
      isTold = true;
      throw new Error('too late');
    });
    await sayMany(topic, 3, ['key']);
    const stop = workOn(topic, { leaseMs: 600 });
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows.every(({ claimed }) => claimed),
    );
    await sql.query(
      `update outbox set attempts = 2, claims = 2, claimed_until = now() + interval '1 minute'
       where topic = $1 and payload->>'n' = '1'`,
      [topic.topic],
    );
    await until(() => isTold, Boolean);
    await stop();
    expect((await outboxRows(topic.topic)).map(({ attempts, claimed }) => [attempts, claimed])).toEqual([
      [2, true],
      [0, false],
      [0, false],
    ]);
  });
});

describe('the end of a process', () => {
  test('gives a whole batch back, as if it had never been claimed', async () => {
    const topic = newBatchTopic(async (_messages, signal) => {
      await until(() => signal.aborted, Boolean);
      signal.throwIfAborted();
    });
    await sayMany(topic, 2, ['one', 'two']);
    const stop = workOn(topic);
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows.every(({ claimed }) => claimed),
    );
    await stop();
    expect((await outboxRows(topic.topic)).map(({ attempts, claimed }) => [attempts, claimed])).toEqual(
      Array.from({ length: 4 }, () => [0, false]),
    );
  });

  test('leaves claims that run out: they are taken one by one, so that one that kills takes none with it', async () => {
    const batches: string[][] = [];
    const topic = newBatchTopic(async (messages) => void batches.push(named(messages)), { attempts: 3 });
    await sayMany(topic, 2, ['one', 'two']);
    await sql.query(
      `update outbox set claimed_until = now(), attempts = case payload->>'n' when '1' then 3 else 1 end
       where topic = $1 and key = 'one'`,
      [topic.topic],
    );
    workOn(topic);
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows.length === 1 && rows[0]!.failed,
    );
    expect(batches).toEqual([['one 2'], ['two 1', 'two 2']]);
    expect(await outboxRows(topic.topic)).toMatchObject([
      { payload: { n: 1 }, last_error: 'the process that worked on it ended without a word' },
    ]);
  });
});
