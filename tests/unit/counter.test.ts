import type { Core } from '@strapi/strapi';
import { createCounter } from '../../src/rate-limit/counter';

/** An application without Redis. */
const alone = { config: { get: () => '' } } as unknown as Core.Strapi;

describe('counting in memory', () => {
  test('adds up by key and says when it is forgotten', async () => {
    const counter = createCounter(alone, 'x', 60);
    expect((await counter.add('a', 1)).counted).toBe(1);
    expect((await counter.add('b', 5)).counted).toBe(5);
    const { counted, resetMs } = await counter.add('a', 2);
    expect(counted).toBe(3);
    expect(resetMs).toBeGreaterThan(59_000);
    expect(resetMs).toBeLessThanOrEqual(60_000);
    await counter.forget('a');
    expect((await counter.add('a', 1)).counted).toBe(1);
  });

  test('a key is forgotten after its time, or after the one it was set for', async () => {
    const counter = createCounter(alone, 'x', 1);
    await counter.add('a', 1);
    await counter.set('b', 9, 3);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await counter.add('a', 1)).counted).toBe(1);
    expect((await counter.add('b', 1)).counted).toBe(10);
  });

  test('keeps those who asked last, however many addresses somebody has', async () => {
    const counter = createCounter(alone, 'x', 60);
    await counter.add('first', 1);
    await counter.add('regular', 1);
    for (let count = 0; count < 99_999; count += 1) {
      await counter.add(`other ${count}`, 1);
      if (count === 50_000) await counter.add('regular', 1);
    }
    expect((await counter.add('regular', 1)).counted).toBe(3);
    expect((await counter.add('first', 1)).counted).toBe(1);
  });
});
