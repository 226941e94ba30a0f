import { HandlingFailure } from '../../src/outbox/failure';
import { enqueue } from '../../src/outbox/enqueue';
import { claimDue, settleClaims } from '../../src/outbox/store';
import { app, sql } from '../support/application';
import { newTopic, numberOf, outboxRows, say, until, untilDone, workOn } from '../support/outbox';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('what is written is done', () => {
  test('at once after the commit, never before, and not after a rollback', async () => {
    const handled: number[] = [];
    const topic = newTopic(async (message) => void handled.push(numberOf(message)));
    workOn(topic, { pollMs: 60_000 });
    await pause(300);
    const { connection } = app.strapi.db;
    await connection
      .transaction(async (trx) => {
        await enqueue(trx, { topic: topic.topic, payload: { n: 1 } });
        throw new Error('the order was refused');
      })
      .catch(() => undefined);
    await connection.transaction(async (trx) => {
      await enqueue(trx, { topic: topic.topic, payload: { n: 2 } });
      await pause(200);
      expect(handled).toEqual([]);
    });
    await until(
      () => handled.length,
      (count) => count > 0,
      2_000,
    );
    expect(handled).toEqual([2]);
    expect(await untilDone(topic.topic)).toEqual([]);
  });

  test('once, and in order within a key, by two workers at once', async () => {
    const handled: [key: string, n: number][] = [];
    const topic = newTopic(async (message) => {
      await pause(Math.random() * 20);
      handled.push([message.key!, numberOf(message)]);
    });
    const keys = ['one', 'two', 'three'];
    for (let n = 0; n < 20; n += 1) for (const key of keys) await say(topic, { n }, key);
    workOn(topic);
    workOn(topic);
    await untilDone(topic.topic);
    const inOrder = Array.from({ length: 20 }, (_, n) => n);
    for (const key of keys) {
      expect(handled.filter(([of]) => of === key).map(([, n]) => n)).toEqual(inOrder);
    }
    expect(handled).toHaveLength(60);
  });

  test('at once, though a long queue of another key stands before it', async () => {
    const handled: string[] = [];
    let isHeldUp = true;
    const topic = newTopic(async (message) => {
      if (message.key === 'long')
        await until(
          () => isHeldUp,
          (held) => !held,
        );
      handled.push(`${message.key} ${numberOf(message)}`);
    });
    await sql.query(
      `insert into outbox (topic, key, payload)
       select $1, 'long', jsonb_build_object('n', n) from generate_series(1, 1000) n`,
      [topic.topic],
    );
    await say(topic, { n: 1 }, 'short');
    const stop = workOn(topic);
    await until(
      () => handled.length,
      (count) => count > 0,
      5_000,
    );
    expect(handled).toEqual(['short 1']);
    // Each is due as soon as the one before it is done, not only when the lease for which it waits is over.
    isHeldUp = false;
    await until(
      () => handled.length,
      (count) => count > 20,
      5_000,
    );
    expect(handled.slice(1, 21)).toEqual(Array.from({ length: 20 }, (_, n) => `long ${n + 1}`));
    await stop();
    await sql.query('delete from outbox where topic = $1', [topic.topic]);
  });

  test('no more at once than the topic allows', async () => {
    let atWork = 0;
    let most = 0;
    const topic = newTopic(
      async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        await pause(20);
        atWork -= 1;
      },
      { concurrency: 3 },
    );
    for (let n = 0; n < 30; n += 1) await say(topic, { n });
    workOn(topic);
    await untilDone(topic.topic);
    expect(most).toBe(3);
  });
});

describe('what fails', () => {
  test('is tried again after pauses that double, and its key waits for it', async () => {
    const attempts: { n: number; attempt: number; at: number }[] = [];
    const topic = newTopic(
      async (message) => {
        attempts.push({ n: numberOf(message), attempt: message.attempt, at: Date.now() });
        if (numberOf(message) === 1 && message.attempt < 4) throw new Error('not yet');
      },
      { firstPauseMs: 200, longestPauseMs: 400 },
    );
    await say(topic, { n: 1 }, 'key');
    await say(topic, { n: 2 }, 'key');
    workOn(topic, { pollMs: 10 });
    await untilDone(topic.topic);
    expect(attempts.map(({ n, attempt }) => [n, attempt])).toEqual([
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
      [2, 1],
    ]);
    const pauses = attempts.slice(1, 4).map(({ at }, index) => at - attempts[index]!.at);
    // Half of 200, 400 and 400 (the longest) at the least; the rest is chance.
    [100, 200, 200].forEach((least, index) => expect(pauses[index]).toBeGreaterThanOrEqual(least - 5));
  });

  test('is a dead letter after its last attempt, says why without secrets, and holds up nobody', async () => {
    const handled: number[] = [];
    const topic = newTopic(
      async (message) => {
        handled.push(numberOf(message));
        if (numberOf(message) === 1) throw new Error('first line\nno server: password=hunter2 refused');
      },
      { attempts: 3, firstPauseMs: 10 },
    );
    await say(topic, { n: 1 }, 'key');
    await say(topic, { n: 2 }, 'key');
    workOn(topic, { pollMs: 10 });
    await until(() => handled.includes(2), Boolean);
    const left = await until(
      () => outboxRows(topic.topic),
      (rows) => rows.length === 1,
    );
    expect(left).toEqual([
      {
        payload: { n: 1 },
        attempts: 3,
        waitsMs: expect.any(Number),
        claimed: false,
        failed: true,
        last_error: 'no server: password=*** refused',
      },
    ]);
    await pause(200);
    expect(handled).toEqual([1, 1, 1, 2]);
  });

  test('is not tried again when that is useless', async () => {
    const topic = newTopic(async () => {
      throw new HandlingFailure('no such address', { retry: false });
    });
    await say(topic, { n: 1 });
    workOn(topic);
    const [row] = await until(
      () => outboxRows(topic.topic),
      (rows) => rows[0]?.failed === true,
    );
    expect(row).toMatchObject({ attempts: 1, claimed: false, last_error: 'no such address' });
  });
});

describe('a worker that is gone', () => {
  test('lets its claim run out, and another takes the message', async () => {
    const handled: number[] = [];
    const topic = newTopic(async (message) => void handled.push(message.attempt));
    await say(topic, { n: 1 });
    await sql.query(
      `update outbox set attempts = 1, claimed_until = now() + interval '1 second' where topic = $1`,
      [topic.topic],
    );
    workOn(topic);
    await pause(500);
    expect(handled).toEqual([]);
    await untilDone(topic.topic);
    expect(handled).toEqual([2]);
  });

  test('does not die of the same message for ever', async () => {
    const handled: number[] = [];
    const topic = newTopic(async (message) => void handled.push(message.attempt), { attempts: 3 });
    await say(topic, { n: 1 });
    await sql.query(`update outbox set attempts = 3, claimed_until = now() where topic = $1`, [topic.topic]);
    workOn(topic);
    const [row] = await until(
      () => outboxRows(topic.topic),
      (rows) => rows[0]?.failed === true,
    );
    expect(row!.last_error).toBe('the process that worked on it ended without a word');
    expect(handled).toEqual([]);
  });

  test('is not one that is merely slow: claims are renewed', async () => {
    const handled: number[] = [];
    const topic = newTopic(async (message) => {
      handled.push(message.attempt);
      await pause(1_500);
    });
    await say(topic, { n: 1 });
    workOn(topic, { leaseMs: 300 });
    workOn(topic, { leaseMs: 300 });
    await untilDone(topic.topic);
    expect(handled).toEqual([1]);
  });

  test('is told so when it has lost its claim, and cannot undo what the other does', async () => {
    let told = false;
    const topic = newTopic(async (_message, signal) => {
      await until(() => signal.aborted, Boolean);
      told = true;
      throw new Error('too late');
    });
    await say(topic, { n: 1 });
    const stop = workOn(topic, { leaseMs: 600 });
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows[0]?.claimed === true,
    );
    await sql.query(
      `update outbox set attempts = attempts + 1, claims = claims + 1, claimed_until = now() + interval '1 minute'
       where topic = $1`,
      [topic.topic],
    );
    await until(() => told, Boolean);
    await stop();
    expect(await outboxRows(topic.topic)).toMatchObject([{ attempts: 2, claimed: true, last_error: null }]);
  });
});

describe('the end of a process', () => {
  test('waits for what is at work', async () => {
    let done = false;
    const topic = newTopic(async () => {
      await pause(400);
      done = true;
    });
    await say(topic, { n: 1 });
    const stop = workOn(topic);
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows[0]?.claimed === true,
    );
    await stop();
    expect(done).toBe(true);
    expect(await outboxRows(topic.topic)).toEqual([]);
  });

  test('gives back what can stop, as if it had never been claimed', async () => {
    const topic = newTopic(async (_message, signal) => {
      await until(() => signal.aborted, Boolean);
      signal.throwIfAborted();
    });
    await say(topic, { n: 1 });
    const stop = workOn(topic);
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows[0]?.claimed === true,
    );
    await stop();
    expect(await outboxRows(topic.topic)).toMatchObject([{ attempts: 0, claimed: false, last_error: null }]);
  });

  test('gives back once, however often it says so: a claim made meanwhile stays', async () => {
    const { topic } = newTopic(async () => undefined);
    await say({ topic }, { n: 1 });
    const db = app.strapi.db.connection;
    const wanted = { topic, most: 1, mostOfKey: 1, mostOrphans: 1, leaseMs: 60_000, patience: 0 };
    const { messages } = await claimDue(db, wanted);
    const givenBack = messages.map((message) => ({ ...message, ending: 'given_back' as const }));
    await settleClaims(db, givenBack);
    await settleClaims(db, givenBack);
    expect(await outboxRows(topic)).toMatchObject([{ attempts: 0, claimed: false }]);
    await claimDue(db, wanted);
    await settleClaims(db, givenBack);
    expect(await outboxRows(topic)).toMatchObject([{ attempts: 1, claimed: true }]);
  });

  test('takes up nothing further', async () => {
    const topic = newTopic(async () => pause(100), { concurrency: 1 });
    for (let n = 0; n < 3; n += 1) await say(topic, { n });
    const stop = workOn(topic);
    await until(
      () => outboxRows(topic.topic),
      (rows) => rows[0]?.claimed === true,
    );
    await stop();
    expect((await outboxRows(topic.topic)).map(({ payload, attempts }) => [payload, attempts])).toEqual([
      [{ n: 1 }, 0],
      [{ n: 2 }, 0],
    ]);
  });
});
